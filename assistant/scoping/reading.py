"""The scope that a question names, within the one that it was asked in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from assistant.questions.kinds import kind_of
from assistant.scoping.mentions import (
    ARTICLE_WORDS,
    authors_named,
    papers_named,
    titles_named,
    without_all,
)
from assistant.scoping.periods import Period, period_of
from assistant.types import AskedScope, Kind
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold
from index.language.terms import terms
from index.retriever import Retriever
from index.store.records import Entry
from index.types import Article, Scope

MOST_NAMED: Final = 200
"""Articles that are searched by their ids: those named by author or title, the newest first."""

LISTED: Final = 50
"""Articles of a scope that an answer names by id, the newest first."""

_LEAD: Final = 4  # paragraphs that say what an article is about
_CANDIDATES: Final = 8
_LIST: Final = "list the articles"
_SINCE: Final = re.compile(r"\ ?\bsince\ the\ (?P<what>[\w’'-]+(?:\ [\w’'-]+){0,3})", re.IGNORECASE)
_OF_EVENTS: Final = frozenset({Kind.FACT, Kind.TRUTH, Kind.REASON, Kind.CHRONOLOGY, Kind.LIST})
"""Kinds of questions in which "in May 2018" says when it happened, not when it was printed."""


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


@dataclass(frozen=True, slots=True)
class _Narrowed:
    """A question as far as it is read: the entries that fit the words that were taken out of it."""

    question: str
    entries: Sequence[Entry]
    scope: Scope
    words: tuple[str, ...] = ()
    by_ids: bool = False
    by_time: Period | None = None

    def to(
        self, entries: Sequence[Entry], question: str, words: str, *, by_ids: bool = False
    ) -> _Narrowed:
        """Narrowed to these entries; the same where there are none: then the words name nothing."""
        if not entries:
            return self
        named, ids = (*self.words, words), by_ids or self.by_ids
        return replace(self, question=question, entries=entries, words=named, by_ids=ids)


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
        begun = _Narrowed(question, entries, scope)
        read = await asyncio.to_thread(_by_time_and_paper, begun, self._today())
        read = await self._by_title(read)
        return _scoped(read) if read.words or read.question != question else None

    async def _by_title(self, read: _Narrowed) -> _Narrowed:
        for what, rest in titles_named(read.question):
            wanted = set(terms(what))
            entries = await asyncio.to_thread(_titled, read.entries, what, wanted)
            words = _in_titles(entries, what)
            if not entries:
                entries = await self._about(read, what, wanted)
                words = _in_titles(entries, what)
            if entries:
                return read.to(entries, rest, words, by_ids=True)
        return read

    async def _about(self, read: _Narrowed, what: str, wanted: set[str]) -> list[Entry]:
        """The entries whose articles begin with these words: news say first what they are about."""
        passages = await self._retriever.passages(what, _searched(read), _CANDIDATES)
        found = {passage.article for passage in passages}
        ids = {each.id for each in found if wanted <= set(terms(_beginning(each)))}
        return [each for each in read.entries if each.id in ids]


def _by_time_and_paper(read: _Narrowed, today: date) -> _Narrowed:
    for narrow in (_by_paper, _by_author):
        read = narrow(read)
    read = _by_time(read, period_of(read.question, today))
    return _since(read, today)


def _by_paper(read: _Narrowed) -> _Narrowed:
    sources = {each.source for each in read.entries if each.source}
    papers = sorted({_paper(source) for source in sources}, key=len, reverse=True)
    question, named = read.question, list[str]()
    # One after the other: "in the Gazette and in the Post".
    while found := papers_named(question, [each for each in papers if each not in named]):
        named += [each.what for each in found if each.rest == found[0].rest]
        question = found[0].rest
    kept = tuple(sorted(each for each in sources if _paper(each) in named))
    entries = [each for each in read.entries if each.source in kept]
    words = " and ".join(each if each.startswith("The ") else f"the {each}" for each in named)
    narrowed = read.to(entries, question, f"in {words}")
    return replace(narrowed, scope=replace(read.scope, sources=kept)) if entries else read


def _by_author(read: _Narrowed) -> _Narrowed:
    bylines = {each.byline for each in read.entries if each.byline}
    for byline, question in authors_named(read.question, sorted(bylines)):
        entries = [each for each in read.entries if each.byline == byline]
        return read.to(entries, question, f"by {re.sub(r'^(?i:by) ', '', byline)}", by_ids=True)
    return read


def _by_time(read: _Narrowed, period: Period | None) -> _Narrowed:
    if period is None:
        return read
    entries = [each for each in read.entries if each.published and _within(each, period)]
    before, after = read.question[: period.at], read.question[period.to :]
    following = after.split()[:1]
    # "Yesterday's article" leaves "the article".
    own = period.is_own and following and following[0].lower().rstrip("?.!,") in ARTICLE_WORDS
    has_article = re.search(r"(?i)\b(?:the|which|what|all|any)\ $", before)
    kept = " the " if own and not has_article else " "
    question = " ".join(f"{before}{kept}{after}".split()).replace(" ?", "?").strip(" ,")
    if not period.is_relative and not _prints(read.question, period, question):
        return read
    narrowed = read.to(entries, question, period.words)
    if not entries:
        return read
    start, end = datetime.combine(period.start, time.min), datetime.combine(period.end, time.max)
    given = narrowed.scope
    first = given.published_from.replace(tzinfo=None) if given.published_from else start
    last = given.published_to.replace(tzinfo=None) if given.published_to else end
    within = replace(given, published_from=max(first, start), published_to=min(last, end))
    return replace(narrowed, scope=within, by_time=period)


def _prints(question: str, period: Period, rest: str) -> bool:
    """Whether "in May 2018" says when articles were printed."""
    around = {
        *question[: period.at].lower().split()[-2:],
        *question[period.to :].lower().split()[:1],
    }
    near = {each.strip("?.!,") for each in around}
    return not near.isdisjoint(ARTICLE_WORDS) or kind_of(rest).kind not in _OF_EVENTS


def _since(read: _Narrowed, today: date) -> _Narrowed:
    """Since what an article's title says that it happened: "since the raid"."""
    match = _SINCE.search(read.question)
    if match is None or read.by_time:
        return read
    what = match["what"]
    found = [each for each in _titled(read.entries, what, set(terms(what))) if each.published]
    if not found:
        return read
    first = min(each.published.replace(tzinfo=None) for each in found if each.published)
    rest = (read.question[: match.start()] + read.question[match.end() :]).strip()
    words = f"since the {what}"
    period = Period(first.date(), today, words, 0, 0, is_relative=True, is_own=False)
    entries = [each for each in read.entries if each.published and _within(each, period)]
    within = replace(read.scope, published_from=datetime.combine(period.start, time.min))
    return replace(read.to(entries, rest, words), scope=within, by_time=period)


