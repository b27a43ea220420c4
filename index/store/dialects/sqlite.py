"""SQLite's own dialect, all of it: a library in a file. `protocol` says what each function does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    Table,
    event,
    inspect,
    text,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.exc import DatabaseError, IntegrityError

from index.bm25 import Posting
from index.errors import StorageError
from index.store.dialects import sqlite_connections
from index.store.dialects.sqlite_connections import has_room
from index.store.errors import DiskFull, LibraryBusy, LibraryDamaged, LibraryUnwritable
from index.store.records import AllBut, Keys


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
    with for_writing(engine).connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")  # which is heard outside of transactions only
        try:
            with connection.begin():
                numbers = _numbers(connection)
                yield connection
                _keep(connection, numbers)
                _check_references(connection)
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


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


def write_anew(connection: Connection, tables: Collection[str]) -> bool:
    """Write the file anew, without what was deleted; False when somebody still reads the old log.

    Rows are overwritten when they go (`secure_delete`), but the log keeps old pages, and SQLite
    leaves copies of rows in the gaps of pages that it has balanced.
    """
    connection.exec_driver_sql("COMMIT")  # not inside a transaction
    connection.exec_driver_sql("VACUUM")
    is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    connection.exec_driver_sql("BEGIN")
    return not is_busy


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


# Full text: an FTS5 index over BM25 terms (`index.language.terms`), a row a paragraph.

# What comes in are terms already, from which the tokenizer is to take nothing: accents stay, and
# marks (M*) belong to words, which in Indian scripts would fall apart without them.
CREATE_FULL_TEXT: Final = (
    """
    CREATE VIRTUAL TABLE full_text
    USING fts5(title, body, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'")
    """,
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(full_text, row)",
)


def create_full_text(connection: Connection) -> None:
    """Make the full-text index."""
    for statement in CREATE_FULL_TEXT:
        connection.exec_driver_sql(statement)


def merge_full_text(connection: Connection) -> None:
    """Write the full-text index anew; until then it keeps the terms of what was deleted."""
    connection.execute(text("INSERT INTO full_text(full_text) VALUES ('optimize')"))


# These are in SQL's own words: SQLAlchemy would take longer to write them than SQLite to answer.
# Lists go as JSON, for a statement takes only so many parameters.
_COUNTS: Final = "SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))"
_POSTINGS: Final = """
    SELECT doc, term, count(*), sz FROM instances JOIN full_text_docsize ON id = doc
    WHERE term IN (SELECT value FROM json_each(?)) {scope} GROUP BY term, doc ORDER BY term, doc
"""
# "+ 0": else SQLite looks each row up in the full-text index, 250 times slower
_OF: Final = """
    AND doc + 0 {is_in} (
        SELECT "row" FROM paragraphs WHERE article IN (SELECT value FROM json_each(?))
    )
"""


def paragraph_counts(connection: Connection, terms: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the terms; none has those that are missing here."""
    rows = connection.exec_driver_sql(_COUNTS, (json.dumps([*terms]),))
    return dict(rows.all())


def postings(connection: Connection, terms: Collection[str], keys: Keys) -> list[Posting]:
    """Where the terms occur in these articles, by term and row."""
    scope = ""
    values: tuple[str, ...] = (json.dumps([*terms]),)
    if isinstance(keys, AllBut):
        scope, values = _OF.format(is_in="NOT IN"), (*values, json.dumps([*keys.keys]))
    elif keys is not None:
        scope, values = _OF.format(is_in="IN"), (*values, json.dumps([*keys]))
    rows = connection.exec_driver_sql(_POSTINGS.format(scope=scope), values)
    return [Posting(row, term, times, _length(sizes)) for row, term, times, sizes in rows]


def _length(sizes: bytes) -> int:
    """How many terms a paragraph has: FTS5 notes those of each column, in seven bits a byte."""
    if len(sizes) == 2:  # a byte for each of the two columns, as nearly all have
        return sizes[0] + sizes[1]
    total = size = 0
    for byte in sizes:
        size = size << 7 | byte & 0x7F
        if byte < 0x80:
            total, size = total + size, 0
    return total
