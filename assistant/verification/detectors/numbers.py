"""Numbers in a text, whatever form they are written in: "eleven", "11", "1.5 million", "32%"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from index.language.en.number_words import SCALES, TENS, UNITS, VALUES
from index.language.folding import fold

# Not inside a word or another number: "B52s", "1.2.3".
_NUMBER = re.compile(
    rf"""
    (?<![\w.])
    (?: (?P<digits>\d+(?:[.,]\d+)*)(?:st|nd|rd|th|s)?
      | (?P<tens>{"|".join(TENS)})(?:[\s-](?P<unit>{"|".join(UNITS[1:10])}))?
      | (?P<word>{"|".join(VALUES)})s? )
    (?: [\s-]? (?P<scale>{"|".join(SCALES)})s? )?
    (?:(?!\w)|(?=(?:kg|mg|km|cm|mm|mph|kph|lbs?|[ap]m)\b))
    """,
    re.VERBOSE,
)
# Written out, since "a" is no number elsewhere.
_ONE_OF_A_SCALE = re.compile(r"(?<!\w)an?\s(?P<scale>dozen|hundred|thousand|million|billion)(?!\w)")

VAGUE: Final = frozenset({0.0, 1.0})
"""Numbers that words such as "one of them" or "no" need no source for."""

_BOTH: Final = "both"
"""A number word for things that the evidence names one by one, without a number."""


def numbers(text: str) -> dict[float, str]:
    """The numbers in the text, each with how it is written there."""
    return dict(_written(text))


def _written(text: str) -> Iterator[tuple[float, str]]:
    """Every number, as often as it is there."""
    folded = fold(text)
    yield from ((_value(match), match[0].strip()) for match in _NUMBER.finditer(folded))
    yield from ((SCALES[match["scale"]], match[0]) for match in _ONE_OF_A_SCALE.finditer(folded))


def number_counts(text: str) -> Counter[float]:
    """The numbers in the text, each as often as it is there."""
    return Counter(value for value, _ in _written(text))


def missing_numbers(claim: Mapping[float, str], evidence: Collection[float]) -> list[str]:
    """The claim's numbers that the evidence does not have, as written."""
    return [
        written
        for value, written in claim.items()
        if value not in evidence and value not in VAGUE and written != _BOTH
    ]


def surplus_numbers(
    claim: Mapping[float, str], counts: Counter[float], evidence: Counter[float]
) -> list[str]:
    """The claim's numbers that it has more often than the evidence: "five spend 5 percent"."""
    surplus = [claim[value] for value in counts - evidence if value not in VAGUE]
    return [written for written in surplus if written != _BOTH]


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = _of_digits(match["digits"])
    elif match["tens"]:
        value = VALUES[match["tens"]] + VALUES.get(match["unit"] or "", 0.0)
    else:
        value = VALUES[match["word"]]
    return value * SCALES.get(match["scale"] or "", 1.0)


def _of_digits(digits: str) -> float:
    """The value of digits: commas group thousands when three digits follow each, as in 1,200."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    # "1.2.3" and "1,2.3" are no numbers in either way of writing: only their digits are compared.
    if digits.count(".") + digits.count(",") > 1:
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))