def _scoped(read: _Narrowed) -> Scoped:
    newest = sorted(read.entries, key=_day, reverse=True)
    ids = tuple(each.id for each in newest)
    shown = AskedScope(", ".join(read.words), ids[:LISTED], len(ids))
    words = re.findall(r"[\w'’]+", read.question.lower())
    question = _LIST if all(each in STOP_WORDS for each in words) else read.question
    is_sure = read.by_time is None or len(read.words) > 1 or kind_of(question).kind is not Kind.FACT
    return Scoped(question, _searched(read), shown, is_sure)


def _searched(read: _Narrowed) -> Scope:
    """The scope in which the question is searched."""
    if not read.by_ids:
        return read.scope
    newest = sorted(read.entries, key=_day, reverse=True)
    return replace(read.scope, article_ids=tuple(each.id for each in newest[:MOST_NAMED]))


def _titled(entries: Sequence[Entry], what: str, wanted: set[str]) -> list[Entry]:
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


def _in_titles(entries: Sequence[Entry], what: str) -> str:
    if len(entries) == 1:
        return f"in “{entries[0].title}”"
    return f"in {len(entries)} articles about “{what}”"


def _beginning(article: Article) -> str:
    texts = [article.title, *(each.text for each in article.paragraphs[:_LEAD])]
    return " ".join(texts)


def _within(entry: Entry, period: Period) -> bool:
    return entry.published is not None and period.start <= entry.published.date() <= period.end


def _paper(source: str) -> str:
    return source.partition(",")[0].strip()


def _day(entry: Entry) -> datetime:
    return (entry.published or datetime.min).replace(tzinfo=None)
