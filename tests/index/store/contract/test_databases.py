"""What holds for every database: transactions, several at once, versions, rows."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table, delete, insert, select

from api.wiring import SCHEMAS
from index.errors import NewerVersion
from index.store.database import (
    Database,
    insert_row,
    note_deletion,
    read_fact,
    revision,
    upsert,
    write_fact,
)
from index.store.schema import VERSION, articles, facts
from index.store.vectors.outbox import note_change
from tests.index.fakes import Index, article, opened
from tests.index.store.contract.databases import DATABASES, where_in
from tests.index.store.memory_vectors import MemoryVectors

ROOT = Path(__file__).parents[4]


@pytest.fixture(params=DATABASES)
def where(request: pytest.FixtureRequest, folder: Path) -> Path | str:
    """Where a library can be."""
    return where_in(request, folder)


@pytest.fixture
def database(where: Path | str) -> Iterator[Database]:
    with closing(Database(where)) as opened:
        yield opened


def fact(where: Path | str, name: str) -> str | None:
    with closing(Database(where)) as database, database.reading() as connection:
        return read_fact(connection, name)


def some_article(title: str) -> dict[str, object]:
    added = datetime(2026, 2, 23)
    return {"id": title, "identity": title, "body_digest": "", "title": title, "added": added}


def test_an_error_takes_the_whole_transaction_back(database: Database, where: Path | str) -> None:
    def fail() -> None:
        with database.writing() as connection:
            write_fact(connection, "colour", "green")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert fact(where, "colour") is None
    assert fact(where, "version") == str(VERSION)


def test_a_reader_sees_one_moment_and_is_not_kept_waiting(database: Database) -> None:
    with database.reading() as reader:
        before = read_fact(reader, "colour")
        with database.writing() as writer:
            write_fact(writer, "colour", "green")
            with database.reading() as another:
                assert read_fact(another, "colour") == before
        assert read_fact(reader, "colour") == before
    with database.reading() as later:
        assert read_fact(later, "colour") == "green"


def test_a_revision_is_of_the_moment_that_is_read(database: Database) -> None:
    """One that knew of a change which it cannot see yet would keep the old text for ever."""
    with database.writing() as writer:
        note_change(writer, 1, [])
    with database.reading() as reader:
        before = revision(reader)
    with database.writing() as writer:
        note_change(writer, 1, [])
        with database.reading() as reader:
            assert revision(reader) == before
    with database.reading() as reader:
        assert revision(reader) != before


def test_writers_take_turns(where: Path | str, database: Database) -> None:
    """What one has read is still so when it writes: no count is lost."""
    with database.writing() as connection:
        write_fact(connection, "count", "0")

    def add(times: int) -> None:
        with closing(Database(where)) as own:
            for _ in range(times):
                with own.writing() as connection:
                    now = int(read_fact(connection, "count") or 0)
                    write_fact(connection, "count", str(now + 1))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, [10] * 4))
    assert fact(where, "count") == "40"


def test_a_row_that_is_there_is_changed_where_it_may_be(database: Database) -> None:
    with database.writing() as connection:
        assert upsert(connection, facts, {"name": "colour", "value": "green"}) == 1
        new, shorter = {"name": "colour", "value": "red"}, {"value": "r"}
        never, always = facts.c.value == "blue", facts.c.value == "green"
        assert upsert(connection, facts, new, changes=shorter, where=never) == 0
        assert read_fact(connection, "colour") == "green"
        assert upsert(connection, facts, new, changes=shorter, where=always) == 1
        assert read_fact(connection, "colour") == "r"
        other = [{"name": "colour", "value": "red"}, {"name": "size", "value": "large"}]
        upsert(connection, facts, other)
        assert [read_fact(connection, each["name"]) for each in other] == ["red", "large"]


def test_a_newer_version_is_refused(where: Path | str) -> None:
    with closing(Database(where)) as database, database.writing() as connection:
        write_fact(connection, "version", "99")
    with pytest.raises(NewerVersion, match=rf"format 99, this one knows {VERSION}.*Upgrade"):
        Database(where)


def test_an_older_version_gets_what_came_later(where: Path | str) -> None:
    with closing(Database(where, SCHEMAS)) as database, database.writing() as connection:
        for name in ("feedback", "slack_answers", "document_paragraphs"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
        connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN owner")
        write_fact(connection, "version", "4")
    for _ in range(2):
        with closing(Database(where, SCHEMAS)) as database, database.reading() as connection:
            assert read_fact(connection, "version") == str(VERSION)
            for schema in SCHEMAS:
                for table in schema.tables.values():
                    assert connection.execute(select(table)).all() == []


def test_tables_of_others_are_made_beside_its_own(where: Path | str) -> None:
    others = MetaData()
    notes = Table("notes", others, Column("article", ForeignKey(articles.c.key), primary_key=True))
    Database(where).close()
    for _ in range(2):
        with closing(Database(where, [others])) as database, database.writing() as connection:
            key = insert_row(connection, articles, some_article("quixotic"))
            connection.execute(insert(notes), {"article": key})
            connection.execute(delete(notes))
            connection.execute(delete(articles))


OPEN = """
import sys
from pathlib import Path
from index.store.database import Database
sys.stdin.readline()
where = sys.argv[1]
Database(where if "://" in where else Path(where)).close()
"""


@pytest.mark.slow
def test_processes_that_start_at_once_make_one_library(where: Path | str) -> None:
    command = [sys.executable, "-c", OPEN, str(where)]
    pipe = subprocess.PIPE
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=pipe, stderr=pipe, text=True) for _ in range(6)
    ]
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in started] == [""] * 6
    assert fact(where, "version") == str(VERSION)


async def test_an_article_that_several_add_at_once_is_there_once(
    where: Path | str, folder: Path
) -> None:
    given = article("Ferry strike ends", "Crews went back.", "Fares will rise.")

    def add(name: str) -> None:
        own = folder / name
        own.mkdir()
        with opened(own, store=MemoryVectors(), where=where) as index:
            asyncio.run(index.store(given))

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(add, "abcd"))
    with opened(folder, store=MemoryVectors(), where=where) as index:
        [entry] = await index.articles.entries()
        assert entry.paragraphs == 2
        assert await index.articles.get(entry.id) == given.with_id(entry.id)


async def test_each_of_two_vector_stores_of_one_library_has_all_of_it(
    where: Path | str, folder: Path
) -> None:
    """As on two machines with an index of vectors each: what one was brought, the other lacks."""
    stores = [MemoryVectors(), MemoryVectors()]
    folders = [folder / "one", folder / "two"]
    for each in folders:
        each.mkdir()
    with (
        opened(folders[0], store=stores[0], where=where) as one,
        opened(folders[1], store=stores[1], where=where) as two,
    ):
        for number, index in enumerate((one, two, one, one)):
            await index.ingest.add(article(f"Report {number}", f"Topic{number} is treated."))
        await two.ingest.add(article("Report 0", "Topic0 is treated.", "And corrected."))
        for index, store in zip((two, one), reversed(stores), strict=True):
            assert await index.nearest("Report 3. Topic3 is treated.")
            assert store.ids == await index.chunk_ids()


# Long and odd


async def test_however_long_a_title_or_a_word_is(stores: Index) -> None:
    title, word = "Ferry " + "strike " * 2_000, "x" * 9_000
    stored = await stores.store(article(title, f"A {word} of words.", source="Herald " * 2_000))
    assert (await stores.articles.get(stored.id)).title == title
    assert await stores.lexical.best([word], 9)
    assert not await stores.lexical.best(["y" * 9_000], 9)
    assert (await stores.store(stored)).id == stored.id


def test_what_was_deleted_is_noted_until_whoever_closes_it_clears_it(
    database: Database, where: Path | str
) -> None:
    with database.writing() as connection:
        note_deletion(connection)
    assert fact(where, "leftovers")
    assert fact(where, "leftovers") is None
