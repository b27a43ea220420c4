"""A library in PostgreSQL: errors with what to do, what is left of what was deleted, restarts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from index.errors import IndexBusy, StorageError
from index.store.database import Database, read_fact, read_facts, write_fact
from index.store.dialects.postgres import connections, rewriting
from index.store.documents import DocumentStore
from index.store.errors import (
    DatabaseFailed,
    DatabaseMissing,
    DatabaseRefused,
    DatabaseUnreachable,
    DatabaseUnsuitable,
)
from index.store.vectors.chroma import ChromaVectors
from index.types import Place
from tests.index.fakes import article, files_with, opened
from tests.index.store.memory_vectors import MemoryVectors
from tests.postgres import NEEDED, PASSWORD, PostgresServer

pytestmark = NEEDED


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    """An empty library."""
    return postgres.new_library()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    with closing(Database(url)) as database:
        yield database


# What cannot be used


WRONG: dict[str, tuple[Callable[[PostgresServer], str], type[StorageError], str]] = {
    "no server": (
        lambda server: server.url("libraries").replace(f":{server.port}", ":9"),
        DatabaseUnreachable,
        "no answer from the database postgresql://tester@127.0.0.1:9/libraries: .*try again",
    ),
    "wrong password": (
        lambda server: server.url("libraries", user="tester:wr0ng"),
        DatabaseRefused,
        "password authentication failed.*Mend the user's name, password or rights",
    ),
    "no password": (
        lambda server: server.url("libraries", user="tester"),
        DatabaseRefused,
        "no password supplied.*Mend the user's name, password or rights",
    ),
    "no database": (
        lambda server: server.url("nowhere"),
        DatabaseMissing,
        '"nowhere" does not exist.*Make it first',
    ),
    "no schema": (
        lambda server: f"{server.url('libraries')}?options=-csearch_path%3Dnowhere",
        DatabaseFailed,
        "no schema has been selected to create in",
    ),
    "read only": (
        lambda server: f"{server.new_library()}%20-cdefault_transaction_read_only%3Don",
        DatabaseRefused,
        "read-only transaction.*rights",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_what_to_do(postgres: PostgresServer, case: str) -> None:
    where, kind, words = WRONG[case]
    with pytest.raises(kind, match=words) as refused:
        Database(where(postgres))
    for secret in (PASSWORD, "pass%40word", "wr0ng"):
        assert secret not in str(refused.value)


def test_who_may_not_write_is_told(postgres: PostgresServer, url: str) -> None:
    Database(url).close()
    schema = url.rpartition("%3D")[2]
    postgres.run("CREATE USER reader PASSWORD 'r'")
    postgres.run(f"GRANT USAGE ON SCHEMA {schema} TO reader", database="libraries")
    as_reader = url.replace("tester:pass%40word", "reader:r")
    with pytest.raises(DatabaseRefused, match="permission denied"):
        Database(as_reader)


def test_a_database_that_lacks_characters_is_refused(postgres: PostgresServer) -> None:
    postgres.run("CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'")
    with pytest.raises(DatabaseUnsuitable, match=r"keeps text in LATIN1.*UTF8"):
        Database(postgres.url("latin"))


def test_the_tables_of_something_else_are_left_alone(postgres: PostgresServer, url: str) -> None:
    schema = url.rpartition("%3D")[2]
    postgres.run(f"CREATE TABLE {schema}.articles (id INT)", database="libraries")
    with pytest.raises(DatabaseFailed, match=r"failed: .*Nothing was changed"):
        Database(url)


def test_a_writer_that_takes_too_long_is_named(
    database: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT", 1)
    with closing(Database(url)) as other, other.writing() as connection:
        write_fact(connection, "colour", "green")
        with pytest.raises(IndexBusy, match="try again when it is done"), database.writing():
            pass


def test_vectors_are_kept_by_one_at_a_time(
    database: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On whatever machine; articles are written meanwhile."""
    monkeypatch.setattr(connections, "BUSY_TIMEOUT", 1)
    with closing(Database(url)) as other, other.alone():
        with database.writing() as connection:
            write_fact(connection, "colour", "green")
        with pytest.raises(IndexBusy, match="try again when it is done"), database.alone():
            pass
    with database.alone():
        pass


