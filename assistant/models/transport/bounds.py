"""Between which numbers a refusal asks a parameter to be, by what was sent and what it names.

The numbers tell more than the words: "[1, 4096]", "6144 > 4096", "from 1 to 451 (exclusive)" and
"the model's limit is 4096" all say too much of a 6144, and too little of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PAIR: Final = re.compile(r"\[\s?(\d{1,9})\s?,\s?(\d{1,9})\s?\]")
_WORD: Final = re.compile(r"[A-Za-z0-9_.,–-]+")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3}){1,2}")
_RANGE: Final = re.compile(r"(\d{1,9})(?:[-–]|\.\.)(\d{1,9})")

_BEYOND: Final = re.compile(
    r"(?i)>(?!=)|\b(?:greater|more|larger|higher) than(?! or\b)|\babove\b|\bexclusive\b"
)
_SHORT_OF: Final = re.compile(
    r"(?i)<(?!=)|\b(?:less|fewer|smaller|lower) than(?! or\b)|\b(?:below|under|exclusive)\b"
)

# Where what was sent lies between the numbers, the words have to say which of them is meant.
_NUMBER: Final = r"\D{0,12}(\d{1,7})"
_AT_LEAST: Final = re.compile(
    rf"(?i)(?:at least|minimum(?: value)?(?: is| of)?|>=|greater than or equal to){_NUMBER}"
)
_AT_MOST: Final = re.compile(
    r"(?i)(?:at most|maximum(?: value)?(?: is| of)?|<=|less than or equal to|no more than"
    rf"|limit(?: is| of)?){_NUMBER}"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a parameter has to be, at least or at the most; None where that is not told."""

    least: int | None = None
    most: int | None = None


def told_bounds(words: str, sent: int) -> Bounds:
    """The bound that a value broke: it is above all the numbers named, or below them all."""
    named = set(numbers(words))
    others = named - {sent}
    if not others:
        return Bounds()
    if sent > max(others):
        if sent in named and max(others) <= 1 and _SHORT_OF.search(words):
            return Bounds(most=sent - 1)  # "from 1 to 4097 (exclusive)"
        return Bounds(most=max(others) - bool(_SHORT_OF.search(words)))
    if sent < min(others):
        return Bounds(least=min(others) + bool(_BEYOND.search(words)))
    most, least = _AT_MOST.search(words), _AT_LEAST.search(words)
    if most and int(most[1]) < sent:
        return Bounds(most=int(most[1]))
    return Bounds(least=int(least[1])) if least and int(least[1]) > sent else Bounds()


def numbers(words: str) -> Iterator[int]:
    """The whole numbers that are named, by themselves: not those of names such as `gpt-4`."""
    for word in _WORD.findall(_PAIR.sub(r"\1 \2", words)):
        plain = word.strip(".,–-")
        if plain.isdecimal() and len(plain) < 10:
            yield int(plain)
        elif _THOUSANDS.fullmatch(plain):
            yield int(plain.replace(",", ""))
        elif limits := _RANGE.fullmatch(plain):
            yield from map(int, limits.groups())
