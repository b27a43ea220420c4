"""Date lines: "02:24 PM, Feb 23, 2026", "Updated 23 February 2026, 14:24 GMT", "3 hours ago".

By hand, because the question is which line is nothing but a date. Of dateparser 1.5, strict: it
reads 13 of the 15 forms in the tests, takes "just now" and the ambiguous 03/04/2026 for a day, and
needs 60 ms a line (this: .02), of which a page has hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from index.language.languages import LANGUAGES
from index.language.word_lists import word_set

LONGEST = 100  # characters of a date
# English, French, German, Spanish, Italian, Portuguese; an unambiguous beginning will do.
_MONTHS = tuple(
    frozenset(name for names in months for name in names)
    for months in zip(*(language.months for language in LANGUAGES), strict=True)
)
_WEEKDAYS = frozenset().union(*(language.weekdays for language in LANGUAGES))
_UPDATED = word_set("updated modified edited actualizado aktualisiert aggiornato")
# Words that a date line may hold; the zones here mean several offsets, so they set none.
_LABELS = _UPDATED | word_set(
    """
    published posted created date time first last publié publicado veröffentlicht pubblicato stand
    le el am on at um à a de del las hrs hours uhr local ist cst ct et pt
    """
)
_UTC_OFFSETS = {  # in hours
    "z": 0, "gmt": 0, "utc": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9,
    "hkt": 8, "sgt": 8,
}  # fmt: skip

_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})(?!\d)日?",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b",
        r"\b(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})\b",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ -](?:of |de )?(?P<name>[^\W\d_]{3,})\.?,?"
        r"[ -](?:de |del )?(?P<year>\d{4})\b",
        r"\b(?P<name>[^\W\d_]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})\b",
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)? (?:of |de )?(?P<name>[^\W\d_]{3,})\b",
        r"\b(?P<name>[^\W\d_]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?\b",
    )
]
_TIME = re.compile(
    r"\bT?(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
    r"(?!\d) ?(?P<half>[ap](?=\.?m\b)\.?m\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_AGO = re.compile(
    r"(?:(?:last )?(?:published|updated|posted):? )?"
    r"(?:(?:about |over )?(?:an?|\d+) ?(?:[smhd]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?"
    r"|weeks?|months?|years?) ago|just now)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a date line states: "3 hours ago", "Feb 23" and an ambiguous 03/04/2026 state no day."""

    day: date | None = None
    time: time | None = None
    updated: bool = False


def read_stamp(line: str) -> Stamp | None:
    """The date, the time or both that a line states; None when it says anything else too."""
    if _AGO.fullmatch(line):
        return Stamp()
    found_day = next((match for pattern in _DATES if (match := pattern.search(line))), None)
    rest = _without(line, found_day)
    times = (match for match in _TIME.finditer(rest) if match["minute"] or match["half"])
    found_time = next(times, None)
    rest = _without(rest, found_time)
    words = re.findall(r"[+-]\d{1,2}(?::?\d\d)?|\w+", rest.lower())
    if (found_day is None and found_time is None) or not all(map(_belongs, words)):
        return None
    zone = next((zone for word in reversed(words) if (zone := _zone(word))), None)  # UTC +5:30
    try:
        return Stamp(
            day=_day(found_day) if found_day else None,
            time=_time(found_time, zone) if found_time else None,
            updated=not _UPDATED.isdisjoint(words),
        )
    except ValueError:  # the 31st of February, the 14th month
        return None


def published(stamps: Iterable[Stamp]) -> datetime | None:
    """When an article with these date lines was first published, as far as they say."""
    stamps = sorted(stamps, key=lambda stamp: stamp.updated)
    dated = next((stamp for stamp in stamps if stamp.day), None)
    if dated is None or dated.day is None:
        return None
    times = (stamp.time for stamp in stamps if stamp.time and stamp.day is None)
    return datetime.combine(dated.day, dated.time or next(times, time()))


def read_date(text: str) -> datetime | None:
    """The date and time that a text states; midnight when it states no time."""
    stamp = read_stamp(text.strip()) if len(text) <= LONGEST else None
    return published([stamp]) if stamp else None


def _without(line: str, match: re.Match[str] | None) -> str:
    return line if match is None else f"{line[: match.start()]} {line[match.end() :]}"


def _belongs(word: str) -> bool:
    """Whether a date line may hold this word besides the date and the time."""
    return (
        word in _LABELS
        or _zone(word) is not None
        or (len(word) >= 3 and any(weekday.startswith(word) for weekday in _WEEKDAYS))
    )


def _zone(word: str) -> timezone | None:
    if word in _UTC_OFFSETS:
        return timezone(timedelta(hours=_UTC_OFFSETS[word]))
    if match := _OFFSET.fullmatch(word):
        offset = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
        if offset < timedelta(days=1):
            return timezone(-offset if match["sign"] == "-" else offset)
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts.get("month") or 0)
    if "year" not in parts:
        return None
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        if first <= 12 and second <= 12 and first != second:
            return None  # day or month first: nobody can tell
        return date(year, min(first, second), max(first, second))
    return date(year, month, int(parts["day"]))


def _month(name: str) -> int:
    """The number of the only month that begins so; ValueError when there is none."""
    name = name.casefold()
    (number,) = (
        number
        for number, names in enumerate(_MONTHS, 1)
        if any(month.startswith(name) for month in names)
    )
    return number


def _time(match: re.Match[str], zone: timezone | None) -> time:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0), tzinfo=zone)
