"""The scope that a question names, within the one that it was asked in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.questions.kinds import kind_of
from assistant.scoping.mentions import titles_named, what_is_left, without_all
from assistant.scoping.narrowed import Narrowed, in_titles, titled
from assistant.scoping.narrowing import by_paper_and_time, by_sides
from assistant.types import AskedScope, Kind
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.terms import terms
from index.retriever import Retriever
from index.store.records import Entry
from index.types import Article, Scope

LISTED: Final = 50
"""Articles of a scope that an answer names by id, the newest first."""

_LEAD: Final = 4  # paragraphs that say what an article is about
_CANDIDATES: Final = 8
_LIST: Final = "list the articles"


@dataclass(frozen=True, slots=True)
class Scoped:
    """A question without the words that name a scope, and the scope that is searched for it.

    `shown` is None where it is the one that was given. `is_sure`: no time of what happened can be
    meant instead.
    """

    question: str
    scope: Scope
    shown: AskedScope | None = None
    is_sure: bool = True


class ScopeReader:
    """Reads scopes out of questions; `today` is what "last month" is counted from."""

    def __init__(self, retriever: Retriever, today: Callable[[], date] = date.today) -> None:
        self._retriever = retriever
        self._today = today

    async def read(self, question: str, scope: Scope) -> Scoped | None:
        """The scope that the question names within this one; None when it names none."""
        whole = without_all(question)
        if whole is not None:
            return Scoped(whole, scope)
        entries = await self._retriever.entries(scope)
        begun = Narrowed(question, entries, scope)
        read = await asyncio.to_thread(by_sides, begun)
        if not read.words:
            read = await asyncio.to_thread(by_paper_and_time, begun, self._today())
            read = await self._by_title(read)
        return _scoped(read) if read.words or read.question != question else None

    async def _by_title(self, read: Narrowed) -> Narrowed:
        of_sources = kind_of(read.question).kind is Kind.SOURCES
        for what, rest in titles_named(read.question, of_sources=of_sources):
            wanted = set(terms(what))
            entries = await asyncio.to_thread(titled, read.entries, what, wanted)
            words = in_titles(entries, what)
            if not entries:
                entries = await self._about(read, what, wanted)
                words = in_titles(entries, what)
            if entries:
                return read.to(entries, rest, words, by_ids=True)
        return read

    async def _about(self, read: Narrowed, what: str, wanted: set[str]) -> list[Entry]:
        """The entries whose articles begin with these words: news say first what they are about."""
        passages = await self._retriever.passages(what, read.searched, _CANDIDATES)
        found = {passage.article for passage in passages}
        ids = {each.id for each in found if wanted <= set(terms(_beginning(each)))}
        return [each for each in read.entries if each.id in ids]


def _scoped(read: Narrowed) -> Scoped:
    ids = tuple(each.id for each in read.newest_first)
    shown = AskedScope(", ".join(read.words), ids[:LISTED], len(ids))
    question = what_is_left(read.question)
    words = re.findall(r"[\w'’]+", question.lower())
    question = _LIST if all(each in STOP_WORDS for each in words) else question
    is_sure = read.by_time is None or len(read.words) > 1 or kind_of(question).kind is not Kind.FACT
    return Scoped(question, read.searched, shown, is_sure)


def _beginning(article: Article) -> str:
    texts = [article.title, *(each.text for each in article.paragraphs[:_LEAD])]
    return " ".join(texts)
