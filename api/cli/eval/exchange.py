"""`assistant eval import` and `export`: question sets from other tools, runs for them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import EVALUATIONS, RUNS, Evaluations, RunName, could_not_run
from api.cli.output import terminal
from api.presentation.quantities import counted
from assistant.errors import EvaluationError


def import_set(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="[FORMAT] FILE",
            help="squad, ragas, deepeval or judged, where the file does not show it; the file.",
        ),
    ],
    to: Annotated[
        Path, typer.Option(metavar="NAME", help="Writes NAME.questions.jsonl, NAME.articles.jsonl.")
    ],
) -> None:
    """Bring another tool's question set into our form."""
    with could_not_run():
        from assistant.evaluation.exchange import read_external  # noqa: PLC0415 - heavy
        from assistant.evaluation.sets.writer import write_set  # noqa: PLC0415 - as above

        if len(given) > 2:
            raise EvaluationError("give one file, and before it the format where it is not clear.")
        *form, file = given
        external = read_external(Path(file), *form)
        questions, _ = write_set(to, external.questions, external.articles)
    questions_in = counted(len(external.questions), "question")
    articles_in = counted(len(external.articles), "article")
    terminal.tell(f"{questions_in} about {articles_in} in {questions}")
    for what, count in external.left_out.items():
        terminal.tell(f"left out: {what} ({count:,})")


def export_run(
    name: RunName,
    form: Annotated[str, typer.Option("--format", help="ragas or deepeval.")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="Where to write it.", dir_okay=False)],
    folder: Evaluations = EVALUATIONS,
) -> None:
    """Write a run's answers for another tool's metrics."""
    with could_not_run():
        from assistant.evaluation.exchange import export  # noqa: PLC0415 - heavy
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - as above

        run = Runs(folder / RUNS).get(name)
        written, unanswered = export(run, form, to)
    terminal.tell(f"{counted(written, 'answer')} of {run.manifest.id} in {to}")
    if unanswered:
        terminal.tell(f"left out: {counted(len(unanswered), 'question')} without an answer")
