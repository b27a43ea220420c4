"""A library in another place: moved, kept in a file, put back; whole, or not at all."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select

from api.access.keys import Keys, keys
from api.access.roles import Role
from api.settings import Settings
from api.wiring import SCHEMAS, database_at, wired
from index.errors import NewerVersion, StorageError
from index.store.articles import article_rows
from index.store.copies import back_up, contents, copy, restore
from index.store.database import Database, insert_row, read_fact, revision, write_fact
from index.store.errors import (
    BackupExists,
    BackupUnusable,
    BackupUnwritable,
    CopyDiffers,
    LibraryNotEmpty,
)
from index.store.schema import VERSION, articles, documents, facts, outbox, paragraphs
from index.store.vectors.outbox import note_change
from tests.api.conftest import Run
from tests.api.library.kept import FILES, TABLES, restore_file
from tests.index.fakes import article, files_with, in_chroma, opened
from tests.index.store.contract.databases import DATABASES, where_in
from tests.postgres import NEEDED, PASSWORD, PostgresServer

ROOT = Path(__file__).parents[3]
Where = Path | str


@pytest.fixture
def full(folder: Path) -> Path:
    """A library with something in each table."""
    path = folder / "full.db"
    restore_file(FILES[-1], path)
    Database(path, SCHEMAS).close()
    return path


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, folder: Path) -> Where:
    """Where an empty library can be, in either database."""
    return where_in(request, folder)


@pytest.fixture
def source(full: Path) -> Iterator[Database]:
    with closing(database_at(full)) as database:
        yield database


@pytest.fixture
def target(empty: Where) -> Iterator[Database]:
    with closing(database_at(empty)) as database:
        yield database


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in the library but what is of the place."""
    with database.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in TABLES
            if table not in (facts, outbox)
        }


# Moving


def test_every_row_comes_along_and_comes_back(
    source: Database, target: Database, tmp_path: Path
) -> None:
    before = rows(source)
    assert all(before.values())
    counts = copy(source, target)
    assert counts == {name: len(each) for name, each in before.items()}
    assert rows(target) == before == rows(source)
    with closing(database_at(tmp_path / "back.db")) as back:
        copy(target, back)
        assert rows(back) == before


async def test_what_was_moved_is_searched_answered_and_in_the_vector_store(
    source: Database, target: Database, empty: Where, folder: Path
) -> None:
    """Though that had as many chunks of another library, and knew this one as its own."""
    with opened(folder, where=empty, schemas=SCHEMAS) as index:
        passing = await index.ingest.add(article("Olive harvest fails", "It was dry.", "And hot."))
        await index.ingest.add(article("Ferry", "It sails."))
        assert passing
        assert await index.ingest.check() == 3
    copy(source, target, replace=True)
    with opened(folder, where=empty, schemas=SCHEMAS) as index:
        passages = await index.retriever.passages("When will fares rise?")
        assert passages[0].sentence.text == "Fares will rise in April."
        assert await index.ingest.check() == 3
        assert set().union(*in_chroma(folder).values()) == await index.chunk_ids()
        assert await index.lexical.best(["fare"], 5)


def test_numbers_are_not_given_out_twice(source: Database, target: Database) -> None:
    """Neither those of rows that are gone, nor those of changes."""
    with source.writing() as connection:
        key = connection.scalar(select(articles.c.key))
        row = {"article": key, "number": 9, "digest": "dd"}
        gone = insert_row(connection, paragraphs, row)
        connection.execute(delete(paragraphs).where(paragraphs.c.row == gone))
        for _ in range(5):
            note_change(connection, 1, [])
        last = connection.scalar(select(outbox.c.note).order_by(outbox.c.note.desc()))
    copy(source, target)
    with target.writing() as connection:
        before = revision(connection)
        assert ("outbox", str(last)) in before
        assert insert_row(connection, paragraphs, row) == gone + 1
        assert insert_row(connection, documents, a_document(connection)) > 1
        note_change(connection, 1, [])
        assert ("outbox", str((last or 0) + 1)) in revision(connection)


def a_document(connection: Connection) -> dict[str, Any]:
    row = connection.execute(select(documents)).one()._asdict()
    del row["key"]
    return {**row, "id": "another"}


