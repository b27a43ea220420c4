"""What happened when: the articles' dated sentences in the order of what they tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.answerers.matter import Matter
from assistant.answerers.summaries import of_event
from assistant.attribution.reported_speech.datelines import dateline_end
from assistant.chronology import Moment, moment_of
from assistant.chronology.events import Event, events
from assistant.questions.forms.chronology_questions import (
    ChronologyQuestion,
    Relation,
    chronology_question_of,
)
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.types import Basis, Note, NoteKind
from index.language.en.calendar import MONTHS, WEEKDAYS
from index.language.terms import terms
from index.types import Article, Place, Sentence

MOST: Final = 25
"""Events that are told at most."""

_SAME: Final = 0.8
"""Share of the words of two sentences about one moment from which on they tell the same."""


def answer(asked: Asked) -> Found | None:
    """The events that are asked for, the first of them first; None when none is dated."""
    question = chronology_question_of(asked.text)
    if question is None:
        return None
    dated = [event for article in asked.articles for event in events(article)]
    told = _in_order(_asked_for(question, dated, asked))
    if not told:
        # "In the raid" names no time, but what happened.
        is_event = question.relation is Relation.ON and not _moments(question.matter, dated)
        return of_event(question.matter, asked.articles) if is_event else None
    lines = _without_doubles(told)
    notes = []
    if not all(event.mention.is_whole for event in told):
        worked_out = "Days that are not printed are worked out from each article’s date."
        notes.append(Note(NoteKind.TIME, worked_out))
    if len(lines) > MOST:
        more = f"These are {MOST} of {len(lines)} dated events: ask for a part of them."
        notes.append(Note(NoteKind.MORE, more))
    return Found(tuple(lines[:MOST]), tuple(notes))


def _asked_for(question: ChronologyQuestion, told: Sequence[Event], asked: Asked) -> list[Event]:
    matter = Matter(question.matter)
    if question.relation is Relation.ALL:
        return [each for each in told if matter.has(each.article, each.paragraph)]
    if question.relation is Relation.NEXT:
        cited = {*asked.question.cited}
        last = [each for each in told if Place(each.article.id, each.paragraph) in cited]
        if moments := [each.moment for each in last]:
            return _later(told, max(moments))
    if question.relation in (Relation.NEXT, Relation.COMING):
        about = [each for each in told if matter.has(each.article, each.paragraph)]
        return [each for each in about if _is_to_come(each)]
    if by_article := _moments(question.matter, told):
        return _at(question.relation, told, by_article)
    return _around(question.relation, told, matter)


def _moments(written: str, told: Iterable[Event]) -> dict[Article, Moment]:
    """What a time in a question means, by each article's date: "tuesday", "january 3"."""
    words = [
        word.capitalize() if word in MONTHS or word in WEEKDAYS else word
        for word in written.split()
    ]
    written = " ".join(words)
    # "In" and the like are read as parts of the question.
    tries = written, f"in {written}"
    found = {}
    for article in {each.article for each in told}:
        if article.published is None:
            continue
        for each in tries:
            if moment := moment_of(each, article.published.date()):
                found[article] = moment
                break
    return found


def _at(relation: Relation, told: Iterable[Event], moments: dict[Article, Moment]) -> list[Event]:
    kept = []
    for each in told:
        moment = moments.get(each.article)
        if moment is None:
            continue
        is_on = moment.contains(each.moment.first) or each.moment == moment
        is_kept = {
            Relation.AFTER: each.moment.first > moment.last,
            Relation.BEFORE: each.moment.last < moment.first,
        }.get(relation, is_on)
        if is_kept:
            kept.append(each)
    return kept


def _around(relation: Relation, told: Sequence[Event], matter: Matter) -> list[Event]:
    """The events after or before the one that is named, which has to be dated."""
    shares = [matter.share_in(each.sentence.text, each.article) for each in told]
    most = max(shares, default=0.0)
    named = [each for each, share in zip(told, shares, strict=True) if share and share == most]
    behind = [each for each in named if matter.follows_after(each.sentence.text)]
    itself = [each for each in named if each not in behind]
    if not (itself or behind) or relation is Relation.ON:
        return []
    about = {each.article for each in named}
    told = [each for each in told if each.article in about]
    start = min((itself or behind), key=lambda each: each.moment).moment
    if relation is Relation.BEFORE:
        return [each for each in told if each.moment.last < start.first]
    return [each for each in told if each in behind or each.moment.first > start.last]


def _later(told: Iterable[Event], moment: Moment) -> list[Event]:
    return [each for each in told if each.moment.first > moment.last]


def _is_to_come(each: Event) -> bool:
    """Whether it is later than its article."""
    published = each.article.published
    return published is not None and each.moment.last > published.date()


def _in_order(told: Iterable[Event]) -> list[Event]:
    """By the day that each begins with, what is known least exactly first."""
    return sorted(told, key=lambda each: (each.moment.first, -each.moment.exactness))


def _without_doubles(told: Iterable[Event]) -> list[ScoredSentence]:
    """A line for each event, once with all its places."""
    lines: list[ScoredSentence] = []
    kept: list[tuple[Event, set[str]]] = []
    for each in told:
        words = set(terms(each.sentence.text))
        at = next((at for at, other in enumerate(kept) if _is_same(each, words, *other)), None)
        if at is None:
            kept.append((each, words))
            lines.append(_line(each))
        elif (quote := Quote(each.article, each.paragraph, each.shown)) not in lines[at].quotes:
            lines[at] = replace(lines[at], also=(*lines[at].also, quote))
    return lines


def _is_same(one: Event, words: set[str], other: Event, others: set[str]) -> bool:
    """Whether two events of one moment are one, or one is within what is shown of the other."""
    if one.moment != other.moment:
        return False
    if (one.article, one.paragraph) == (other.article, other.paragraph):
        return other.shown.start <= one.sentence.start and one.sentence.end <= other.shown.end
    return len(words & others) >= _SAME * max(len(words | others), 1)


def _line(event: Event) -> ScoredSentence:
    written = "" if event.is_single or event.mention.is_whole else f" (“{event.mention.written}”)"
    # Without "PARIS (AP) — ", which would stand in the middle of the line.
    paragraph = event.article.paragraph(event.paragraph).text
    start = max(event.shown.start, dateline_end(paragraph))
    shown = Sentence(paragraph[start : event.shown.end], start, event.shown.end)
    text = f"{event.moment.short}{written}: {' '.join(shown.text.split())}"
    place = event.article, event.paragraph, shown
    return ScoredSentence(text, *place, 1.0, Basis.LEDGER)
