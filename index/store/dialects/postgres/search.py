"""Full text: the marks (`index.store.full_text`) of a paragraph, under PostgreSQL's own index.

They are in an array, and the index is the one for what arrays have in them. PostgreSQL's type for
full text would take them apart anew, or count only so many of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection

from index.bm25 import Posting
from index.store.records import AllBut, Keys

_CREATE: Final = (
    "CREATE TABLE full_text (rowid INTEGER PRIMARY KEY, marks TEXT[] NOT NULL)",
    # At once and not later: what waits to be put in its place is gone through by each search.
    "CREATE INDEX full_text_marks ON full_text USING gin (marks) WITH (fastupdate = off)",
    # Nobody plans by them.
    "ALTER TABLE full_text ALTER marks SET STATISTICS 0",
)


def create_full_text(connection: Connection) -> None:
    """Make the full-text index."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def clear_full_text(connection: Connection) -> None:
    """Have no paragraph found by any mark."""
    connection.exec_driver_sql("DELETE FROM full_text")


_ADD: Final = "INSERT INTO full_text (rowid, marks) VALUES (%s, %s::text[])"
_DROP: Final = "DELETE FROM full_text WHERE rowid = %s"


def add_marks(connection: Connection, row: int, marks: Sequence[str]) -> None:
    """Have a paragraph found by these marks."""
    connection.exec_driver_sql(_ADD, (row, [*marks]))


def drop_marks(connection: Connection, row: int, marks: Sequence[str]) -> None:
    """Have it found by none, whatever it was added with."""
    connection.exec_driver_sql(_DROP, (row,))


_COUNTS: Final = """
    SELECT mark, (SELECT count(*) FROM full_text WHERE marks @> ARRAY[mark])
    FROM unnest(%s::text[]) AS query (mark)
"""
_POSTINGS: Final = """
    SELECT rowid, mark, cardinality(array_positions(marks, mark)), cardinality(marks)
    FROM unnest(%(marks)s::text[]) AS query (mark) JOIN full_text ON marks @> ARRAY[mark]
    {scope}
    ORDER BY mark, rowid
"""
_OF: Final = """
    JOIN paragraphs ON "row" = rowid AND {negated} article = ANY(%(keys)s::int[])
"""


def paragraph_counts(connection: Connection, marks: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the marks."""
    return dict(connection.exec_driver_sql(_COUNTS, ([*marks],)).all())


def postings(connection: Connection, marks: Collection[str], keys: Keys) -> list[Posting]:
    """Where the marks occur in these articles, by mark and row."""
    values: dict[str, list[str] | list[int]] = {"marks": sorted({*marks})}
    scope = ""
    if isinstance(keys, AllBut):
        scope, values["keys"] = _OF.format(negated="NOT"), [*keys.keys]
    elif keys is not None:
        scope, values["keys"] = _OF.format(negated=""), [*keys]
    rows = connection.exec_driver_sql(_POSTINGS.format(scope=scope), values)
    return [Posting(*row) for row in rows]
