"""Numbers that follow from others by one step that the claim names: a sum, a share, a rate, miles.

Of a paragraph's few numbers almost any other is derived (`derived_numbers`), which excuses a number
from a contradiction, and proves nothing. Here most steps count only where the claim says that it
takes one: "in all", "percent", "times", "miles".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Final

from assistant.verification.detectors.derived_numbers import COUNTED
from assistant.verification.detectors.numbers import numbers
from index.language.folding import fold

_MOST: Final = 60
"""Numbers that are combined, of a text with more: every pair of them is tried."""

_ROUNDED: Final = 0.03
"""How far a number may be off, for "about", as a share of itself."""

YEARS: Final = range(1000, 2200)
"""Numbers that are rather years."""

_LONGEST_TIME: Final = 100  # years from one that is named to one that is told

_ABOUT: Final = re.compile(
    r"\b(?:about|around|roughly|approximately|some|nearly|almost|close to|over|under|just"
    r"|(?:more|less|fewer) than|at (?:least|most)|as many as|up to|not quite)\s(?:[\w$€£]+\s){0,2}$"
)
_SUM: Final = re.compile(
    r"\b(?:in all|total\w*|altogether|together|combined|between them|both|sum|overall)\b"
)
_SHARE: Final = re.compile(r"%|\bper\s?cent\b")
_RATIO: Final = re.compile(
    r"\b(?:times|fold|twice|thrice|doubl\w+|trebl\w+|tripl\w+|half|halv\w+|thirds?|quarters?"
    r"|fifths?|tenths?|each|every|per|apiece|out of|in every)\b"
)
_PRODUCT: Final = re.compile(
    r"[$€£¥]|\b(?:euros?|dollars?|pounds?|crowns?|square|acres|hectares|cubic|in all|total\w*)\b"
)
_UNITS: Final = (
    (re.compile(r"\b(?:miles?|mph|kilomet(?:er|re)s?|km|kph)\b"), 1.609),
    (re.compile(r"\b(?:pounds?|lbs?|kilos?|kilograms?|kg)\b"), 0.4536),
    (re.compile(r"\b(?:inch(?:es)?|centimet(?:er|re)s?|cm)\b"), 2.54),
    (re.compile(r"\b(?:feet|foot|ft|met(?:er|re)s?|m)\b"), 0.3048),
)
_DEGREES: Final = re.compile(r"°|\b(?:degrees?|celsius|fahrenheit)\b")
_LONG_TIMES: Final = {"decade": 10.0, "century": 100.0, "centuries": 100.0}


def is_reckoned(
    value: float, written: str, claim: str, source: str, years: Collection[int]
) -> bool:
    """Whether a claim's number follows from those of its source by one step that the claim names.

    A few things may be counted, in words. Further `years` are known beside the source's own.
    """
    if value <= COUNTED and not written[0].isdigit():
        return True
    claim, source = fold(claim), fold(source)
    known = numbers(source)
    known.update({each: word for word, each in _LONG_TIMES.items() if word in source})
    if value in YEARS and not _is_amount(written, claim):
        return value in years or any(value == each for each in _years(known, source))
    amounts = [each for each in known if each not in YEARS][:_MOST]
    dates = [each for each in known if each in YEARS]
    before = claim[: max(claim.find(written), 0)]
    off = _ROUNDED * value if _ABOUT.search(before[-40:]) else 0.0
    exact = partial(_is_near, value, off=off)
    rounded = partial(_is_near, value, off=max(off, 0.5))
    return any(
        (
            _any(exact, amounts if off else ()),
            _any(exact, (abs(a - b) for some in (amounts, dates) for a in some for b in some)),
            _any(exact, _sums(amounts, claim)),
            _any(
                exact, (a * b for a in amounts for b in amounts) if _PRODUCT.search(claim) else ()
            ),
            _any(rounded, _rates(amounts, claim)),
            _any(rounded, _shares(known, amounts, claim, source)),
            _any(rounded, _converted(amounts, claim)),
        )
    )


def _is_amount(written: str, claim: str) -> bool:
    """Whether what could be a year counts something: "1,500", "1990 people"."""
    return "," in written or re.search(rf"[$€£¥]\s?{re.escape(written)}", claim) is not None


def _any(test: Callable[[float], bool], candidates: Collection[float] | Iterator[float]) -> bool:
    return any(map(test, candidates))


def _is_near(value: float, candidate: float, off: float) -> bool:
    return abs(candidate - value) <= off


def _years(known: dict[float, str], source: str) -> Iterator[float]:
    """The years that lie so many years before or after one: of an age, "25 years later"."""
    for span, written in known.items():
        number = re.escape(written)
        ages = rf"(?<!\w){number}[\s-](?:\w+\s)?years?\b|\baged?\s{number}\b|,\s{number},"
        if span <= _LONGEST_TIME and re.search(ages, source):
            yield from (year + way * span for year in known if year in YEARS for way in (-1, 1))


def _sums(amounts: Collection[float], claim: str) -> Iterator[float]:
    """Sums where the claim speaks of one, or of all and others, or names both parts."""
    named = numbers(claim)
    summed = _SUM.search(claim) is not None
    for one in amounts:
        if re.search(r"\bothers?\b", claim):
            yield one - 1
        for other in amounts:
            if summed or (one in named and other in named):
                yield one + other


def _rates(amounts: Collection[float], claim: str) -> Iterator[float]:
    if not _RATIO.search(claim):
        return
    for one in amounts:
        yield from (2 * one, one / 2)
        yield from (one / other for other in amounts if other)


def _shares(
    known: dict[float, str], amounts: Collection[float], claim: str, source: str
) -> Iterator[float]:
    """Percentages: of one in another, of a change, and the rest of one that is named."""
    if not _SHARE.search(claim):
        return
    for one in amounts:
        if re.search(rf"(?<!\w){re.escape(known[one])}\s?(?:%|per\s?cent\b)", source):
            yield 100 - one
        for other in filter(None, amounts):
            yield from (100 * one / other, 100 * abs(one - other) / other)


def _converted(amounts: Collection[float], claim: str) -> Iterator[float]:
    factors = [factor for unit, factor in _UNITS if unit.search(claim)]
    for one in amounts:
        for factor in factors:
            yield from (one * factor, one / factor)
        if _DEGREES.search(claim):
            yield from (one * 9 / 5 + 32, (one - 32) * 5 / 9)
