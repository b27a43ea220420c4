"""Numbers in a text, whatever form they are written in: "eleven", "11", "1.5 million", "32%"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from index.language.folding import fold

_UNITS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = """
first:1 second:2 third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11
twelfth:12
"""
WORDS: Final = {
    **{word: float(value) for value, word in enumerate(_UNITS.split())},
    **{word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)},
    **{
        word: float(value) for word, _, value in (each.partition(":") for each in _ORDINALS.split())
    },
    "half": 0.5,
    "both": 2.0,
    "pair": 2.0,
    "couple": 2.0,
    "single": 1.0,
}
_SCALES: Final = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_NUMBER = re.compile(
    rf"""
    (?<![\w.])
    (?: (?P<digits>\d+(?:[.,]\d+)*)(?:st|nd|rd|th|s)?
      | (?P<tens>{"|".join(_TENS.split())})(?:[\s-](?P<unit>{"|".join(_UNITS.split()[1:10])}))?
      | (?P<word>{"|".join(WORDS)})s? )
    (?: [\s-]? (?P<scale>{"|".join(_SCALES)})s? )?
    (?!\w)
    """,
    re.VERBOSE,
)
_ONE_OF_A_SCALE = re.compile(r"(?<!\w)an?\s(?P<scale>dozen|hundred|thousand|million|billion)(?!\w)")

VAGUE: Final = frozenset({0.0, 1.0})
"""Numbers that words such as "one of them" or "no" need no source for."""

_BOTH: Final = "both"
"""What is named one after the other in the evidence, without a number."""


def numbers(text: str) -> dict[float, str]:
    """The numbers in the text, each with how it is written there."""
    return dict(_written(text))


def _written(text: str) -> Iterator[tuple[float, str]]:
    """Every number, as often as it is there."""
    folded = fold(text)
    yield from ((_value(match), match[0].strip()) for match in _NUMBER.finditer(folded))
    yield from ((_SCALES[match["scale"]], match[0]) for match in _ONE_OF_A_SCALE.finditer(folded))


def missing_numbers(claim: str, evidence: str) -> list[str]:
    """The claim's numbers that the evidence does not have, as written."""
    known = numbers(evidence).keys()
    return [
        written
        for value, written in numbers(claim).items()
        if value not in known and value not in VAGUE and written != _BOTH
    ]


def surplus_numbers(claim: str, evidence: str) -> list[str]:
    """The claim's numbers that it has more often than the evidence: "five spend 5 percent"."""
    claimed, told = (Counter(value for value, _ in _written(text)) for text in (claim, evidence))
    surplus = [numbers(claim)[value] for value in claimed - told if value not in VAGUE]
    return [written for written in surplus if written != _BOTH]


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = _of_digits(match["digits"])
    elif match["tens"]:
        value = WORDS[match["tens"]] + WORDS.get(match["unit"] or "", 0.0)
    else:
        value = WORDS[match["word"]]
    return value * _SCALES.get(match["scale"] or "", 1.0)


def _of_digits(digits: str) -> float:
    """Commas and points group thousands when three digits follow each, as in 1,200."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    if digits.count(".") + digits.count(",") > 1:
        return float(re.sub(r"[.,]", "", digits))
    return float(digits.replace(",", "."))
