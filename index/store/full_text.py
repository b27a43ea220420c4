"""Full-text search in the library's database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import accumulate
from typing import Final

from index.concurrency import in_thread
from index.store.database import Database
from index.store.dialects import dialect_of

SCORED: Final = 10_000
"""Paragraphs that a query may score."""


class FullTextIndex:
    """The full-text index over titles and texts, which article rows are written to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def best(
        self, terms: Collection[str], limit: int, keys: Collection[int] | None = None
    ) -> list[int]:
        """The best paragraphs (by row) by BM25, best first.

        In a large library only the rarer terms are looked up: scoring all the paragraphs that
        have a common word takes too long, and ranking counts it all the same.
        """
        if not terms:
            return []
        with self._database.reading() as connection:
            dialect = dialect_of(connection)
            counts = dialect.paragraph_counts(connection, terms)
            return dialect.best_rows(connection, _rarest(terms, counts), limit, keys)


def _rarest(terms: Collection[str], counts: Mapping[str, int]) -> dict[str, int]:
    """The terms that few paragraphs have, SCORED in all; the rarest in any case."""
    ordered = sorted(terms, key=lambda term: counts.get(term, 0))
    sums = accumulate(counts.get(term, 0) for term in ordered)
    return {
        term: counts.get(term, 0)
        for term, total in zip(ordered, sums, strict=True)
        if total <= SCORED or total == counts[term]
    }
