"""The command line. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import sys

import typer

from api import (
    admitting,
    answering,
    asking,
    doctor,
    evaluating,
    keeping,
    serving,
    slacking,
    statements,
    terminal,
)
from api.commands import FAILED, INTERRUPTED
from api.settings import SettingsError
from assistant.errors import AssistantError
from index.errors import IndexingError

app = typer.Typer(
    help="Answers questions about articles and shows the paragraph behind every sentence.",
    epilog="Exit codes: 0 done, 1 it failed, 2 wrong usage, 3 the articles do not say, "
    "4 the model failed and the articles are quoted instead.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    asking.ask,
    asking.chat,
    asking.search,
    keeping.ingest,
    keeping.articles,
    keeping.show,
    statements.statements,
    keeping.remove,
    keeping.reindex,
    serving.serve,
    doctor.doctor,
):
    app.command()(command)
app.add_typer(answering.answers, name="answers")
app.add_typer(admitting.keys, name="keys")
app.add_typer(slacking.slack, name="slack")
app.add_typer(evaluating.evaluation, name="eval")


def main() -> None:
    """Run the command line; what a user can mend is told in one line."""
    try:
        app()
    except (IndexingError, AssistantError, SettingsError) as error:
        terminal.complain(str(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
