"""A backup or a restore is killed in the middle: its copy of the library does not stay."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import SCHEMAS, database_at, wired
from index.store.copies import back_up, contents, restore
from index.store.database import Database
from tests.api.library.kept import FILES, restore_file
from tests.index.fakes import files_with

ROOT = Path(__file__).parents[4]
WORDS = ["Fares will rise"]

KILLED = """
import os, signal, sys
from pathlib import Path
from api.wiring import database_at
from index.store.copies import back_up, restore
what, library, file = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def kill(done, *_):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)
database = database_at(library)
if what == "backup":
    back_up(database, file, kill)
else:
    restore(file, database, library.parent, kill, replace=True)
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def source(folder: Path) -> Iterator[Database]:
    """A library with something in each table."""
    restore_file(FILES[-1], folder / "full.db")
    with closing(Database(folder / "full.db", SCHEMAS)) as database:
        yield database


def kill(what: str, library: Path, file: Path) -> None:
    command = [sys.executable, "-c", KILLED, what, str(library), str(file)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9


def copies_in(folder: Path) -> list[Path]:
    """The folders there that have a copy in them."""
    return [each.parent for each in folder.glob(".*/*") if each.suffix in ("", ".backup")]


def test_the_next_backup_clears_what_a_killed_one_left(
    source: Database, folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    kill("backup", folder / "full.db", kept / "monday.backup")
    [left] = copies_in(kept)
    assert left.stat().st_mode & 0o777 == 0o700
    back_up(source, kept / "tuesday.backup")
    assert [each.name for each in kept.iterdir()] == ["tuesday.backup"]


@pytest.fixture
def put_back(source: Database, tmp_path: Path) -> Path:
    """A folder whose library was being put back from a backup, when that was killed."""
    back_up(source, tmp_path / "kept.backup")
    library = tmp_path / "library"
    kill("restore", library / "library.db", tmp_path / "kept.backup")
    [left] = copies_in(library)
    assert left.stat().st_mode & 0o777 == 0o700
    assert files_with(left, WORDS)
    return library


def test_the_next_restore_clears_what_a_killed_one_left(put_back: Path, tmp_path: Path) -> None:
    with closing(database_at(put_back / "library.db")) as target:
        assert restore(tmp_path / "kept.backup", target, put_back)["articles"] == 2
    assert [*put_back.glob(".*")] == []


async def test_so_does_whoever_opens_the_library_next(put_back: Path) -> None:
    async with wired(Settings(put_back)) as parts:
        assert contents(parts.database) == {}
    assert [*put_back.glob(".*")] == []
    assert files_with(put_back, WORDS) == set()


async def test_what_a_living_one_needs_stays(source: Database, tmp_path: Path) -> None:
    """Another backup goes to the same folder, and the library there is opened, meanwhile."""
    found: list[Path] = []

    def meanwhile(done: int, total: int, now: str) -> None:
        if not found:
            found.extend(copies_in(tmp_path))
            back_up(source, tmp_path / "other.backup")
            assert copies_in(tmp_path) == found

    back_up(source, tmp_path / "kept.backup", meanwhile)
    assert len(found) == 1
    for name in ("kept", "other"):
        with closing(database_at(tmp_path / f"{name}.db")) as target:
            assert restore(tmp_path / f"{name}.backup", target, tmp_path)["articles"] == 2
    assert [*tmp_path.glob(".*")] == []
