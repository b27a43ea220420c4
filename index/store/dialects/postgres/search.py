"""Full text: the BM25 terms (`index.language.terms`) of a paragraph, under PostgreSQL's own index.

They are in an array, and the index is the one for what arrays have in them. PostgreSQL's type for
full text would take terms apart anew, or count only so many of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection

from index.bm25 import K1, B

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
# By the formula of `index.bm25`. How many paragraphs there are and how long they are in the mean
# would have to be counted each time. In their place are the highest row that one was ever given,
# and the mean of those that are found.
_BEST: Final = """
    WITH query AS MATERIALIZED (
        SELECT term,
            ln(1 + (greatest(total, matching) - matching + 0.5) / (matching + 0.5))::float AS weight
        FROM unnest(%(terms)s::text[], %(counts)s::int[]) AS given (term, matching)
        CROSS JOIN (SELECT max(rowid) AS total FROM full_text) AS every
    ), found AS (
        SELECT rowid, weight, cardinality(array_positions(terms, term))::float AS times,
            cardinality(terms)::float AS length
        FROM query JOIN full_text ON terms @> ARRAY[term]
        {scope}
    )
    SELECT rowid FROM found CROSS JOIN (SELECT avg(length) AS mean FROM found) AS every
    GROUP BY rowid
    ORDER BY sum(
        weight * times / (times + %(k1)s * (1 - %(b)s + %(b)s * length / mean))
    ) DESC, rowid
    LIMIT %(limit)s
"""
_WITHIN: Final = 'JOIN paragraphs ON "row" = rowid AND article = ANY(%(keys)s::int[])'


def paragraph_counts(connection: Connection, terms: Collection[str]) -> dict[str, int]:
    """How many paragraphs have each of the terms."""
    entries = _entries(terms)
    counts: dict[str, int] = dict(connection.exec_driver_sql(_COUNTS, (entries,)).all())
    return {term: counts[entry] for term, entry in zip(terms, entries, strict=True)}


def best_rows(
    connection: Connection, counts: Mapping[str, int], limit: int, keys: Collection[int] | None
) -> list[int]:
    """The paragraphs (by row) with any of the terms, best first by BM25, of these articles."""
    values = {
        "terms": _entries(counts),
        "counts": [*counts.values()],
        "limit": limit,
        "k1": K1,
        "b": B,
    }
    if keys is None:
        rows = connection.exec_driver_sql(_BEST.format(scope=""), values)
    else:
        rows = connection.exec_driver_sql(_BEST.format(scope=_WITHIN), {**values, "keys": [*keys]})
    return list(rows.scalars())


def _entries(terms: Collection[str]) -> list[str]:
    return [term[:LONGEST] for term in terms]
