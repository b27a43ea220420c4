"""Full-text search in the library's database, over marks in place of terms.

A term's mark is a keyed hash of it, with a key that each library has of its own: no word can be
read in the index, so nothing of it has to be written anew when an article goes. What a database
may keep of a deleted paragraph for a while is which marks it had, without their order.
"""

from __future__ import annotations

from base64 import b32encode
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from typing import Final

from sqlalchemy import Connection, func, select

from index.bm25 import best_rows
from index.concurrency import in_thread
from index.language.terms import terms
from index.store.access import among
from index.store.cache import RevisionCache
from index.store.database import MARKS, Database, read_fact, revision
from index.store.dialects import dialect_of
from index.store.records import AllBut, Keys
from index.store.schema import articles, paragraphs, texts

SCORED: Final = 10_000
"""Paragraphs that a query may score."""

CACHED_COUNTS: Final = 64
CACHED_TERMS: Final = 500_000
_BYTES: Final = 5
"""Of a mark: eight letters, and among a million terms hardly two with the same."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands for terms in one library's full-text index."""

    key: bytes

    @classmethod
    def of(cls, connection: Connection) -> Marks:
        """Those of this library."""
        return cls(bytes.fromhex(read_fact(connection, MARKS) or ""))

    def of_terms(self, some: Iterable[str]) -> list[str]:
        """A mark for each."""
        return [self._of_term(term) for term in some]

    def of_text(self, text: str, language: str | None) -> list[str]:
        """A mark for each BM25 term of a text."""
        return self.of_terms(terms(text, language))

    def _of_term(self, term: str) -> str:
        content = term.encode("utf-8", "surrogatepass")
        hashed = blake2b(content, digest_size=_BYTES, key=self.key).digest()
        return b32encode(hashed).decode().lower()


def create_full_text(connection: Connection) -> None:
    """Make the index, in which no paragraph is found yet."""
    dialect_of(connection).create_full_text(connection)


def add_marks(connection: Connection, row: int, marks: Sequence[str]) -> None:
    """Have a paragraph found by these marks; in which order they stand is not kept."""
    dialect_of(connection).add_marks(connection, row, sorted(marks))


def drop_marks(connection: Connection, row: int, marks: Sequence[str]) -> None:
    """Have it found by none; `marks` are those that it was added with."""
    dialect_of(connection).drop_marks(connection, row, sorted(marks))


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
            marks = Marks.of(connection)
            asked = dict(zip(marks.of_terms(terms), terms, strict=True))
            counts = dialect.paragraph_counts(connection, asked)
            if hidden:
                counts = self._without(hidden, counts, marks, connection)
            rarest = _rarest(asked, counts)
            postings = dialect.postings(connection, rarest, keys)
            total = self._total(connection, keys)
        # In the order of terms: marks differ from library to library, and sums must not.
        by_term = sorted(each._replace(term=asked[each.term]) for each in postings)
        return best_rows(by_term, total, limit)

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
        self,
        hidden: frozenset[int],
        counts: Mapping[str, int],
        marks: Marks,
        connection: Connection,
    ) -> dict[str, int]:
        """How many paragraphs have each of the marks besides those of the hidden articles."""
        theirs = among(paragraphs.c.article, hidden)
        rows = paragraphs.c.row
        last, count = connection.execute(
            select(func.max(rows), func.count(rows)).where(theirs)
        ).one()
        # Rows are never used twice, and none is changed: these two say whether all is as it was.
        which = (hidden, last or 0, count)
        known = self._hidden.known((), [which])
        if which not in known:
            query = (
                select(articles.c.title, articles.c.language, texts.c.text)
                .join(paragraphs, paragraphs.c.article == articles.c.key)
                .join(texts, texts.c.row == rows)
                .where(theirs)
            )
            found = Counter(
                mark
                for title, language, text in connection.execute(query)
                for mark in {*marks.of_text(title, language), *marks.of_text(text, language)}
            )
            known = {which: found}
            self._hidden.keep((), known)
        return {mark: each - known[which][mark] for mark, each in counts.items()}


def _rarest(asked: Mapping[str, str], counts: Mapping[str, int]) -> list[str]:
    """The marks of the terms that few paragraphs have, SCORED in all; the rarest in any case."""
    # In order of the alphabet too: which of two equally rare ones is left out is always the same.
    ordered = sorted(asked, key=lambda mark: (counts.get(mark, 0), asked[mark]))
    sums = accumulate(counts.get(mark, 0) for mark in ordered)
    return [
        mark
        for mark, total in zip(ordered, sums, strict=True)
        if total <= SCORED or total == counts[mark]
    ]
