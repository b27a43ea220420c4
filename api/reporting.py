"""`assistant eval report` and `assistant eval junit`: a kept run for people, and for CI servers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands import EVALUATIONS, Evaluations, could_not_run

RunName = Annotated[
    str,
    typer.Argument(metavar="RUN", help="Its name or the beginning of it, `last`, or its folder."),
]
To = Annotated[
    Path | None, typer.Option("--to", help="Where to, instead of the run's folder.", dir_okay=False)
]


def report(name: RunName, to: To = None, folder: Evaluations = EVALUATIONS) -> None:
    """Write a run's report, an HTML page that needs no network, and say where it is."""
    with could_not_run():
        from api.evaluation import kept  # noqa: PLC0415 - heavy
        from assistant.evaluation.report import write_report  # noqa: PLC0415 - as above

        print(write_report(kept(folder, name), to))


def junit(name: RunName, to: To = None, folder: Evaluations = EVALUATIONS) -> None:
    """Write a run as JUnit XML, a test case a question, and say where it is."""
    with could_not_run():
        from api.evaluation import kept  # noqa: PLC0415 - heavy
        from assistant.evaluation.junit import write_junit  # noqa: PLC0415 - as above

        print(write_junit(kept(folder, name), to))