def test_a_library_keeps_its_own_name(source: Database, target: Database) -> None:
    """Else two libraries would write into the same part of a Chroma server."""

    def name(database: Database) -> str | None:
        with database.reading() as connection:
            return read_fact(connection, "library")

    before = name(source), name(target)
    copy(source, target)
    assert (name(source), name(target)) == before


def test_what_is_not_empty_is_refused_and_said(source: Database, target: Database) -> None:
    with target.writing() as connection:
        connection.execute(insert(keys), a_key())
    with pytest.raises(LibraryNotEmpty, match="is not empty: there are 1 in keys") as refused:
        copy(source, target)
    assert PASSWORD not in str(refused.value)
    assert contents(target) == {"keys": 1}


def a_key() -> dict[str, Any]:
    return {"id": "k", "name": "n", "role": "ask", "digest": "d", "made": datetime(2026, 1, 1)}


def test_what_is_written_meanwhile_is_not_in_it(source: Database, target: Database) -> None:
    """The source is read as it was at one moment, and nobody has to stop."""
    before = rows(source)

    def write(done: int, total: int, now: str) -> None:
        with source.writing() as connection:
            connection.execute(delete(documents))
            connection.execute(delete(keys))

    copy(source, target, write)
    assert rows(target) == before
    assert rows(source)["keys"] == []


@pytest.mark.parametrize("after", range(0, 33, 4))
def test_what_is_cut_short_leaves_the_target_empty(
    source: Database, target: Database, after: int
) -> None:
    """And the source as it was; the same can be done again."""
    before, steps = rows(source), iter(range(after))

    def cut(done: int, total: int, now: str) -> None:
        if next(steps, None) is None:
            raise RuntimeError("the power is cut")

    with pytest.raises(RuntimeError, match="power"):
        copy(source, target, cut)
    assert contents(target) == {}
    assert rows(source) == before
    copy(source, target)
    assert rows(target) == before


class TestOfPostgres:
    """Its files keep what was written and never committed, until its tables are written anew."""

    pytestmark = NEEDED

    def test_what_is_cut_short_leaves_nothing_readable(
        self, folder: Path, postgres: PostgresServer
    ) -> None:
        source = folder / "some.db"
        with closing(database_at(source)) as database, database.writing() as connection:
            made = article("Zqxwvk", "Kvwxqz said so.").with_id("a")
            article_rows.write(connection, made, key=None, stale=[])

        def fail(done: int, total: int, what: str) -> None:
            if what == "full_text":
                raise ZeroDivisionError

        with closing(database_at(source)) as origin:
            with (
                closing(database_at(postgres.new_library())) as cut_short,
                pytest.raises(ZeroDivisionError),
            ):
                copy(origin, cut_short, fail)
            postgres.run("CHECKPOINT")
            files = postgres.folder / "data" / "base"
            assert files_with(files, ["zqxwvk", "kvwxqz"]) == set()
            with closing(database_at(postgres.new_library())) as target:
                copy(origin, target)
                with target.reading() as connection:
                    assert read_fact(connection, "leftovers") is None


def test_what_is_written_otherwise_than_it_was_read_is_noticed(
    source: Database, tmp_path: Path
) -> None:
    with closing(database_at(tmp_path / "library.db")) as target:
        with target.writing() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER other AFTER INSERT ON articles "
                "BEGIN UPDATE articles SET title = 'Another title'; END"
            )
        with pytest.raises(CopyDiffers, match="is not what was read, in the table articles"):
            copy(source, target)
        assert contents(target) == {}


