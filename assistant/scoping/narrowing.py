"""A question's scope narrowed by the papers, authors, times and articles that it names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import Final

from assistant.questions.forms.comparison_questions import comparison_question_of
from assistant.questions.kinds import kind_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.scoping.mentions import ARTICLE_WORDS, authors_named, papers_named, titles_named
from assistant.scoping.narrowed import Narrowed, in_titles, titled
from assistant.scoping.periods import Period, period_of
from assistant.types import Kind
from index.language.terms import terms
from index.store.records import Entry

_SINCE: Final = re.compile(r"\ ?\bsince\ the\ (?P<what>[\w’'-]+(?:\ [\w’'-]+){0,3})", re.IGNORECASE)
_COMPARE: Final = "compare the articles"
_OF_EVENTS: Final = frozenset({Kind.FACT, Kind.TRUTH, Kind.REASON, Kind.CHRONOLOGY, Kind.LIST})
"""Kinds of questions in which "in May 2018" says when it happened, not when it was printed."""


def by_sides(read: Narrowed) -> Narrowed:
    """To the articles that are compared, where both sides name some: two papers, two stories."""
    asked = comparison_question_of(plain_wording(read.question))
    if asked is None or not asked.sides:
        return read
    named = [_side(read, each) for each in asked.sides]
    entries = [each for each in read.entries if any(each in side.entries for side in named)]
    words = [word for side in named for word in side.words]
    if len(words) < len(named) or words[0] == words[-1]:
        return read
    question = f"compare the articles about {asked.matter}" if asked.matter else _COMPARE
    question = read.question if asked.of_first else question
    both = " and ".join([words[0], *(each.removeprefix("in ") for each in words[1:])])
    return read.to(entries, question, both, by_ids=True)


def _side(read: Narrowed, side: str) -> Narrowed:
    """To the articles that a side of a comparison names; to no words where it names none."""
    alone = replace(read, question=f"in {side}")
    # A side is a name: small, "the herald" would be any.
    of_paper = _by_paper(replace(read, question=f"in {side.title()}"))
    if of_paper.words:
        return of_paper
    for what, rest in titles_named(alone.question):
        entries = titled(read.entries, what, set(terms(what)))
        return alone.to(entries, rest, in_titles(entries, what)) if entries else alone
    return alone


def by_paper_and_time(read: Narrowed, today: date) -> Narrowed:
    """To the paper, the author and the time that it names."""
    for narrow in (_by_paper, _by_author):
        read = narrow(read)
    read = _by_time(read, period_of(read.question, today))
    return _since(read, today)


def _by_paper(read: Narrowed) -> Narrowed:
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


def _by_author(read: Narrowed) -> Narrowed:
    bylines = {each.byline for each in read.entries if each.byline}
    for byline, question in authors_named(read.question, sorted(bylines)):
        entries = [each for each in read.entries if each.byline == byline]
        return read.to(entries, question, f"by {re.sub(r'^(?i:by) ', '', byline)}", by_ids=True)
    return read


def _by_time(read: Narrowed, period: Period | None) -> Narrowed:
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


def _since(read: Narrowed, today: date) -> Narrowed:
    """Since what an article's title says that it happened: "since the raid"."""
    match = _SINCE.search(read.question)
    if match is None or read.by_time:
        return read
    what = match["what"]
    found = [each for each in titled(read.entries, what, set(terms(what))) if each.published]
    if not found:
        return read
    first = min(each.published.replace(tzinfo=None) for each in found if each.published)
    rest = (read.question[: match.start()] + read.question[match.end() :]).strip()
    words = f"since the {what}"
    period = Period(first.date(), today, words, 0, 0, is_relative=True, is_own=False)
    entries = [each for each in read.entries if each.published and _within(each, period)]
    within = replace(read.scope, published_from=datetime.combine(period.start, time.min))
    return replace(read.to(entries, rest, words), scope=within, by_time=period)


def _within(entry: Entry, period: Period) -> bool:
    return entry.published is not None and period.start <= entry.published.date() <= period.end


def _paper(source: str) -> str:
    return source.partition(",")[0].strip()
