"""SQLite's own dialect, all of it: what a library on another database needs a sibling of.

The tables (`schema`) and all other SQL in the house are what SQLAlchemy writes for any database.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    text,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT: Final = 60_000
"""Milliseconds to wait for another process; `write_anew` takes a while on a large library."""


class FailureKind(Enum):
    """Why a database could not be used."""

    BUSY = auto()
    NOT_WRITABLE = auto()
    FULL = auto()
    DAMAGED = auto()


def failure_kind(error: DatabaseError) -> FailureKind:
    """Why SQLite failed: it tells it only in words."""
    reason = str(error.orig)
    if "locked" in reason:
        return FailureKind.BUSY
    if "readonly" in reason or "unable to open" in reason:
        return FailureKind.NOT_WRITABLE
    if "full" in reason or "disk I/O" in reason:  # a full disk shows as either
        return FailureKind.FULL
    return FailureKind.DAMAGED


# The file


def file_engine(path: Path) -> Engine:
    """The database in this file, which is made when there is none."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """An engine of the same database, whose transactions take the write lock when they begin.

    One that took it at its first write would fail there if another process had written since it
    began, and no waiting would help.
    """
    return engine.execution_options(immediate=True)


def _configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions leave table changes out; `_begin` starts ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "journal_mode = WAL",  # readers are not kept waiting by a writer
        "synchronous = NORMAL",  # in WAL mode a power cut loses the last transactions, no more
        "foreign_keys = ON",
        "secure_delete = ON",  # freed pages are overwritten
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def write_anew(connection: Connection) -> bool:
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


def upsert(
    into: Table,
    changes: Mapping[str, Any] | None = None,
    where: ColumnElement[bool] | None = None,
) -> Insert:
    """Insert a row or, where its primary key is taken, change that row where the condition holds.

    `changes`: what is changed then; as a rule all that was to be inserted.
    """
    new = insert(into)
    others = {each.name: new.excluded[each.name] for each in into.c if not each.primary_key}
    return new.on_conflict_do_update(
        index_elements=list(into.primary_key), set_=changes or others, where=where
    )


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
_BEST: Final = "SELECT rowid FROM full_text WHERE full_text MATCH ? ORDER BY rank LIMIT ?"
# "+ 0": else SQLite looks each row up in the full-text index, 250 times slower
_BEST_WITHIN: Final = """
    SELECT rowid FROM full_text WHERE full_text MATCH ? AND rowid + 0 IN (
        SELECT "row" FROM paragraphs WHERE article IN (SELECT value FROM json_each(?))
    ) ORDER BY rank LIMIT ?
"""


def paragraph_counts(connection: Connection, terms: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the terms; none has those that are missing here."""
    rows = connection.exec_driver_sql(_COUNTS, (json.dumps([*terms]),))
    return dict(rows.all())


def best_rows(
    connection: Connection, terms: Collection[str], limit: int, keys: Collection[int] | None
) -> list[int]:
    """The paragraphs (by row) with any of the terms, best first by BM25, of these articles."""
    # In quotes a term is a term, be it "near" or "not".
    match = " OR ".join(f'"{term}"' for term in terms)
    if keys is None:
        rows = connection.exec_driver_sql(_BEST, (match, limit))
    else:
        rows = connection.exec_driver_sql(_BEST_WITHIN, (match, json.dumps([*keys]), limit))
    return list(rows.scalars())