def test_what_is_replaced_is_gone_from_the_files(full: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with (
        closing(database_at(full)) as source,
        closing(database_at(other / "library.db")) as target,
    ):
        with target.writing() as connection:
            given = article("Slithytovean", "The quixotrical ferry.").with_id("s")
            article_rows.write(connection, given, None, [])
        copy(source, target, replace=True)
        assert rows(target) == rows(source)
    assert not files_with(other, ["slithytov", "quixotric"])


KILLED = """
import os, signal, sys
from pathlib import Path
from api.wiring import database_at
from index.store.copies import copy
steps = iter(range(int(sys.argv[3])))
def kill(*_):
    if next(steps, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[2]
copy(database_at(Path(sys.argv[1])), database_at(where if "://" in where else Path(where)), kill)
"""


@pytest.mark.parametrize("after", [0, 17])
def test_a_process_that_is_killed_leaves_the_target_empty(
    full: Path, empty: Where, after: int
) -> None:
    command = [sys.executable, "-c", KILLED, str(full), str(empty), str(after)]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    with closing(database_at(full)) as source, closing(database_at(empty)) as target:
        assert contents(target) == {}
        copy(source, target)
        assert rows(target) == rows(source)


# Keeping


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


@pytest.fixture
def kept(source: Database, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(source, tmp_path / "kept")
    return tmp_path / "kept"


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


# As commands


def test_a_library_is_moved_nowhere_where_no_place_is_named(run: Run) -> None:
    """As of a variable that is not set: the folder that one is in is not meant."""
    assert run("ingest", "--sample").code == 0
    moved = run("move", "--to", "")
    assert moved.code == 2
    assert "it is empty" in moved.err
    assert not Path("library.db").exists()


def test_a_library_is_moved_and_moved_back(
    run: Run, data_folder: Path, full: Path, tmp_path: Path
) -> None:
    data_folder.mkdir(exist_ok=True)
    shutil.copy(full, data_folder / "library.db")
    there = tmp_path / "there"
    moved = run("move", "--to", str(there))
    assert moved.code == 0, moved.err
    assert "2 articles" in moved.err
    assert f"set ASSISTANT_DATA_DIR={there} and leave DATABASE_URL out" in moved.err
    again = run("move", "--to", str(there))
    assert again.code == 1
    assert "is not empty: there are 2 in articles" in again.err
    assert run("articles").out.count("\n") == 2


@pytest.mark.parametrize("_", [pytest.param(0, marks=NEEDED)])
def test_no_password_is_shown(
    run: Run, data_folder: Path, full: Path, postgres: PostgresServer, _: int
) -> None:
    data_folder.mkdir(exist_ok=True)
    shutil.copy(full, data_folder / "library.db")
    url = postgres.new_library()
    moved = run("move", "--to", url)
    assert moved.code == 0, moved.err
    assert "to postgresql://tester@127.0.0.1" in moved.err
    assert "set DATABASE_URL to the address that you gave to --to" in moved.err
    again = run("move", "--to", url)
    assert again.code == 1
    for each in (moved, again):
        assert PASSWORD not in each.err + each.out
        assert "pass%40word" not in each.err + each.out
    wrong = run("move", "--to", "mysql://me:pass%40word@h/d")
    assert wrong.code == 1
    assert "--to is no address of a database" in wrong.err
    assert "pass%40word" not in wrong.err


async def test_a_backup_is_made_while_it_is_in_use_and_put_back(
    run: Run, data_folder: Path, tmp_path: Path
) -> None:
    async with wired(Settings(data_folder)) as parts:
        await parts.ingest.add(article("Ferry", "It sails."))
        secret = await parts.keys.new("laptop", Role.ASK)
        made = run("backup", str(tmp_path / "kept"))
        assert made.code == 0, made.err
        assert f"kept in {tmp_path / 'kept'}: 1 article" in made.err
    refused = run("restore", str(tmp_path / "kept"))
    assert refused.code == 1
    assert "`assistant restore --replace`" in refused.err
    put_back = run("restore", "--replace", str(tmp_path / "kept"))
    assert put_back.code == 0, put_back.err
    assert "replacing what is there: 1 article" in put_back.err
    async with wired(Settings(data_folder)) as parts:
        assert (await Keys(parts.database).ring()).find(secret)
        assert await parts.ingest.check() == 1
    assert run("backup", str(tmp_path / "kept")).code == 1


def test_a_fact_of_the_library_comes_along(source: Database, target: Database) -> None:
    with source.writing() as connection:
        write_fact(connection, "colour", "green")
    copy(source, target)
    with target.reading() as connection:
        assert read_fact(connection, "colour") == "green"
        assert read_fact(connection, "embedder") == "fake"
        assert read_fact(connection, "version") == str(VERSION)


def test_a_library_that_cannot_be_used_is_named(source: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="data folder"):
        database_at(tmp_path / "file" / "library.db")
