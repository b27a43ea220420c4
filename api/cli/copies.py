"""The commands for a whole library: move, backup, restore."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.output import terminal
from api.environment import Environment
from api.presentation.quantities import counted
from api.settings import LIBRARY, Settings

if TYPE_CHECKING:
    from index.store.database import Database


def move(
    to: Annotated[
        str,
        typer.Option(metavar="URL|FOLDER", help="An empty database, or another data folder."),
    ],
) -> None:
    """Copy the whole library to another place, counted and checked; the first stays as it is."""
    from index.store.copies import copy  # noqa: PLC0415 - heavy, needed only here

    if not to.strip():  # as of a variable that is not set: it would be the folder one is in
        raise typer.BadParameter("it is empty", param_hint="--to")
    url = Environment({"--to": to}).database("--to") if "://" in to else None
    folder = Path(to).expanduser().resolve()
    where = url or folder / LIBRARY
    with _library(Settings.load().library) as source, _library(where) as target:
        with terminal.progress("moving") as progress:
            counts = copy(source, target, progress)
        _tell(counts, f"moved from {source.shown} to {target.shown}")
    terminal.tell(f"The first stays as it is. To use the other one, {_setting(url, folder)}.")
    terminal.tell("Chroma is filled anew when it is first used.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
) -> None:
    """Keep the whole library in one file; it may be in use meanwhile."""
    from index.store.copies import back_up  # noqa: PLC0415 - as above

    with _library(Settings.load().library) as source, terminal.progress("copying") as progress:
        counts = back_up(source, file, progress)
    _tell(counts, f"kept in {file}")


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A backup.", exists=True, dir_okay=False)
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="In the place of all that the library has.")
    ] = False,
) -> None:
    """Put a backup into the library, which has to be empty."""
    from index.store.copies import contents  # noqa: PLC0415 - as above
    from index.store.copies import restore as restored  # noqa: PLC0415 - as above

    settings = Settings.load()
    with _library(settings.library) as target:
        if replace:
            _tell(contents(target), "replacing what is there")
        with terminal.progress("restoring") as progress:
            counts = restored(file, target, settings.data_dir, progress, replace=replace)
        _tell(counts, f"restored to {target.shown}")
    terminal.tell("Chroma is filled anew when it is first used.")


@contextmanager
def _library(where: Path | str) -> Iterator[Database]:
    from api.wiring import database_at  # noqa: PLC0415 - as above

    with closing(database_at(where)) as database:
        yield database


def _tell(counts: dict[str, int], what: str) -> None:
    articles = counted(counts.get("articles", 0), "article")
    rows = counted(sum(counts.values()), "row")
    terminal.tell(f"{what}: {articles}, {rows} in {counted(len(counts), 'table')}")


def _setting(url: str | None, folder: Path) -> str:
    if url is None:
        return f"set ASSISTANT_DATA_DIR={folder} and leave DATABASE_URL out"
    return "set DATABASE_URL to the address that you gave to --to"
