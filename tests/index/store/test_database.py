"""The library's file: damaged, full, read-only, shared, and after a crash."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, ForeignKey, MetaData, Table, delete, event, insert

from api.settings import Settings
from api.wiring import wired
from index.errors import IndexBusy, NewerVersion, StorageError
from index.store.database import (
    Database,
    insert_row,
    note_deletion,
    read_fact,
    upsert,
    write_fact,
)
from index.store.dialects import sqlite_connections
from index.store.documents import DocumentStore, Reader
from index.store.schema import VERSION, articles, facts
from index.types import SEES_ALL, Place
from tests.index.fakes import Index, article, files_with, in_chroma, opened

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with closing(Database(path)) as opened:
        yield opened


def fact(path: Path, name: str) -> str | None:
    with closing(Database(path)) as database, database.reading() as connection:
        return read_fact(connection, name)


def test_what_is_written_is_there_when_it_is_opened_again(path: Path) -> None:
    with closing(Database(path)) as database, database.writing() as connection:
        write_fact(connection, "colour", "green")
    assert fact(path, "colour") == "green"
    assert fact(path, "version") == str(VERSION)


def test_an_error_takes_the_whole_transaction_back(database: Database, path: Path) -> None:
    def fail() -> None:
        with database.writing() as connection:
            write_fact(connection, "colour", "green")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert fact(path, "colour") is None


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.reading() as reader:
        before = read_fact(reader, "colour")
        with database.writing() as writer:
            write_fact(writer, "colour", "green")
        assert read_fact(reader, "colour") == before


def test_a_newer_version_is_refused_and_left_as_it_is(path: Path) -> None:
    with closing(Database(path)) as database, database.writing() as connection:
        write_fact(connection, "version", "99")
    before = path.read_bytes()
    with pytest.raises(NewerVersion, match=rf"format 99, this one knows {VERSION}.*Upgrade"):
        Database(path)
    assert path.read_bytes() == before


async def test_an_older_library_gets_the_tables_that_came_later(folder: Path) -> None:
    """Its articles stay; what it had no place for can be kept from now on."""
    with opened(folder) as index:
        await index.store(article("Olive harvest fails", "The harvest failed."))
        with index.database.writing() as connection:
            connection.exec_driver_sql("DROP TABLE document_articles")
            connection.exec_driver_sql("DROP TABLE documents")
            write_fact(connection, "version", "1")
    with opened(folder) as index:
        [entry] = await index.articles.entries()
        documents = DocumentStore(index.database)
        await documents.put(
            "a1", datetime.now(UTC), "{}", {Place(entry.id, 1): "The harvest failed."}
        )
        assert await documents.latest(5) == ["{}"]


def test_tables_of_others_are_made_beside_its_own(path: Path) -> None:
    """When it is made, or later, when somebody comes to keep something in it."""
    others = MetaData()
    notes = Table("notes", others, Column("article", ForeignKey(articles.c.key), primary_key=True))
    Database(path).close()
    for _ in range(2):
        with closing(Database(path, [others])) as database, database.writing() as connection:
            article = insert_row(connection, articles, some_article("quixotic"))
            connection.execute(insert(notes), {"article": article})
            connection.execute(delete(notes))
            connection.execute(delete(articles))


def test_a_row_that_is_there_is_changed_where_it_may_be(database: Database) -> None:
    with database.writing() as connection:
        assert upsert(connection, facts, {"name": "colour", "value": "green"}) == 1
        assert upsert(connection, facts, {"name": "colour", "value": "blue"}) == 1
        assert read_fact(connection, "colour") == "blue"
        new, shorter = {"name": "colour", "value": "red"}, {"value": "r"}
        never, always = facts.c.value == "green", facts.c.value == "blue"
        assert upsert(connection, facts, new, changes=shorter, where=never) == 0
        assert read_fact(connection, "colour") == "blue"
        assert upsert(connection, facts, new, changes=shorter, where=always) == 1
        assert read_fact(connection, "colour") == "r"
        other = [{"name": "colour", "value": "red"}, {"name": "size", "value": "large"}]
        upsert(connection, facts, other)
        assert [read_fact(connection, each["name"]) for each in other] == ["red", "large"]


async def test_what_an_older_library_kept_belongs_to_nobody(folder: Path) -> None:
    """It is found by those who may see everything."""
    with opened(folder) as index:
        stored = await index.store(article("Olive harvest fails", "The harvest failed."))
        held: dict[Place, str | None] = {Place(stored.id, 1): "The harvest failed."}
        await DocumentStore(index.database).put("a1", datetime.now(UTC), "{}", held, owner="anna")
        with index.database.writing() as connection:
            connection.exec_driver_sql("DROP TABLE document_paragraphs")
            connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN owner")
            write_fact(connection, "version", "4")
    for _ in range(2):
        with opened(folder) as index:
            documents = DocumentStore(index.database)
            assert await documents.get("a1") == "{}"
            assert await documents.get("a1", Reader(("anna",), SEES_ALL)) is None
            await documents.put("a2", datetime.now(UTC), "{2}", held, owner="anna")
            assert await documents.get("a2", Reader(("anna",), SEES_ALL)) == "{2}"
            with index.database.writing() as connection:
                connection.exec_driver_sql("DELETE FROM documents WHERE id = 'a2'")
    assert fact(folder / "library.db", "version") == str(VERSION)


@pytest.mark.parametrize(
    "content", [b"no database at all " * 500, b"SQLite format 3\0" + b"\7" * 9000]
)
def test_a_file_that_is_no_library_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError, match=r"library\.db.*Restore it from a copy, or move it away"):
        Database(path)
    assert path.read_bytes() == content


async def test_half_a_file_is_noticed(folder: Path) -> None:
    """Wherever the missing half is first missed, the error says what to do."""
    with opened(folder) as index:
        for number in range(6):
            texts = [f"Paragraph {number} {at} of many." for at in range(20)]
            await index.ingest.add(article(f"Report {number}", *texts))
    file = folder / "library.db"
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])
    with pytest.raises(StorageError, match="Restore it from a copy"), opened(folder) as index:  # noqa: PT012 - any of them may be the first to notice
        for entry in await index.articles.entries():
            await index.articles.get(entry.id)
        await index.ingest.add(article("Another", "A paragraph."))


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    """What a crash in the first moment leaves."""
    path.touch()
    assert fact(path, "version") == str(VERSION)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"nowhere.*choose another one"):
        Database(tmp_path / "nowhere" / "library.db")


async def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("mine")
    with pytest.raises(StorageError, match=r"data folder .*Choose another one"):
        await wired(Settings(file)).__aenter__()
    assert file.read_text() == "mine"


async def test_a_full_disk_changes_nothing(index: Index) -> None:
    kept = (await index.ingest.add(article("First", "It is kept."))).article
    pages = index.folder.joinpath("library.db").stat().st_size // 4096

    @event.listens_for(index.database._engine, "begin")
    def _full(connection: object) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[attr-defined]  # a Connection

    long = article("Second", *(f"{number} {'word ' * 200}" for number in range(20)))
    with pytest.raises(StorageError, match=r"full.*Nothing was changed. Free some space"):
        await index.ingest.add(long)
    assert [entry.id for entry in await index.articles.entries()] == [kept.id]
    pages = 1 << 30
    await index.ingest.add(long)
    assert len(await index.articles.entries()) == 2


def test_a_writer_that_takes_too_long_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_connections, "BUSY_TIMEOUT", 1)
    with closing(Database(path)) as database, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(IndexBusy, match="try again when it is done"), database.writing():
            pass


def test_readers_are_not_kept_waiting_by_a_writer(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with database.reading() as connection:
            assert read_fact(connection, "version") == str(VERSION)


# Leaving nothing behind


def some_article(word: str) -> dict[str, object]:
    return {"id": "1", "identity": word, "body_digest": "", "title": word, "added": datetime.min}


def add_and_delete(database: Database, word: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(articles), some_article(word))
    with database.writing() as connection:
        connection.execute(delete(articles))
        note_deletion(connection)


def test_what_was_deleted_is_gone_from_the_file_when_it_is_closed(path: Path) -> None:
    with closing(Database(path)) as database:
        add_and_delete(database, "quixotic")
        assert files_with(path.parent, ["quixotic"])
    assert not files_with(path.parent, ["quixotic"])
    assert fact(path, "leftovers") is None


def test_after_a_crash_the_next_to_close_it_clears_it(path: Path) -> None:
    killed = Database(path)
    add_and_delete(killed, "quixotic")
    assert files_with(path.parent, ["quixotic"])
    Database(path).close()
    assert not files_with(path.parent, ["quixotic"])


def test_a_reader_that_holds_the_log_is_named_and_cleared_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_connections, "BUSY_TIMEOUT", 1)
    with closing(Database(path)) as database, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM facts").fetchone()
        add_and_delete(database, "quixotic")
        with pytest.raises(IndexBusy, match="may still be readable"):
            database.scrub()
        other.rollback()
        assert files_with(path.parent, ["quixotic"])
    assert not files_with(path.parent, ["quixotic"])


def test_a_scrub_does_not_forget_what_is_deleted_while_it_runs(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing() as connection:
        note_deletion(connection)
    with closing(Database(path)) as other:
        written = database.reading

        def reading() -> AbstractContextManager[Connection]:
            with other.writing() as connection:
                note_deletion(connection)
            return written()

        monkeypatch.setattr(database, "reading", reading)
        database.scrub()
        monkeypatch.undo()
        with other.reading() as connection:
            assert read_fact(connection, "leftovers")


# Other processes


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


UNPRIVILEGED = """
import os, sys
from pathlib import Path
from index.store.database import Database, read_fact, write_fact
from index.errors import StorageError
from sqlalchemy import create_engine
create_engine("sqlite://").connect().close()  # no import is left for when files are out of reach
if os.getuid() == 0:
    os.setuid(65534)
