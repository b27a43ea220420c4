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
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    column,
    create_engine,
    event,
    func,
    select,
    table,
    text,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from index.store.schema import full_text, paragraphs

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


# In SQL's own words: SQLAlchemy would take longer to write it than SQLite to answer.
_NOTED: Final = text(
    "SELECT name, value FROM facts WHERE name IN :names "
    "UNION ALL SELECT name, seq FROM sqlite_sequence WHERE name = :table"
).bindparams(bindparam("names", expanding=True))


def noted(connection: Connection, names: Sequence[str], table: str) -> tuple[tuple[str, str], ...]:
    """The facts of these names, and the highest key that the table has ever given out."""
    rows = connection.execute(_NOTED, {"names": names, "table": table})
    return tuple((name, str(value)) for name, value in rows)


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

# How many paragraphs have a term.
_vocabulary = table("vocabulary", column("term", Text), column("doc", Integer))


def create_full_text(connection: Connection) -> None:
    """Make the full-text index."""
    for statement in CREATE_FULL_TEXT:
        connection.exec_driver_sql(statement)


def merge_full_text(connection: Connection) -> None:
    """Write the full-text index anew; until then it keeps the terms of what was deleted."""
    connection.execute(text("INSERT INTO full_text(full_text) VALUES ('optimize')"))


def paragraph_counts(connection: Connection, terms: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the terms; none has those that are missing here."""
    counted = select(_vocabulary.c.term, _vocabulary.c.doc).where(_vocabulary.c.term.in_(terms))
    return {row.term: row.doc for row in connection.execute(counted)}


def best_rows(
    connection: Connection, terms: Collection[str], limit: int, keys: Collection[int] | None
) -> list[int]:
    """The paragraphs (by row) with any of the terms, best first by BM25, of these articles."""
    best = select(full_text.c.rowid).where(text("full_text MATCH :terms"))
    if keys is not None:
        # "+ 0": else SQLite looks each row up in the full-text index, 250 times slower
        best = best.where((full_text.c.rowid + 0).in_(_rows_of(keys)))
    # In quotes a term is a term, be it "near" or "not".
    match = " OR ".join(f'"{term}"' for term in terms)
    query = best.order_by(text("rank")).limit(limit)
    return list(connection.scalars(query, {"terms": match}))


def _rows_of(keys: Collection[int]) -> Select[int]:
    """The rows of these articles; as JSON, for a statement takes only so many parameters."""
    listed = func.json_each(json.dumps([*keys])).table_valued("value")
    return select(paragraphs.c.row).where(paragraphs.c.article.in_(select(listed.c.value)))
