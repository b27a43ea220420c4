"""A library in one file, and put back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from api.access.keys import keys
from api.wiring import database_at
from index.errors import NewerVersion
from index.store.copies import back_up, contents, copy, restore
from index.store.database import Database
from index.store.errors import (
    BackupExists,
    BackupUnusable,
    BackupUnwritable,
    LibraryNotEmpty,
)
from index.store.schema import VERSION
from tests.api.library.copies.contents import a_key, rows
from tests.api.library.kept import FILES, restore_file


def test_a_backup_is_one_file_and_is_restored(
    source: Database, target: Database, tmp_path: Path
) -> None:
    kept = tmp_path / "kept" / "library.backup"
    kept.parent.mkdir()
    counts = back_up(source, kept)
    assert [*kept.parent.iterdir()] == [kept]
    content = kept.read_bytes()
    assert restore(kept, target, tmp_path) == counts
    assert rows(target) == rows(source)
    assert kept.read_bytes() == content
    with closing(sqlite3.connect(f"file:{kept}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_of_either_database_is_restored_in_the_other(
    source: Database, target: Database, tmp_path: Path
) -> None:
    copy(source, target)
    back_up(target, tmp_path / "kept")
    with closing(database_at(tmp_path / "again.db")) as again:
        restore(tmp_path / "kept", again, tmp_path)
        assert rows(again) == rows(source)


def test_what_was_restored_is_backed_up_again(source: Database, tmp_path: Path) -> None:
    back_up(source, tmp_path / "first")
    with closing(database_at(tmp_path / "again.db")) as again:
        restore(tmp_path / "first", again, tmp_path)
        back_up(again, tmp_path / "second")
    with closing(database_at(tmp_path / "last.db")) as last:
        restore(tmp_path / "second", last, tmp_path)
        assert rows(last) == rows(source)


def test_a_file_that_is_there_is_not_overwritten(source: Database, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("mine")
    with pytest.raises(BackupExists, match="is there already, and is not overwritten"):
        back_up(source, kept)
    assert kept.read_text() == "mine"


def test_one_that_comes_meanwhile_is_not_overwritten_either(
    source: Database, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    with pytest.raises(BackupExists):
        back_up(source, kept, lambda *_: kept.write_text("mine"))
    assert kept.read_text() == "mine"
    assert [*tmp_path.glob(".*")] == []


def test_a_folder_that_is_not_there_is_named(source: Database, tmp_path: Path) -> None:
    with pytest.raises(BackupUnwritable, match=r"nowhere/kept cannot be written: No such file"):
        back_up(source, tmp_path / "nowhere" / "kept")


def test_a_backup_that_is_cut_short_leaves_no_file(source: Database, tmp_path: Path) -> None:
    def cut(done: int, total: int, now: str) -> None:
        raise RuntimeError("the power is cut")

    kept = tmp_path / "kept"
    with pytest.raises(RuntimeError, match="power"):
        back_up(source, kept, cut)
    assert not kept.exists()


def change_a_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE texts SET text = 'Fares will fall.' WHERE row = 2")


def drop_a_row(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM keys")


def flip_a_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = content.index(b"Fares will rise")
    content[at] ^= 1
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut off": lambda path: os.truncate(path, path.stat().st_size // 2),
    "empty": lambda path: os.truncate(path, 0),
    "something else": lambda path: path.write_text("Dear diary, " * 1_000),
    "a bit": flip_a_bit,
    "a row": change_a_row,
    "a row less": drop_a_row,
    "no seal that is one": lambda path: (
        sqlite3.connect(path, isolation_level=None)
        .execute("UPDATE facts SET value = '{' WHERE name = 'seal'")
        .connection.close()
    ),
    "in use": lambda path: path.with_name("kept-wal").touch(),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_backup_is_refused_before_anything_is_touched(
    kept: Path, tmp_path: Path, damage: str
) -> None:
    DAMAGE[damage](kept)
    with closing(database_at(tmp_path / "library.db")) as target:
        with target.writing() as connection:
            connection.execute(insert(keys), a_key())
        with pytest.raises(BackupUnusable, match=r"kept cannot be used as a backup: .*Nothing"):
            restore(kept, target, tmp_path, replace=True)
        assert contents(target) == {"keys": 1}


def test_a_backup_of_a_newer_version_is_refused(tmp_path: Path, kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute("UPDATE facts SET value = '99' WHERE name = 'version'")
        connection.execute("DELETE FROM facts WHERE name = 'seal'")
    with (
        closing(database_at(tmp_path / "library.db")) as target,
        pytest.raises(NewerVersion, match=rf"kept was written .*99, this one knows {VERSION}"),
    ):
        restore(kept, target, tmp_path)


@pytest.mark.parametrize("version", FILES)
def test_a_copy_of_an_older_version_is_upgraded_and_left_as_it_is(
    target: Database, tmp_path: Path, version: int
) -> None:
    kept = tmp_path / "kept"
    restore_file(version, kept)
    content = kept.read_bytes()
    assert restore(kept, target, tmp_path)["articles"] == 2
    assert kept.read_bytes() == content


def test_what_is_there_is_replaced_when_that_is_wanted(
    target: Database, kept: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        restore(kept, target, tmp_path, replace=True)
    with pytest.raises(LibraryNotEmpty):
        restore(kept, target, tmp_path)
    before = rows(target)

    def cut(done: int, total: int, now: str) -> None:
        if done > 20:
            raise RuntimeError("the power is cut")

    with pytest.raises(RuntimeError, match="power"):
        restore(kept, target, tmp_path, cut, replace=True)
    assert rows(target) == before
