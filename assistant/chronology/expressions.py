"""Times as an article writes them: dates, weekdays, years, and what is counted from a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from assistant.chronology.moments import Exactness
from index.language.en.calendar import (
    MONTH,
    MONTHS_BY_LETTERS,
    NAMED_DAYS,
    PARTS_OF_THE_DAY,
    PERIODS,
    WEEKDAY,
    WEEKDAYS,
)
from index.language.en.number_words import NUMBERS
from index.language.word_lists import any_of, capitalised

_NUMBER: Final = rf"(?:\d{{1,3}}|{any_of(NUMBERS)}|an?|a\scouple\sof)"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_SIDE: Final = r"(?:[Ll]ast|[Nn]ext|[Tt]his)"
_PART: Final = any_of(PARTS_OF_THE_DAY)
_NAMED_DAY: Final = "".join(rf"(?<!\b{each}\s)" for each in sorted(capitalised(NAMED_DAYS)))

# In order: what is longer and tells more comes first.
_TIME: Final = re.compile(
    rf"""
    (?<![\w-])(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?:(?P<weekday1>{WEEKDAY}),?\s)?(?:the\s)?
      (?P<day1>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month1>{MONTH})(?:,?\s(?P<year1>{_YEAR}))?
    | (?:(?P<weekday2>{WEEKDAY}),?\s)?
      (?P<month2>{MONTH})\s(?P<day2>{_DAY})(?:st|nd|rd|th)?(?![\d.,:]\d|\d|\s?%)
      (?:,?\s(?P<year2>{_YEAR})(?![\d.,]\d|\d))?
    | (?:[Ii]n\s|[Ss]ince\s)?(?P<month10>{MONTH})\s(?:of\s)?(?P<side10>{_SIDE})\syear
    | (?P<month3>{MONTH}),?\s(?:of\s)?(?P<year3>{_YEAR})(?!\d)
    | (?:(?P<side4>{_SIDE})|(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ee]arly|[Ll]ate|[Mm]id)[\s-]
      (?:early\s|late\s|mid-)?)\s?(?P<month4>{MONTH})(?!\s\d)
    | {_NAMED_DAY}(?:(?P<side5>{_SIDE})\s)?(?P<weekday5>{WEEKDAY})(?!s\b)(?:\s{_PART})?
    | (?P<word>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Tt]his\s{_PART}|[Ll]ast\snight)
    | (?P<side6>{_SIDE})\s(?P<period6>{any_of(PERIODS - {"day"})})
    | [Tt]he\s(?P<side7>next|following|previous)\s(?P<period7>{any_of(PERIODS)})
    | (?P<count8>(?i:{_NUMBER}))\s(?P<period8>{any_of(PERIODS)})s?\s
      (?P<side8>ago|later|earlier)
    | (?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring|[Oo]f|[Ee]arly|[Ll]ate|[Aa]fter|[Bb]efore
      |to|and)\s(?:early\s|late\s|mid-)?(?P<year9>{_YEAR})
    )(?![\w-]|[.,:]\d|\s?%)
    """,
    re.VERBOSE,
)
_REPEATED: Final = re.compile(r"(?i)\b(?:every|each|most|any)\s$")
_SPOKEN: Final = 8  # characters in which "every" stands


class Anchor(Enum):
    """What a time is counted from."""

    CALENDAR = "calendar"  # it is a date, whole or in part
    TELLING = "telling"  # the day on which it is told: "yesterday"
    BEFORE = "before"  # the time told last: "two days later"


class TimeExpression(NamedTuple):
    """A time as it is written: `text[start:end]`, and what of a date it has.

    `side` is "last", "next" or "this", `year_side` likewise of a month's year. `steps` periods of
    `exactness` lie between the moment that it is counted from and the one that it means.
    """

    start: int
    end: int
    anchor: Anchor
    exactness: Exactness
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    side: str | None = None
    year_side: str | None = None
    steps: int = 0


_MONTHS: Final = {letters: at for at, letters in enumerate(MONTHS_BY_LETTERS, 1)}
_EXACTNESS: Final = {
    "day": Exactness.DAY,
    "week": Exactness.WEEK,
    "month": Exactness.MONTH,
    "year": Exactness.YEAR,
}
_DAYS_OFF: Final = {"yesterday": -1, "tomorrow": 1, "last night": -1}
SIDES: Final = {"last": -1, "this": 0, "next": 1}


def in_small_letters(text: str) -> str:
    """The text in small letters with plain apostrophes, each character in its place."""
    return "".join(each if len(each) == 1 else "?" for each in map(str.lower, text)).replace(
        "’", "'"
    )


def expressions(text: str, start: int, end: int) -> Iterator[TimeExpression]:
    """The times in a part of a text, in order; not what comes again and again: "every Monday"."""
    for match in _TIME.finditer(text, start, end):
        if not _REPEATED.search(text, max(start, match.start() - _SPOKEN), match.start()):
            yield _expression(match)


def _expression(match: re.Match[str]) -> TimeExpression:
    place, part = match.span(), match.groupdict()
    side = (part["side4"] or part["side5"] or "").lower() or None
    if iso := part["iso"]:
        year, month, day = map(int, iso.split("-"))
        return TimeExpression(
            *place, Anchor.CALENDAR, Exactness.DAY, year=year, month=month, day=day
        )
    if word := part["word"]:
        steps = _DAYS_OFF.get(word.lower(), 0)
        return TimeExpression(*place, Anchor.TELLING, Exactness.DAY, steps=steps)
    if period := part["period6"]:
        steps = SIDES[part["side6"].lower()]
        return TimeExpression(*place, Anchor.TELLING, _EXACTNESS[period], steps=steps)
    if period := part["period7"]:
        steps = -1 if part["side7"] == "previous" else 1
        return TimeExpression(*place, Anchor.BEFORE, _EXACTNESS[period], steps=steps)
    if period := part["period8"]:
        steps = _count(part["count8"].lower()) * (1 if part["side8"] == "later" else -1)
        anchor = Anchor.TELLING if part["side8"] == "ago" else Anchor.BEFORE
        return TimeExpression(*place, anchor, _EXACTNESS[period], steps=steps)
    return _date(place, part, side)


def _date(place: tuple[int, int], part: dict[str, str | None], side: str | None) -> TimeExpression:
    year = part["year1"] or part["year2"] or part["year3"] or part["year9"]
    month = next((part[f"month{at}"] for at in (1, 2, 3, 4, 10) if part[f"month{at}"]), None)
    day = part["day1"] or part["day2"]
    weekday = part["weekday1"] or part["weekday2"] or part["weekday5"]
    exactness = Exactness.YEAR
    if day or weekday:
        exactness = Exactness.DAY
    elif month:
        exactness = Exactness.MONTH
    return TimeExpression(
        *place,
        Anchor.CALENDAR,
        exactness,
        year=int(year) if year else None,
        month=_MONTHS[month[:3].lower()] if month else None,
        day=int(day) if day else None,
        weekday=WEEKDAYS.index(weekday.lower()) if weekday else None,
        side=side,
        year_side=part["side10"].lower() if part["side10"] else None,
    )


def _count(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return 2 if written.endswith("of") else NUMBERS.get(written, 1)
