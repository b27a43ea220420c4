"""The command line. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import sys

import typer

from api.cli import (
    answers,
    ask,
    check,
    copies,
    doctor,
    library,
    models,
    serve,
    slack,
    statements,
)
from api.cli.access import groups, keys
from api.cli.eval import run
from api.cli.options import FAILED, INTERRUPTED
from api.cli.output import terminal
from api.cli.output.wording import worded
from api.environment import SettingsError
from assistant.errors import AssistantError
from index.errors import IndexingError

app = typer.Typer(
    help="Answers questions about articles and shows the paragraph behind every sentence.",
    epilog="Exit codes: 0 done, 1 it failed or not all of a draft is supported, 2 wrong usage, "
    "3 the articles do not say, 4 the model failed and the articles are quoted instead.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    ask.ask,
    ask.chat,
    ask.search,
    check.check,
    library.ingest,
    library.articles,
    library.show,
    statements.statements,
    library.remove,
    library.reindex,
    copies.move,
    copies.backup,
    copies.restore,
    serve.serve,
    doctor.doctor,
):
    app.command()(command)
app.add_typer(answers.answers, name="answers")
app.add_typer(groups.groups, name="groups")
app.add_typer(keys.keys, name="keys")
app.add_typer(models.models, name="models")
app.add_typer(slack.slack, name="slack")
app.add_typer(run.evaluation, name="eval")


def main() -> None:
    """Run the command line; an error that a user can mend is one line, not a traceback."""
    # Errors of these classes say what to do; anything else is a defect, and shows its traceback.
    try:
        app()
    except (IndexingError, AssistantError, SettingsError) as error:
        terminal.complain(worded(error))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
