"""Months, days and weekdays in a text, however they are written: "Jan. 11" is January 11."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from index.language.en.calendar import MONTH, MONTHS_BY_LETTERS, POINTS_IN_TIME, WEEKDAY
from index.language.folding import fold, straighten
from index.language.word_lists import any_of

# The number behind a month is no day where it goes on: "in March 10 % more", "in May 3.5 million".
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,:]\d|\s?%)"
_DATE = re.compile(
    rf"""
    (?:{_DAY.format("before")}\s(?:of\s)?)?
    \b(?P<month>{MONTH})
    (?:\s{_DAY.format("after")})?
    """,
    re.VERBOSE,
)
_LONGEST_LEAD: Final = 10  # characters before "May" that can tell a month from a verb
_LEADING_MAY = re.compile(
    r"(?:\b(?:in|of|on|by|since|until|till|before|after|from|to|and|early|late|last|next|this)\s"
    r"|mid-)$",
    re.IGNORECASE,
)


_POINT = re.compile(
    rf"\b(?P<word>{any_of(POINTS_IN_TIME)})s?\b"
    r"|(?:\b(?:in|by|since|until|last|next|this|early|late)\s|\bmid-)(?P<verb>may|march)\b"
    r"|(?<![\w/.])(?P<digits>\d{1,2}/\d{1,2}(?:/\d{2,4})?)(?![\w/])"
)


class Date(NamedTuple):
    """A month, perhaps with its day, or a weekday; and how it is written."""

    name: str
    day: int | None
    written: str


def missing_dates(claim: Iterable[Date], evidence: Iterable[Date]) -> list[str]:
    """The claim's dates that the evidence does not have, as written.

    A month and day have to stand together in it; a month or a weekday alone, somewhere.
    """
    dates_there = {(each.name, each.day) for each in evidence}
    dates_there |= {(name, None) for name, _ in dates_there}
    return [each.written for each in claim if (each.name, each.day) not in dates_there]


def dates(text: str) -> tuple[Date, ...]:
    """The months, with or without a day, and the weekdays in a text."""
    return tuple(_dates(text))


def points_in_time(text: str) -> list[str]:
    """The months, weekdays and holidays in a text, in small letters as well, and "1/6"."""
    found = _POINT.finditer(fold(text))
    return list(dict.fromkeys(each["word"] or each["verb"] or each["digits"] for each in found))


def _dates(text: str) -> Iterator[Date]:
    plain = straighten(text)
    for match in _DATE.finditer(plain):
        day = match["after"] or match["before"]
        before = max(match.start() - _LONGEST_LEAD, 0), match.start()
        if match["month"] == "May" and not day and not _LEADING_MAY.search(plain, *before):
            continue  # "May he come?"
        month = MONTHS_BY_LETTERS[match["month"][:3].lower()]
        yield Date(month, int(day) if day else None, match[0].strip())
    for match in re.finditer(rf"\b{WEEKDAY}\b", plain):
        yield Date(match[0].lower(), None, match[0])
