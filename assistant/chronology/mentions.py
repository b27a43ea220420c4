"""The times of an article as moments of the calendar, where it is plain which they are.

A bare weekday is the nearest past one where the text tells of the past, the nearest to come where
it tells of the future; a date without a year likewise. Where the tense leaves it open, or somebody
is quoted who spoke on an unknown day, nothing is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.attribution.syntax.quotations import overlapping, quotations
from assistant.chronology.expressions import SIDES, Anchor, TimeExpression, expressions
from assistant.chronology.moments import Exactness, Moment, later
from assistant.chronology.tense import Tense, tense_at
from index.language.languages import language_of
from index.language.sentences import sentences
from index.types import Article, Sentence

_NEAR: Final = timedelta(120)
"""So near a date without a year is, where the tense does not tell which year is meant."""


class TimeMention(NamedTuple):
    """A time in a paragraph, `text[start:end]`, in one of its sentences.

    `moment` is None where it is not plain which it is. `is_whole` says that what is written gives
    the moment by itself: "3 March 2025", "in 1999".
    """

    sentence: Sentence
    start: int
    end: int
    written: str
    moment: Moment | None
    is_whole: bool
    tense: Tense


@lru_cache(maxsize=512)
def time_mentions(article: Article, paragraph: int) -> tuple[TimeMention, ...]:
    """The times in a paragraph, in order; none in a language without rules."""
    if not language_of(article.language).has_rules:
        return ()
    return tuple(_mentions(article, paragraph))


def _mentions(article: Article, paragraph: int) -> Iterator[TimeMention]:
    text = article.paragraph(paragraph).text
    published = article.published.date() if article.published else None
    quoted = quotations(text)
    told: list[Moment | None] = []  # by the sentence before, and then by this one
    years: set[int] = set()
    for sentence in sentences(text):
        here: list[Moment | None] = []
        found = [*expressions(text, sentence.start, sentence.end)]
        years |= {each.year for each in found if each.year}
        for each in found:
            tense = tense_at(text, sentence, each.start, each.end)
            is_quoted = bool(overlapping(quoted, each.start, each.end))
            moment = _moment(each, tense, here or told, years, None if is_quoted else published)
            is_whole = each.anchor is Anchor.CALENDAR and each.year is not None
            written = text[each.start : each.end]
            yield TimeMention(sentence, each.start, each.end, written, moment, is_whole, tense)
            here.append(moment)
        told = here or told


def moment_of(written: str, published: date) -> Moment | None:
    """The moment that a text means which is a time and no more, told of the past; else None."""
    found = [*expressions(written, 0, len(written))]
    if len(found) != 1:
        return None
    return _moment(found[0], Tense.PAST, [], set(), published)


def _moment(
    each: TimeExpression,
    tense: Tense,
    told: list[Moment | None],
    years: set[int],
    published: date | None,
) -> Moment | None:
    """The moment that is meant; without a day of publication only what gives it by itself."""
    if each.anchor is Anchor.BEFORE:
        before = told[0] if len({*told}) == 1 else None
        return later(before, each.steps, each.exactness) if before else None
    if year := _year(each, published):
        day = _day(year, each)
        return Moment.of(day, each.exactness) if day else None
    if published is None:
        return None
    if each.anchor is Anchor.TELLING:
        return later(Moment(published, Exactness.DAY), each.steps, each.exactness)
    if each.month is None:
        return _weekday(each, tense, published)
    # In a paragraph on another year its dates are of that one, or of none that is told.
    is_of_another = years - {published.year} and tense is not Tense.FUTURE
    return None if is_of_another else _of_some_year(each, tense, published)


def _year(each: TimeExpression, published: date | None) -> int | None:
    """The year that is written, or told from the day of publication: "March last year"."""
    if each.year_side and published:
        return published.year + SIDES[each.year_side]
    return each.year


def _weekday(each: TimeExpression, tense: Tense, published: date) -> Moment | None:
    back = (published.weekday() - (each.weekday or 0)) % 7
    on = (-back) % 7
    day = None
    if each.side == "last":
        # On a Thursday "last Tuesday" may be two days ago or nine.
        day = published - timedelta(back or 7) if back == 0 or back > published.weekday() else None
    elif each.side == "next":
        day = published + timedelta(on or 7) if on == 0 or on > 6 - published.weekday() else None
    elif tense is Tense.PAST:
        day = published - timedelta(back)
    elif tense is Tense.FUTURE and on:  # on its own day it may be today, or in a week
        day = published + timedelta(on)
    return Moment(day, Exactness.DAY) if day else None


def _of_some_year(each: TimeExpression, tense: Tense, published: date) -> Moment | None:
    """A month or a day of it, in the year that fits."""
    near = [
        Moment.of(day, each.exactness)
        for year in (published.year - 1, published.year, published.year + 1)
        if (day := _day(year, each)) is not None
    ]
    today = Moment.of(published, each.exactness)
    past = [moment for moment in near if moment < today or (moment == today and each.day)]
    coming = [moment for moment in near if moment > today or (moment == today and each.day)]
    if each.side == "this":
        return next((moment for moment in near if moment.first.year == published.year), None)
    if each.side == "last" or (tense is Tense.PAST and each.side is None):
        # "In May", in May: of this one or the last?
        return past[-1] if past and (each.side or each.day or today not in near) else None
    if each.side == "next" or tense is Tense.FUTURE:
        return coming[0] if coming and (each.side or each.day or today not in near) else None
    close = [moment for moment in near if abs(moment.first - published) <= _NEAR]
    return close[0] if len(close) == 1 else None


def _day(year: int, each: TimeExpression) -> date | None:
    try:
        day = date(year, each.month or 1, each.day or 1)
    except ValueError:  # 29 February
        return None
    return day if each.weekday in (None, day.weekday()) or each.day is None else None