def test_libraries_of_one_server_do_not_wait_for_one_another(
    database: Database, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT", 1)
    with closing(Database(postgres.new_library())) as other, other.writing() as mine:
        write_fact(mine, "colour", "green")
        with database.writing() as connection:
            assert read_fact(connection, "colour") is None


END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'libraries'"


def test_a_server_that_was_restarted_is_no_reason_to_fail(
    database: Database, postgres: PostgresServer
) -> None:
    with database.reading() as connection:
        library = read_fact(connection, "library")
    postgres.run(END_ALL)
    with database.reading() as connection:
        assert read_fact(connection, "library") == library


def test_a_connection_that_is_lost_meanwhile_is_told(
    database: Database, postgres: PostgresServer
) -> None:
    def read_twice() -> None:
        with database.reading() as connection:
            read_fact(connection, "library")
            postgres.run(END_ALL)
            read_fact(connection, "library")

    with pytest.raises(DatabaseUnreachable, match="terminating connection"):
        read_twice()


@pytest.mark.parametrize("text", ["\0", "\x1a", "\x1a0", "\x1a1", "\0\x1a\x1a0\0", "é\x1a古\0😀"])
def test_every_character_comes_back(database: Database, text: str) -> None:
    """PostgreSQL itself takes all but NUL."""
    with database.writing() as connection:
        write_fact(connection, text, text)
    with database.reading() as connection:
        assert read_fact(connection, text) == text
        assert read_facts(connection, text)[text] == text


def test_machines_that_share_database_and_vectors_add_at_the_same_time(
    url: str, chroma_server: str, tmp_path: Path
) -> None:
    """Each with a data folder of its own: no lock of a file tells one of the other."""

    async def add(name: str) -> None:
        folder = tmp_path / name
        folder.mkdir()
        with opened(folder, store=ChromaVectors("fake", folder, chroma_server), where=url) as own:
            for number in range(4):
                await own.ingest.add(article(f"{name} {number}", f"Topic{name}{number} is old."))

    async def look() -> None:
        store = ChromaVectors("fake", tmp_path, chroma_server)
        with opened(tmp_path, store=store, where=url) as index:
            assert len(await index.articles.entries()) == 12
            assert await index.ingest.check() == 12
            [(found, _)] = await index.nearest("north 3. Topicnorth3 is old.")
            assert found.startswith("north-3")

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda name: asyncio.run(add(name)), ("north", "south", "east")))
    asyncio.run(look())


# Leaving nothing behind


def on_disk(postgres: PostgresServer, *words: str) -> set[tuple[str, str]]:
    """The server's files that have any of the words, besides its log of writes."""
    postgres.run("CHECKPOINT")
    return files_with(postgres.folder / "data" / "base", words)


async def test_what_was_removed_is_gone_from_the_files(postgres: PostgresServer, url: str) -> None:
    """From tables, indexes and statistics; the answers that quote it, too."""
    with opened(postgres.folder.parent, store=MemoryVectors(), where=url) as index:
        given = article("Slithytovean ferries", "The quixotrical ferry sails.", source="Zyzzyvan")
        stored = await index.store(given)
        await index.store(article("Olives", "The harvest failed."))
        documents = DocumentStore(index.database)
        held: dict[Place, str | None] = {Place(stored.id, 1): stored.paragraphs[0].text}
        await documents.put("a1", datetime.now(UTC), "Answer: jabberwocking", held)
        postgres.run("ANALYZE", database="libraries")
        words = ("slithytov", "quixotric", "zyzzyvan", "jabberwock")
        assert {word for _, word in on_disk(postgres, *words)} == {*words}
        await index.articles.remove(stored.id)
        assert on_disk(postgres, *words) == set()
        assert [each.title for each in await index.articles.entries()] == ["Olives"]


async def test_what_somebody_still_sees_is_cleared_after(
    postgres: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "PAUSES", (0.0, 0.0))
    with opened(postgres.folder.parent, store=MemoryVectors(), where=url) as index:
        stored = await index.store(article("Ferries", "The borogovic ferry sails."))
        with psycopg.connect(postgres.url("libraries")) as other:
            other.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT 1 FROM pg_class")
            with pytest.raises(IndexBusy, match="may still be readable in postgresql://tester@127"):
                await index.articles.remove(stored.id)
            assert on_disk(postgres, "borogovic")
    assert not on_disk(postgres, "borogovic")


async def test_tables_of_somebody_else_may_have_it_still(
    postgres: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only who owns a table can write it anew."""
    monkeypatch.setattr(rewriting, "PAUSES", (0.0,))
    schema = url.rpartition("%3D")[2]
    Database(url).close()
    for statement in (
        "CREATE USER editor PASSWORD 'e'",
        f"GRANT ALL ON SCHEMA {schema} TO editor",
        f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO editor",
        f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {schema} TO editor",
    ):
        postgres.run(statement, database="libraries")
    as_editor = url.replace("tester:pass%40word", "editor:e")
    with opened(postgres.folder.parent, store=MemoryVectors(), where=as_editor) as index:
        stored = await index.store(article("Ferries", "The frumious ferry sails."))
        with pytest.raises(IndexBusy, match="may still be readable"):
            await index.articles.remove(stored.id)
    Database(url).close()
    assert not on_disk(postgres, "frumious")


async def test_a_table_that_is_being_read_is_not_waited_for_long(
    postgres: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rewriting, "LOCK_TIMEOUT", "1ms")
    with opened(postgres.folder.parent, store=MemoryVectors(), where=url) as index:
        stored = await index.store(article("Ferries", "The momerathic ferry sails."))
        with index.database.reading() as reader:
            read_fact(reader, "library")
            with pytest.raises(IndexBusy, match="may still be readable"):
                await index.articles.remove(stored.id)
        assert await index.articles.entries() == []
    assert not on_disk(postgres, "momerathic")


def test_a_server_that_hangs_is_not_waited_for(
    postgres: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And used again once it does not."""
    monkeypatch.setattr(connections, "READ_TIMEOUT", 0.2)
    with closing(Database(f"{url}&connect_timeout=2")) as database:
        with (
            pytest.raises(DatabaseUnreachable, match=r"no answer within 0\.2 s"),
            database.reading() as connection,
            postgres.frozen(),
        ):
            read_fact(connection, "version")
        with (
            pytest.raises(DatabaseUnreachable, match="timeout expired"),
            postgres.frozen(),
            database.reading() as connection,
        ):
            read_fact(connection, "version")
        with database.reading() as connection:
            assert read_fact(connection, "version")
