"""A library of an earlier version is as a new one when it is opened, in whatever database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from alembic.operations import Operations
from sqlalchemy import Column, Connection, Integer, String, delete, func, select

from api.wiring import SCHEMAS
from index import store
from index.errors import NewerVersion, StorageError
from index.store import migrations
from index.store.database import Database, insert_row, read_fact, write_fact
from index.store.migrations import tables
from index.store.schema import VERSION, articles, paragraphs
from tests.api.library.kept import (
    DUMPS,
    FILES,
    TABLES,
    as_read,
    restore_dump,
    restore_file,
    tables_in_database,
    tables_in_file,
)
from tests.postgres import NEEDED, PostgresServer

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Kept:
    """A library that was made before, and how to see what tables one has."""

    where: Path | str
    tables_in: Callable[[Path | str], str]
    new: Callable[[], Path | str]

    def rows(self) -> dict[str, int]:
        """How many rows each table has, once it is of this version."""
        with closing(Database(self.where, SCHEMAS)) as database, database.reading() as connection:
            return {
                each.name: connection.scalar(select(func.count()).select_from(each)) or 0
                for each in TABLES
            }


ALL = [
    *(("sqlite", version) for version in FILES),
    *(pytest.param(("postgresql", version), marks=NEEDED) for version in DUMPS),
]
LATEST = [("sqlite", FILES[-1]), pytest.param(("postgresql", DUMPS[-1]), marks=NEEDED)]


@pytest.fixture(params=ALL)
def kept(request: pytest.FixtureRequest, folder: Path) -> Kept:
    """Each that is kept."""
    database, version = request.param
    if database == "sqlite":
        restore_file(version, folder / "library.db")
        return Kept(folder / "library.db", in_file, lambda: folder / "new.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    url = restore_dump(version, server)
    return Kept(url, lambda where: tables_in_database(str(where), server), server.new_library)


latest = pytest.mark.parametrize("kept", LATEST, indirect=True)


def in_file(where: Path | str) -> str:
    return as_read(tables_in_file(Path(where)))


def test_an_older_library_gets_the_tables_of_a_new_one(kept: Kept) -> None:
    """With all that only one database knows. Who changes a table adds to the chain."""
    new = kept.new()
    for each in (new, kept.where):
        Database(each, SCHEMAS).close()
    assert kept.tables_in(kept.where) == kept.tables_in(new)


@latest
def test_what_is_kept_has_something_in_each_table(kept: Kept) -> None:
    """Else nothing could be lost: `python -m tests.api.library.kept` keeps a new one."""
    assert all(kept.rows().values())
    assert {FILES[-1], DUMPS[-1]} == {VERSION}


def test_the_chain_ends_with_this_version() -> None:
    numbers = [number for number, _ in migrations.numbered()]
    assert numbers == sorted({*numbers})
    assert max(numbers) <= VERSION


# A version that is yet to come


Upgrade = Callable[[Operations], None]


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[Upgrade], None]:
    """Makes this program one of the next version, which upgrades as it is told."""

    def release(upgrade: Upgrade) -> None:
        module = ModuleType("of the next version")
        module.upgrade = upgrade  # type: ignore[attr-defined] # as in a file of the chain
        monkeypatch.setitem(sys.modules, f"{migrations.__name__}.next", module)
        monkeypatch.setattr(migrations, "numbered", lambda: [(VERSION + 1, "next")])
        monkeypatch.setattr(store.database, "VERSION", VERSION + 1)

    return release


def version_of(kept: Kept) -> str | None:
    with closing(Database(kept.where, SCHEMAS)) as database, database.reading() as connection:
        return read_fact(connection, "version")


def change_articles(op: Operations) -> None:
    """What SQLite can do only by making the table anew, though others refer to it."""
    numbered = {"sqlite_autoincrement": True}
    with op.batch_alter_table("articles", table_kwargs=numbered) as batch:
        batch.alter_column("section", type_=String(), nullable=True, new_column_name="desk")
        batch.alter_column("identity", existing_type=String(), nullable=True)
    tables.add_column(op, "keys", Column("note", String))
    tables.add_column(op, "keys", Column("note", String))  # once is enough
    tables.add_column(op, "of_nobody", Column("note", String))


@latest
def test_a_table_that_others_refer_to_is_changed_without_losing_a_row(
    kept: Kept, next_version: Callable[[Upgrade], None]
) -> None:
    before = kept.rows()
    next_version(change_articles)
    with closing(Database(kept.where)) as database:
        with database.writing() as connection:
            assert read_fact(connection, "version") == str(VERSION + 1)
            connection.exec_driver_sql("SELECT desk FROM articles").all()
            assert connection.exec_driver_sql("SELECT note FROM keys").all() == [(None,)]
        after = kept.tables_in(kept.where)
    assert {name: count for name, count in kept.rows().items() if name != "articles"} == {
        name: count for name, count in before.items() if name != "articles"
    }
    if isinstance(kept.where, str):
        assert 'note text COLLATE pg_catalog."C"' in after
        assert "ALTER COLUMN note SET STATISTICS 0" in after
        assert "USING hash (source)" in after
    else:
        assert "key INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT" in after


@latest
def test_numbers_that_were_given_out_stay_so(
    kept: Kept, next_version: Callable[[Upgrade], None]
) -> None:
    """Chunks' ids are made of them: one that comes again would be taken for what was deleted."""
    with closing(Database(kept.where)) as database, database.writing() as connection:
        gone = insert_row(connection, paragraphs, a_paragraph(connection))
        connection.execute(delete(paragraphs).where(paragraphs.c.row == gone))

    def change(op: Operations) -> None:
        numbered = {"sqlite_autoincrement": True}
        with op.batch_alter_table("paragraphs", table_kwargs=numbered) as batch:
            batch.alter_column("number", existing_type=Integer(), nullable=True)

    next_version(change)
    with closing(Database(kept.where)) as database, database.writing() as connection:
        assert insert_row(connection, paragraphs, a_paragraph(connection)) == gone + 1


