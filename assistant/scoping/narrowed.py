"""A question as far as its scope is read, and the entries that fit what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from assistant.scoping.periods import Period
from index.language.folding import fold
from index.language.terms import terms
from index.store.records import Entry
from index.types import Scope

MOST_NAMED: Final = 200
"""Articles that are searched by their ids: those named by author or title, the newest first."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question as far as it is read: the entries that fit the words that were taken out of it."""

    question: str
    entries: Sequence[Entry]
    scope: Scope
    words: tuple[str, ...] = ()
    by_ids: bool = False
    by_time: Period | None = None

    def to(
        self, entries: Sequence[Entry], question: str, words: str, *, by_ids: bool = False
    ) -> Narrowed:
        """Narrowed to these entries; the same where there are none: then the words name nothing."""
        if not entries:
            return self
        named, ids = (*self.words, words), by_ids or self.by_ids
        return replace(self, question=question, entries=entries, words=named, by_ids=ids)

    @property
    def newest_first(self) -> list[Entry]:
        """Its entries."""
        return sorted(self.entries, key=_day, reverse=True)

    @property
    def searched(self) -> Scope:
        """The scope in which the question is searched."""
        if not self.by_ids:
            return self.scope
        ids = tuple(each.id for each in self.newest_first[:MOST_NAMED])
        return replace(self.scope, article_ids=ids)


def titled(entries: Sequence[Entry], what: str, wanted: set[str]) -> list[Entry]:
    """The entries that have these words for a title, or all of them in it."""
    whole = fold(what).strip(" .")
    exact = [each for each in entries if fold(each.title).strip(" .") == whole]
    if exact or not wanted:
        return exact
    # First by letters: the titles of a large library take long to be stemmed.
    begin = [each[:4] for each in wanted]
    titles = ((each, fold(each.title).lower()) for each in entries)
    likely = [each for each, title in titles if all(letters in title for letters in begin)]
    return [each for each in likely if wanted <= set(terms(each.title))]


def in_titles(entries: Sequence[Entry], what: str) -> str:
    """The words for articles that are named by these of their titles."""
    if len(entries) == 1:
        return f"in “{entries[0].title}”"
    return f"in {len(entries)} articles about “{what}”"


def _day(entry: Entry) -> datetime:
    return (entry.published or datetime.min).replace(tzinfo=None)
