"""Months, days and weekdays in a claim that the evidence does not have: "Jan. 11" is January 11."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.language.en.calendar import MONTH, MONTHS_BY_LETTERS, WEEKDAY
from index.language.folding import straighten

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


def missing_dates(claim: str, evidence: str) -> list[str]:
    """The claim's dates that the evidence does not have, as written.

    A month and day have to stand together in it; a month or a weekday alone, somewhere.
    """
    known = {date for date, _ in _dates(evidence)}
    known |= {(month, None) for month, _ in known}
    return [written for date, written in _dates(claim) if date not in known]


def _dates(text: str) -> Iterator[tuple[tuple[str, int | None], str]]:
    plain = straighten(text)
    for match in _DATE.finditer(plain):
        day = match["after"] or match["before"]
        before = max(match.start() - _LONGEST_LEAD, 0), match.start()
        if match["month"] == "May" and not day and not _LEADING_MAY.search(plain, *before):
            continue  # "May he come?"
        yield (
            (MONTHS_BY_LETTERS[match["month"][:3].lower()], int(day) if day else None),
            match[0].strip(),
        )
    for match in re.finditer(rf"\b{WEEKDAY}\b", plain):
        yield (match[0].lower(), None), match[0]
