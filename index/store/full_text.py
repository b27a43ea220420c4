"""Full-text search in the library's database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import accumulate
from typing import Final

from sqlalchemy import Connection, func, select

from index.bm25 import best_rows
from index.concurrency import in_thread
from index.store.access import among
from index.store.cache import RevisionCache
from index.store.database import Database, revision
from index.store.dialects import dialect_of
from index.store.records import AllBut, Keys
from index.store.schema import full_text, paragraphs

SCORED: Final = 10_000
"""Paragraphs that a query may score."""

CACHED_COUNTS: Final = 64
CACHED_TERMS: Final = 500_000


class FullTextIndex:
    """The full-text index over titles and texts, which article rows are written to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._totals = RevisionCache[frozenset[int] | None, int](CACHED_COUNTS)
        self._hidden = RevisionCache[tuple[frozenset[int], int, int], Counter[str]](
            CACHED_TERMS, len
        )

    @in_thread
    def best(
        self,
        terms: Collection[str],
        limit: int,
        keys: Keys = None,
        hidden: frozenset[int] = frozenset(),
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
            if hidden:
                counts = self._without(hidden, counts, connection)
            postings = dialect.postings(connection, _rarest(terms, counts), keys)
            total = self._total(connection, keys)
        return best_rows(postings, total, limit)

    def _total(self, connection: Connection, keys: Keys) -> int:
        """How many paragraphs these articles have."""
        if isinstance(keys, AllBut):
            return self._total(connection, None) - self._total(connection, keys.keys)
        which = None if keys is None else frozenset(keys)
        now = revision(connection)
        known = self._totals.known(now, [which])
        if which not in known:
            theirs = among(paragraphs.c.article, which)
            count = select(func.count(paragraphs.c.row)).where(theirs)
            known = {which: connection.scalar(count) or 0}
            self._totals.keep(now, known)
        return known[which]

    def _without(
        self, hidden: frozenset[int], counts: Mapping[str, int], connection: Connection
    ) -> dict[str, int]:
        """How many paragraphs have each of the terms besides those of the hidden articles."""
        theirs = among(paragraphs.c.article, hidden)
        rows = paragraphs.c.row
        last, count = connection.execute(
            select(func.max(rows), func.count(rows)).where(theirs)
        ).one()
        # Rows are never used twice, and none is changed: these two say whether all is as it was.
        which = (hidden, last or 0, count)
        known = self._hidden.known((), [which])
        if which not in known:
            texts = select(full_text.c.title, full_text.c.body).join(
                paragraphs, rows == full_text.c.rowid
            )
            found = Counter(
                term
                for title, body in connection.execute(texts.where(theirs))
                for term in {*title.split(), *body.split()}
            )
            known = {which: found}
            self._hidden.keep((), known)
        return {term: each - known[which][term] for term, each in counts.items()}


def _rarest(terms: Collection[str], counts: Mapping[str, int]) -> list[str]:
    """The terms that few paragraphs have, SCORED in all; the rarest in any case."""
    # In order of the alphabet too: which of two equally rare ones is left out is always the same.
    ordered = sorted(terms, key=lambda term: (counts.get(term, 0), term))
    sums = accumulate(counts.get(term, 0) for term in ordered)
    return [
        term
        for term, total in zip(ordered, sums, strict=True)
        if total <= SCORED or total == counts[term]
    ]
