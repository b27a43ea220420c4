"""A moment of the calendar, as exact as an article gives it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple

from index.language.en.calendar import MONTHS, WEEKDAYS


class Exactness(IntEnum):
    """How exactly a moment is known, the finest first."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    YEAR = 3


class Moment(NamedTuple):
    """A day, or the week, month or year that begins with it."""

    first: date
    exactness: Exactness

    @classmethod
    def of(cls, day: date, exactness: Exactness) -> Moment:
        """The day, or the week, month or year that it is in."""
        match exactness:
            case Exactness.DAY:
                first = day
            case Exactness.WEEK:
                first = day - timedelta(day.weekday())
            case Exactness.MONTH:
                first = day.replace(day=1)
            case Exactness.YEAR:
                first = day.replace(month=1, day=1)
        return cls(first, exactness)

    @property
    def last(self) -> date:
        """Its last day."""
        match self.exactness:
            case Exactness.DAY:
                return self.first
            case Exactness.WEEK:
                return self.first + timedelta(6)
            case Exactness.MONTH:
                return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])
            case Exactness.YEAR:
                return self.first.replace(month=12, day=31)

    def contains(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last

    @property
    def short(self) -> str:
        """The moment before a sentence: "Tue 25 Sep 2018", "Sep 2018"."""
        day, month, weekday = self.first.day, self._month[:3], self._weekday[:3]
        return self._worded(weekday, day, month)

    @property
    def long(self) -> str:
        """The moment in a sentence: "25 September 2018", "the week of 24 September 2018"."""
        if self.exactness is Exactness.WEEK:
            return f"the week of {self.first.day} {self._month} {self.first.year}"
        return self._worded("", self.first.day, self._month)

    def _worded(self, weekday: str, day: int, month: str) -> str:
        match self.exactness:
            case Exactness.DAY:
                return f"{weekday} {day} {month} {self.first.year}".strip()
            case Exactness.WEEK:
                return f"Week of {day} {month} {self.first.year}"
            case Exactness.MONTH:
                return f"{month} {self.first.year}"
            case Exactness.YEAR:
                return str(self.first.year)

    @property
    def _month(self) -> str:
        return MONTHS[self.first.month - 1].capitalize()

    @property
    def _weekday(self) -> str:
        return WEEKDAYS[self.first.weekday()].capitalize()


def later(moment: Moment, count: int, exactness: Exactness) -> Moment | None:
    """The moment so many days, weeks, months or years later; earlier when `count` is negative.

    None where the calendar ends, or the moment is not known as exactly as that.
    """
    if moment.exactness > exactness:
        return None
    first = moment.first
    try:
        if exactness <= Exactness.WEEK:
            day = first + timedelta(count * (7 if exactness is Exactness.WEEK else 1))
        else:
            months = first.year * 12 + first.month - 1
            months += count * (12 if exactness is Exactness.YEAR else 1)
            day = date(months // 12, months % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return Moment.of(day, exactness)