try:
    database = Database(Path(sys.argv[1]))
    with database.reading() as connection:
        print("version", read_fact(connection, "version"))
    with database.writing() as connection:
        write_fact(connection, "version", "0")
except StorageError as error:
    print(error)
"""


@pytest.mark.slow
@pytest.mark.parametrize("filled", [True, False])
def test_a_read_only_folder_is_named_with_what_to_do(filled: bool) -> None:
    """As an ordinary user, since nothing is read-only to root; what is there can be read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if filled:
            Database(folder / "library.db").close()
        folder.chmod(0o555)
        ran = run(UNPRIVILEGED, str(folder / "library.db"))
        folder.chmod(0o755)
    assert ran.stderr == ""
    assert ran.stdout.startswith("version ") is filled
    assert "library.db cannot be used" in ran.stdout
    assert "Make the folder writable, or choose another one" in ran.stdout


LIMITED = """
import asyncio, resource, sys
from pathlib import Path
from index.errors import StorageError
from index.store.vectors.outbox import Outbox
from tests.index.fakes import article, opened
from tests.index.store.test_database import LONG

def fill():
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, -1))

begin_write = Outbox.begin_write
async def begin_and_fill(self):
    generation = await begin_write(self)
    fill()
    return generation

async def main():
    global size
    folder, when = Path(sys.argv[1]), sys.argv[2]
    with opened(folder) as index:
        await index.ingest.add(article("First", "It is kept."))
        size = (folder / "chroma" / "chroma.sqlite3").stat().st_size
        if when == "library":
            fill()
        else:
            Outbox.begin_write = begin_and_fill
        try:
            await index.ingest.add(LONG)
        except StorageError as error:
            print(error)

asyncio.run(main())
"""
LONG = article(
    "Second",
    *(" ".join(f"word{n}" for n in range(at, at + 50)) for at in range(0, 15_000, 50)),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("when", "advice"), [("library", "Free some space"), ("chroma", "Nothing is lost")]
)
async def test_a_disk_that_fills_up_during_an_ingest_loses_nothing(
    folder: Path, when: str, advice: str
) -> None:
    """No file may grow beyond a limit: what happens to a write that finds no space."""
    ran = run(LIMITED, str(folder), when)
    assert ran.stderr == ""
    assert advice in ran.stdout
    with opened(folder) as index:
        first = await index.articles.get("first")
        assert first.paragraphs[0].text == "It is kept."
        await index.ingest.add(LONG)
        assert set().union(*in_chroma(folder).values()) == await index.chunk_ids()
        assert await index.nearest("First. It is kept.") == [(first.id, 1)]
