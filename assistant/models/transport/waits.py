"""How long an endpoint asks to be left alone: in headers and in words, in everybody's way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}
_PART: Final = (
    r"\d{1,9}(?:\.\d{1,9})?\s?"
    r"(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)\b"
)
_RUN_ON: Final = r"(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h|d))+"
_DURATION: Final = re.compile(rf"{_RUN_ON}|{_PART}", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s?(ms|milli|[smhd])", re.IGNORECASE)

# "Please try again in 7.66s" (OpenAI, Groq), "retry after 20 seconds" (Azure), "Please retry in
# 17.3s" (Gemini), "wait 30 seconds", "retryDelay: 17s".
_IN_WORDS: Final = re.compile(
    r"(?:again|retry|wait|reset|delay|available)\w{0,6}[^\d\n]{0,24}?"
    rf"({_RUN_ON}|{_PART}(?:,? (?:and )?{_PART}){{0,2}})",
    re.IGNORECASE,
)

_BARE: Final = re.compile(
    r"retry[-_ ]?(?:after|in|delay)(?:[-_ ]?(ms|milli\w{0,8}|s|secs?|seconds?))?\W{1,5}"
    r"(\d{1,9}(?:\.\d{1,6})?)\b(?!\s?[a-z])",
    re.IGNORECASE,
)
"""Seconds, or thousandths of them, in a field of a body."""

_ABROAD: Final = {
    "秒|sek(?:unden?)?|secondes?|secondi|segundos?|секунд": 1.0,
    "分|minuten|minutes|minuti|minutos?|минут": 60.0,
    "小时|時間|stunden?|heures?|ore|horas?|час": 3_600.0,
}
"""Units of other languages by their beginnings."""

_FOREIGN: Final = [
    (re.compile(rf"(?<![\d.每/])(\d{{1,6}}(?:\.\d{{1,3}})?)\s?(?:{unit})", re.IGNORECASE), seconds)
    for unit, seconds in _ABROAD.items()
]
_PER: Final = re.compile(r"(?:\b(?:per|pro|par|por|za|every|each)|[每/])\s?$", re.IGNORECASE)
"""What a limit has before its time, which is no wait."""

_RESET: Final = re.compile(r"(?:x-|anthropic-)?ratelimit-(?:(\w+)-)?reset(?:-(\w+))?")
"""Headers in which limits say when they are reset: OpenAI's, Anthropic's, the draft standard's."""

_EPOCH: Final = 1_000_000_000  # from here on a number is a time, in seconds or thousandths


def told_wait(headers: Mapping[str, str], words: str, now: datetime | None = None) -> float | None:
    """The seconds to wait that an endpoint's refusal tells; None where it tells none.

    `now` is the time that dates are compared with.
    """
    now = now or datetime.now(UTC)
    lower = {name.lower(): value.strip() for name, value in headers.items()}
    milliseconds = _number(lower.get("retry-after-ms", ""))
    header = _moment(lower.get("retry-after", ""), now)
    asked = header if milliseconds is None else milliseconds / 1_000
    told = [wait for wait in (asked, *_in_words(words)) if wait is not None]
    return max(told) if told else _reset(lower, now)


def spoken_wait(seconds: float) -> str:
    """A wait as it is said: `in 45 seconds`, `in 20 minutes`, `in 3 hours`."""
    for unit, length in (("second", 1), ("minute", 60), ("hour", 3_600)):
        count = max(1, -int(-seconds // length))
        if count < 100 or unit == "hour":
            return f"in {count} {unit}{'' if count == 1 else 's'}"
    raise AssertionError


def _moment(value: str, now: datetime) -> float | None:
    """Seconds until what a header says: a number of seconds, a duration, a date or a time."""
    number = _number(value)
    if number is not None:
        return _until(number, now) if number >= _EPOCH else number
    if _DURATION.fullmatch(value):
        return _seconds(value)
    for parsed in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = parsed(value)
        except ValueError:
            continue
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (aware - now).total_seconds())
    return None


def _in_words(words: str) -> Iterator[float]:
    """The waits in an endpoint's own words."""
    for said in _IN_WORDS.finditer(words):
        yield _seconds(said[1])
    for bare in _BARE.finditer(words):
        yield float(bare[2]) / (1_000 if (bare[1] or "").lower().startswith("m") else 1)
    for pattern, unit in _FOREIGN:
        for found in pattern.finditer(words):
            if not _PER.search(words[max(found.start() - 8, 0) : found.start()]):
                yield float(found[1]) * unit


def _reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """When the limits that are used up are reset.

    Where none says so, the last of those of a minute counts, or the first of the longer ones.
    """
    used_up: list[float] = []
    others: list[float] = []
    for name, value in headers.items():
        if not _RESET.fullmatch(name):
            continue
        wait = _moment(value, now)
        if wait is not None:
            left = headers.get(name.replace("reset", "remaining"), "")
            (used_up if _number(left) == 0 else others).append(wait)
    if used_up:
        return max(used_up)
    of_a_minute = [wait for wait in others if wait <= _UNITS["m"]]
    return max(of_a_minute, default=min(others, default=None))


def _until(epoch: float, now: datetime) -> float:
    seconds = epoch / 1_000 if epoch >= _EPOCH * 1_000 else epoch
    return max(0.0, seconds - now.timestamp())


def _seconds(duration: str) -> float:
    """The seconds of a duration such as `1h2m3.5s`, `850ms` or `2 minutes and 3 seconds`."""
    total = 0.0
    for amount, unit in _AMOUNT.findall(duration):
        name = "ms" if unit.lower().startswith(("ms", "milli")) else unit.lower()
        total += float(amount) * _UNITS[name]
    return total


def _number(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,15}(?:\.\d{1,9})?", value) else None
