"""`assistant eval report` and `assistant eval junit`: a kept run for people, and for CI servers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import EVALUATIONS, RUNS, Evaluations, RunName, could_not_run

To = Annotated[
    Path | None,
    typer.Option("--to", metavar="FILE", help="Where to; else into the run's folder."),
]


def report(name: RunName, to: To = None, folder: Evaluations = EVALUATIONS) -> None:
    """Write a run's report, a page that needs no network, and say where it is."""
    with could_not_run():
        from assistant.evaluation.report import write_report  # noqa: PLC0415 - heavy
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - as above

        print(write_report(Runs(folder / RUNS).get(name), to))


def junit(name: RunName, to: To = None, folder: Evaluations = EVALUATIONS) -> None:
    """Write a run as JUnit XML, a test case a question, and say where it is."""
    with could_not_run():
        from assistant.evaluation.runs.archive import Runs  # noqa: PLC0415 - as above
        from assistant.evaluation.runs.junit import write_junit  # noqa: PLC0415 - heavy

        print(write_junit(Runs(folder / RUNS).get(name), to))
