"""Figures that are no plain numbers: "1e6", "hundreds of", another currency."""

from __future__ import annotations

import re
from typing import Final

from assistant.verification.detectors.numbers import numbers
from assistant.verification.detectors.reckoned_numbers import YEARS
from index.language.en.number_words import CURRENCIES, SCALES, UNITS
from index.language.folding import fold
from index.language.word_lists import any_of

# "52nd", "1990s", "4m", "5kg", "7am"; what is told of a thing is behind a hyphen: "10-year-old".
_MIXED: Final = re.compile(
    rf"(?<![\w.,-])\d[\d.,]*(?!(?:st|nd|rd|th|s|{any_of(SCALES)}|kg|mg|km|cm|mm|mph|kph|lbs?|ft|g|l"
    r"|h|hrs?|c|f|[ap]m)\b)[a-z]\w*"
)
_COMPOUND: Final = re.compile(r"(?<!\w)(?:\d+/\d+|[a-z]+-\d+)(?!\w)")
_UNIT: Final = any_of(UNITS[1:10])
_MANY: Final = re.compile(
    rf"\b(?:(?P<scale>dozen|hundred|thousand|million|billion|trillion)s"
    rf"|umpteen|(?:z|gaz|baj)illions?|{_UNIT}-?score|scores of|a score)\b"
    rf"|\b{_UNIT}(?:hundred|thousand|million)\b"
)


def strange_figures(claim: str, article: str) -> list[str]:
    """The claim's figures that the article has in no such form; many have to be as many there."""
    claim, article = fold(claim), fold(article)
    mixed = [each for each in _MIXED.findall(claim) if each not in article]
    many = [each[0] for each in _MANY.finditer(claim) if not _is_as_many(each, article)]
    return mixed + many + [each for each in _currencies(claim) if each not in _currencies(article)]


def broken_figures(claim: str, evidence: str) -> list[str]:
    """The claim's figures that the evidence has only as parts of others: "7" of "G-7"."""
    claim, evidence = fold(claim), fold(evidence)
    whole = [each for each in _COMPOUND.findall(evidence) if each not in claim]
    rest = _COMPOUND.sub(" ", evidence)
    parts = [part for each in whole for part in re.findall(r"\d+", each)]
    return [each for each in parts if _stands_alone(each, claim) and not _stands_alone(each, rest)]


def _stands_alone(figure: str, text: str) -> bool:
    return re.search(rf"(?<![\w/]){figure}(?![\w/])", text) is not None


def _is_as_many(many: re.Match[str], article: str) -> bool:
    if many[0] in article:
        return True
    least = SCALES.get(many["scale"] or "")
    amounts = [each for each in numbers(article) if each not in YEARS]
    return least is not None and any(least <= each < 1_000 * least for each in amounts)


def _currencies(folded: str) -> list[str]:
    """The currencies in a folded text, each by the name that it has first."""
    return [name for name, forms in CURRENCIES.items() if re.search(forms, folded)]
