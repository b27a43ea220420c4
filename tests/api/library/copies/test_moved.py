"""A library in another database: moved whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select

from api.access.keys import keys
from api.wiring import SCHEMAS, database_at
from index.errors import StorageError
from index.store.articles import article_rows
from index.store.copies import contents, copy
from index.store.database import Database, insert_row, read_fact, revision, write_fact
from index.store.errors import (
    CopyDiffers,
    LibraryNotEmpty,
)
from index.store.schema import VERSION, articles, documents, outbox, paragraphs
from index.store.vectors.outbox import note_change
from tests.api.library.copies.contents import Where, a_key, rows
from tests.index.fakes import article, files_with, in_chroma, opened
from tests.postgres import NEEDED, PASSWORD, PostgresServer

ROOT = Path(__file__).parents[4]


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
