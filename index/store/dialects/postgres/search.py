"""Full text: the BM25 terms (`index.language.terms`) of a paragraph, under PostgreSQL's own index.

They are in an array, and the index is the one for what arrays have in them. PostgreSQL's type for
full text would take terms apart anew, or count only so many of them.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection

from index.bm25 import Posting
from index.store.records import AllBut, Keys

LONGEST: Final = 200
"""Characters of a term that it is looked up by: the index takes no entry above 2,700 bytes."""

_CREATE: Final = (
    rf"""
    CREATE TABLE full_text (
        rowid INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        terms TEXT[] NOT NULL GENERATED ALWAYS AS (string_to_array(btrim(regexp_replace(
            title || ' ' || body, '([^ ]{{{LONGEST}}})[^ ]+', '\1', 'g'
        )), ' ')) STORED
    )
    """,
    # At once and not later: what waits to be put in its place is gone through by each search.
    "CREATE INDEX full_text_terms ON full_text USING gin (terms) WITH (fastupdate = off)",
    # As in `tables_made`: they would hold words.
    *(
        f"ALTER TABLE full_text ALTER {name} SET STATISTICS 0"
        for name in ("title", "body", "terms")
    ),
)


def create_full_text(connection: Connection) -> None:
    """Make the full-text index."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


_COUNTS: Final = """
    SELECT term, (SELECT count(*) FROM full_text WHERE terms @> ARRAY[term])
    FROM unnest(%s::text[]) AS query (term)
"""
_POSTINGS: Final = """
    SELECT rowid, term, cardinality(array_positions(terms, term)), cardinality(terms)
    FROM unnest(%(terms)s::text[]) AS query (term) JOIN full_text ON terms @> ARRAY[term]
    {scope}
    ORDER BY term, rowid
"""
_OF: Final = """
    JOIN paragraphs ON "row" = rowid AND {negated} article = ANY(%(keys)s::int[])
"""


def paragraph_counts(connection: Connection, terms: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the terms."""
    entries = _entries(terms)
    counts: dict[str, int] = dict(connection.exec_driver_sql(_COUNTS, (entries,)).all())
    return {term: counts[entry] for term, entry in zip(terms, entries, strict=True)}


def postings(connection: Connection, terms: Collection[str], keys: Keys) -> list[Posting]:
    """Where the terms occur in these articles, by term and row."""
    values: dict[str, list[str] | list[int]] = {"terms": sorted({*_entries(terms)})}
    scope = ""
    if isinstance(keys, AllBut):
        scope, values["keys"] = _OF.format(negated="NOT"), [*keys.keys]
    elif keys is not None:
        scope, values["keys"] = _OF.format(negated=""), [*keys]
    rows = connection.exec_driver_sql(_POSTINGS.format(scope=scope), values)
    return [Posting(*row) for row in rows]


def _entries(terms: Collection[str]) -> list[str]:
    return [term[:LONGEST] for term in terms]
