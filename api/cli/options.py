"""What the commands share: options, exit codes, and how a command gets its parts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from api.cli.output import terminal
from api.cli.output.wording import worded
from api.environment import SettingsError
from api.settings import Settings
from assistant.errors import AssistantError
from index.errors import IndexingError

if TYPE_CHECKING:
    from api.wiring import Parts

T = TypeVar("T")

FAILED: Final = 1
NOT_FOUND: Final = 3
DEGRADED: Final = 4
NEEDS_MODEL: Final = 5
INTERRUPTED: Final = 130

NOT_SUPPORTED: Final = 1
"""A sentence of a draft is not supported."""

BELOW: Final = 1
"""An evaluation's result is below the bar."""

NOT_RUN: Final = 2
"""An evaluation could not be run."""

EVALUATIONS: Final = Path(".eval")
"""Where evaluations are kept, in the working folder."""

RUNS: Final = "runs"
"""Where runs are kept, in that folder."""

ArticleIds = Annotated[
    list[str] | None,
    typer.Option("--article", "-a", help="Only this article, by id or its beginning; repeatable."),
]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="Only articles of this source; repeatable.")
]
From = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="Only articles published from this day on."),
]
To = Annotated[
    datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], help="Only articles published up to this day."),
]
Evaluations = Annotated[
    Path, typer.Option("--folder", help="Where evaluations are kept.", file_okay=False)
]
RunName = Annotated[
    str, typer.Argument(metavar="RUN", help="Its name, how that begins, `last`, or its folder.")
]
Sample = Annotated[bool, typer.Option("--sample", help="The sample's question set.")]
Limit = Annotated[
    int | None, typer.Option(min=1, help="At most so many questions of a set, spread evenly.")
]
AtOnce = Annotated[int, typer.Option(min=1, max=64, help="Questions at the same time.")]
Record = Annotated[
    Path | None, typer.Option(help="Keep the model's replies here; what is here is not asked.")
]
Replay = Annotated[Path | None, typer.Option(help="The model's replies from here; none is asked.")]
AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]


def run(work: Callable[[Parts], Awaitable[T]]) -> T:
    """Do the work with the parts that the settings want."""
    from api.wiring import wired  # noqa: PLC0415 - as above

    async def session() -> T:
        async with wired(Settings.load()) as parts:
            return await work(parts)

    return asyncio.run(session())


@contextmanager
def could_not_run() -> Iterator[None]:
    """End an evaluation that cannot be run with one line and NOT_RUN."""
    from prompts import PromptError  # noqa: PLC0415 - needed only here

    try:
        yield
    except (AssistantError, IndexingError, SettingsError, PromptError) as error:
        terminal.complain(worded(error))
        raise typer.Exit(NOT_RUN) from error


@contextmanager
def interruptible(how_to_resume: str) -> Iterator[None]:
    """Say how to go on with an evaluation that is stopped by Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        terminal.tell(f"Stopped. What was answered is kept; {how_to_resume} goes on from there.")
        raise
