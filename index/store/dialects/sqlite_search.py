"""Full text in SQLite: an FTS5 index over marks (`index.store.full_text`), a row a paragraph.

What the marks stand for is in `texts`, so it keeps no content of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection

from index.bm25 import Posting
from index.store.records import AllBut, Keys

CREATE_FULL_TEXT: Final = (
    "CREATE VIRTUAL TABLE full_text USING fts5(marks, content = '', tokenize = 'ascii')",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(full_text, row)",
)


def create_full_text(connection: Connection) -> None:
    """Make the full-text index."""
    for statement in CREATE_FULL_TEXT:
        connection.exec_driver_sql(statement)


def clear_full_text(connection: Connection) -> None:
    """Have no paragraph found by any mark."""
    connection.exec_driver_sql("INSERT INTO full_text (full_text) VALUES ('delete-all')")


_ADD: Final = "INSERT INTO full_text (rowid, marks) VALUES (?, ?)"
_DROP: Final = "INSERT INTO full_text (full_text, rowid, marks) VALUES ('delete', ?, ?)"


def add_marks(connection: Connection, row: int, marks: Sequence[str]) -> None:
    """Have a paragraph found by these marks."""
    connection.exec_driver_sql(_ADD, (row, " ".join(marks)))


def drop_marks(connection: Connection, row: int, marks: Sequence[str]) -> None:
    """Have it found by none."""
    connection.exec_driver_sql(_DROP, (row, " ".join(marks)))


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


def paragraph_counts(connection: Connection, marks: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the marks; none has those that are missing here."""
    rows = connection.exec_driver_sql(_COUNTS, (json.dumps([*marks]),))
    return dict(rows.all())


def postings(connection: Connection, marks: Collection[str], keys: Keys) -> list[Posting]:
    """Where the marks occur in these articles, by mark and row."""
    scope = ""
    values: tuple[str, ...] = (json.dumps([*marks]),)
    if isinstance(keys, AllBut):
        scope, values = _OF.format(is_in="NOT IN"), (*values, json.dumps([*keys.keys]))
    elif keys is not None:
        scope, values = _OF.format(is_in="IN"), (*values, json.dumps([*keys]))
    rows = connection.exec_driver_sql(_POSTINGS.format(scope=scope), values)
    return [Posting(row, mark, times, _length(size)) for row, mark, times, size in rows]


def _length(size: bytes) -> int:
    """How many marks a paragraph has, as FTS5 notes it: in seven bits a byte."""
    number = 0
    for byte in size:
        number = number << 7 | byte & 0x7F
    return number