def a_paragraph(connection: Connection) -> dict[str, object]:
    key = connection.scalar(select(articles.c.key))
    return {"article": key, "number": 99, "digest": "dd"}


@latest
def test_an_upgrade_that_fails_leaves_the_library_as_it_was(
    kept: Kept, next_version: Callable[[Upgrade], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rows = kept.tables_in(kept.where), kept.rows()

    def change(op: Operations) -> None:
        change_articles(op)
        op.create_table("left_behind", Column("key", Integer, primary_key=True))
        raise RuntimeError("the power is cut")

    next_version(change)
    with pytest.raises(RuntimeError, match="power"):
        Database(kept.where, SCHEMAS)
    monkeypatch.undo()
    assert kept.tables_in(kept.where) == before
    assert kept.rows() == rows


def test_an_upgrade_that_leaves_a_reference_to_nothing_is_refused(
    folder: Path, next_version: Callable[[Upgrade], None]
) -> None:
    """PostgreSQL sees to that itself; SQLite is told not to look until the end."""
    path = folder / "library.db"
    restore_file(FILES[-1], path)
    next_version(lambda op: op.execute("DELETE FROM articles"))
    with pytest.raises(StorageError, match=r"rows of .* refer to rows of articles that are not"):
        Database(path, SCHEMAS)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_a_library_that_has_become_newer_meanwhile_is_refused(
    kept: Kept, next_version: Callable[[Upgrade], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(lambda _: None)
    assert version_of(kept) == str(VERSION + 1)
    before = kept.tables_in(kept.where)
    monkeypatch.undo()
    with pytest.raises(NewerVersion):
        Database(kept.where, SCHEMAS)
    assert kept.tables_in(kept.where) == before


# Other processes


OPEN = """
import sys
from pathlib import Path
from api.wiring import SCHEMAS
from index.store.database import Database
sys.stdin.readline()
where = sys.argv[1]
Database(where if "://" in where else Path(where), SCHEMAS).close()
print("alembic" in sys.modules)
"""


def start(where: Path | str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPEN, str(where)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.slow
@latest
def test_of_processes_that_open_it_at_once_one_upgrades_it(kept: Kept) -> None:
    """The others wait, and find it done. Who finds it done loads nothing for it."""
    with closing(Database(kept.where, SCHEMAS)) as database, database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE documents DROP COLUMN owner")
        write_fact(connection, "version", "4")
    started = [start(kept.where) for _ in range(4)]
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate() for process in started]
    assert [error for _, error in ended] == [""] * 4
    assert [said for said, _ in ended].count("True\n") >= 1
    new = kept.new()
    Database(new, SCHEMAS).close()
    assert kept.tables_in(kept.where) == kept.tables_in(new)
    assert start(kept.where).communicate("go\n") == ("False\n", "")
