"""SQLite's own dialect, all of it: a library in a file. `protocol` says what each function does."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    event,
    inspect,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import DatabaseError, IntegrityError

from index.errors import StorageError
from index.store.dialects import sqlite_connections
from index.store.dialects.sqlite_connections import has_room
from index.store.dialects.sqlite_rewriting import (
    forget_texts,
    without_references,
    write_anew,
)
from index.store.dialects.sqlite_search import (
    add_marks,
    clear_full_text,
    create_full_text,
    drop_marks,
    paragraph_counts,
    postings,
)
from index.store.errors import DiskFull, LibraryBusy, LibraryDamaged, LibraryUnwritable

__all__ = [
    "add_marks",
    "alone",
    "clear_full_text",
    "create_full_text",
    "drop_marks",
    "engine",
    "failure",
    "for_reading",
    "for_writing",
    "forget_texts",
    "insertion",
    "keep_number",
    "keep_numbers",
    "migrating",
    "noted",
    "numbers",
    "paragraph_counts",
    "postings",
    "shown",
    "tables_made",
    "write_anew",
]


def failure(error: DatabaseError, where: Path | str) -> StorageError:
    """What to tell of it: SQLite says only in words why it failed."""
    reason = str(error.orig)
    if "locked" in reason:
        return LibraryBusy(where, reason)
    if "readonly" in reason or "unable to open" in reason:  # as a full disk may show, too
        return LibraryUnwritable(where, reason) if has_room(where) else DiskFull(where, reason)
    if "full" in reason or "disk I/O" in reason:
        return DiskFull(where, reason)
    return LibraryDamaged(where, reason)


# The file


def shown(where: Path | str) -> Path | str:
    """The file's path, as it stands."""
    return where


def engine(where: Path | str) -> Engine:
    """The database in this file, which is made when there is none."""
    engine = sqlite_connections.engine(where)
    event.listen(engine, "begin", _begin)
    return engine


def for_reading(engine: Engine) -> Engine:
    """The same engine: a transaction sees one moment, unless it says otherwise."""
    return engine


def for_writing(engine: Engine) -> Engine:
    """An engine of the same database, whose transactions take the write lock when they begin.

    One that took it at its first write would fail there if another process had written since it
    began, and no waiting would help.
    """
    return engine.execution_options(immediate=True)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A writing transaction in which tables may be changed.

    SQLite changes many things of a table only by making another one, and to drop the first would
    drop all rows that refer to it: so references are checked at the end and not before.
    """
    with (
        for_writing(engine).connect() as connection,
        without_references(connection),
        connection.begin(),
    ):
        numbers = _numbers(connection)
        yield connection
        _keep(connection, numbers)
        _check_references(connection)


def _numbers(connection: Connection) -> dict[str, int]:
    if not inspect(connection).has_table("sqlite_sequence"):
        return {}
    return dict(connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence").all())


def _keep(connection: Connection, numbers: Mapping[str, int]) -> None:
    # A table that was made anew knows of its own rows alone.
    now = _numbers(connection)
    for name in inspect(connection).get_table_names():
        if numbers.get(name, 0) > now.get(name, 0):
            change = "UPDATE sqlite_sequence SET seq = ? WHERE name = ?"
            values = (numbers[name], name)
            if not connection.exec_driver_sql(change, values).rowcount:
                addition = "INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)"
                connection.exec_driver_sql(addition, values)


def _check_references(connection: Connection) -> None:
    if wrong := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        reason = f"rows of {wrong[0]} refer to rows of {wrong[2]} that are not there"
        raise IntegrityError(None, None, sqlite3.IntegrityError(reason))


def alone(engine: Engine) -> AbstractContextManager[object]:
    """Nothing to wait for: a file is of one machine."""
    return nullcontext()


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


# Rows


def tables_made(connection: Connection, tables: Collection[Table]) -> None:
    """Do nothing: they are as they are to be."""


def insertion(into: Table) -> Insert:
    """An insertion that can say what is to happen where the primary key is taken."""
    return insert(into)


def keep_number(connection: Connection, number: int) -> None:
    """Do nothing: SQLite keeps the highest number itself."""


def numbers(connection: Connection, tables: Collection[Table]) -> dict[str, int]:
    """The highest number that each of these tables has ever given out, where it keeps that."""
    names = {each.name for each in tables}
    return {name: number for name, number in _numbers(connection).items() if name in names}


def keep_numbers(
    connection: Connection, tables: Collection[Table], numbers: Mapping[str, int]
) -> None:
    """Have these tables go on from these numbers, where they are not further already."""
    keeping = {each.name for each in tables if each.dialect_options["sqlite"]["autoincrement"]}
    _keep(connection, {name: number for name, number in numbers.items() if name in keeping})


def noted(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """The facts of these names, and as `outbox` the highest number that it has ever given out."""
    # In SQL's own words: SQLAlchemy would take longer to write it than SQLite to answer.
    places = ", ".join("?" * len(names))
    rows = connection.exec_driver_sql(
        f"SELECT name, value FROM facts WHERE name IN ({places}) "  # noqa: S608 - places alone
        "UNION ALL SELECT name, seq FROM sqlite_sequence WHERE name = 'outbox'",
        tuple(names),
    )
    return {name: str(value) for name, value in rows}
