"""The time that a question names: "last month", "in September 2018", "yesterday's article"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from assistant.types import day
from index.language.en.calendar import MONTHS, MONTHS_AND_NAMES, MONTHS_BY_LETTERS, SHORT_MONTHS
from index.language.en.number_words import NUMBERS
from index.language.word_lists import any_of

_LEAD: Final = r"(?P<lead>\b(?:in|of|from|during|since|over|within|on|for)\ )?"
_RELATIVE: Final = re.compile(
    rf"""
    {_LEAD}(?:the\ )?\b
    (?: (?P<which>last|past|previous|this)\ (?P<unit>week|month|year)
      | (?P<day>yesterday|today)
      | (?:last|past|previous)\ (?P<count>\d{{1,3}}|{any_of(NUMBERS)})
        \ (?P<units>days|weeks|months|years)
    )\b(?P<own>['’]s\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MONTH: Final = re.compile(
    rf"""
    {_LEAD}(?:the\ )?\b (?:(?P<before>\d{{1,2}})\ )?
    (?P<month>{any_of(MONTHS)}|{any_of(SHORT_MONTHS)}\b\.?)(?![\w])
    (?:\ (?P<after>\d{{1,2}})(?!\d))? (?:,?\ (?P<year>(?:19|20)\d\d)\b)? (?P<own>['’]s\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"(?P<lead>\b(?:in|of|from|during|since)\ )(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "year": 365}


class Period(NamedTuple):
    """Days, both included, as a question names them: `question[at:to]`.

    `is_relative`: they are counted from today. `is_own`: they are an article's ("yesterday's").
    """

    start: date
    end: date
    words: str
    at: int
    to: int
    is_relative: bool
    is_own: bool


def period_of(question: str, today: date) -> Period | None:
    """The time that the question names, if any; no time that has not come."""
    found = _relative(question, today) or _dated(question, today)
    return found if found and found.start <= today else None


def _relative(question: str, today: date) -> Period | None:
    match = _RELATIVE.search(question)
    if match is None:
        return None
    start, end, words = _counted(match, today)
    if (match["lead"] or "").strip().lower() == "since":
        end, words = today, f"since {day(start)}"
    own = match["own"] is not None
    return Period(start, end, words, match.start(), match.end(), is_relative=True, is_own=own)


def _counted(match: re.Match[str], today: date) -> tuple[date, date, str]:
    if match["day"]:
        end = today - timedelta(match["day"].lower() == "yesterday")
        return end, end, day(end)
    if match["count"]:
        count = NUMBERS.get(match["count"].lower()) or int(match["count"])
        start = today - timedelta(count * _DAYS[match["units"].lower().rstrip("s")])
        return start, today, f"since {day(start)}"
    this = match["which"].lower() == "this"
    match match["unit"].lower():
        case "week":
            monday = today - timedelta(today.weekday() + (0 if this else 7))
            return monday, monday + timedelta(6), f"the week of {day(monday)}"
        case "month":
            month = today if this else today.replace(day=1) - timedelta(1)
            return *_whole_month(month), f"{month:%B %Y}"
        case _:
            year = today.year - (not this)
            return date(year, 1, 1), date(year, 12, 31), str(year)


def _dated(question: str, today: date) -> Period | None:
    """A month, a day or a year by its name."""
    for match in _MONTH.finditer(question):
        name = match["month"].lower().rstrip(".")
        bare = not (match["lead"] or match["year"] or match["before"] or match["after"])
        # "May the mayor leave?" names no month.
        if bare and (name in MONTHS_AND_NAMES):
            continue
        month = MONTHS.index(MONTHS_BY_LETTERS[name[:3]]) + 1
        year = int(match["year"] or (today.year if month <= today.month else today.year - 1))
        return _of_days(match, _of_month(match, year, month), today)
    match_year = _YEAR.search(question)
    if match_year is None:
        return None
    year = int(match_year["year"])
    return _of_days(match_year, (date(year, 1, 1), date(year, 12, 31), str(year)), today)


def _of_month(match: re.Match[str], year: int, month: int) -> tuple[date, date, str]:
    number = int(match["before"] or match["after"] or 0)
    if 1 <= number <= monthrange(year, month)[1]:
        only = date(year, month, number)
        return only, only, day(only)
    first = date(year, month, 1)
    return *_whole_month(first), f"{first:%B %Y}"


def _of_days(match: re.Match[str], days: tuple[date, date, str], today: date) -> Period:
    start, end, words = days
    if (match["lead"] or "").strip().lower() == "since":
        end, words = today, f"since {words}"
    own = "own" in match.re.groupindex and match["own"] is not None
    return Period(start, end, words, match.start(), match.end(), is_relative=False, is_own=own)


def _whole_month(of: date) -> tuple[date, date]:
    return of.replace(day=1), of.replace(day=monthrange(of.year, of.month)[1])
