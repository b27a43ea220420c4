"""A number of a draft in place of another one of the article, or two that have changed places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from assistant.draft_check.neighbouring_words import Other, neighbours
from assistant.verification import EvidenceSentence
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.derived_numbers import COUNTED, is_derived
from assistant.verification.detectors.numbers import VAGUE
from assistant.verification.evidence import Evidence
from assistant.verification.text_view import TextView, text_view
from index.language.en.cues import DERIVING

_ROUND: Final = 60
"""Characters before a number in which a word may say that it is a rough one."""

_YEARS: Final = range(1000, 2200)
_ROUGHLY: Final = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|approximately|some|over|under|(?:more|less|fewer)\sthan"
    r"|at\s(?:least|most)|up\sto|close\sto)\s$"
)
_ONE_OF: Final = re.compile(r"\b(?:one|1)\sof\b")  # by which others are told
_NEARLY: Final = 0.1  # by how much a rough number may be off


def numbers_otherwise(
    claim: ClaimView, evidence: Evidence, quoted: EvidenceSentence
) -> Iterator[Other]:
    """A number in place of another one, or two that have changed places."""
    text, theirs = claim.plain.folded, text_view(quoted.sentence.text).folded
    if _ONE_OF.search(theirs):
        return
    own, there = _plain_numbers(claim.plain), _plain_numbers(text_view(quoted.sentence.text))
    known = evidence.text.numbers
    reckons = DERIVING.search(text) or DERIVING.search(theirs)
    for value in own.keys() - VAGUE:
        if reckons and value not in known and value > COUNTED and is_derived(value, known):
            continue
        for other in there.keys() - {value}:
            pair = Other(own[value], there[other])
            if (
                (value in _YEARS) != (other in _YEARS)
                or _is_about(value, other, pair.own, text)
                or not _counts_the_same(pair, text, theirs)
            ):
                continue
            if other in own:
                differs = _have_changed_places(pair, text, theirs)
            else:
                # What is counted once in the sentence is another number elsewhere.
                is_elsewhere = value in known
                differs = not is_elsewhere or _is_counted_once(pair.theirs, there.values(), theirs)
            if differs:
                yield pair


def _have_changed_places(pair: Other, text: str, theirs: str) -> bool:
    """Whether each counts what the other counts there: "4 boys, 6 girls" for "6 boys, 4 girls"."""
    [one, two], [other_one, other_two] = (
        [_counted(written, each) for written in pair] for each in (text, theirs)
    )
    return one is not None and one == other_two != two == other_one and two is not None


def _is_counted_once(written: str, numbers: Collection[str], text: str) -> bool:
    """Whether no other number of a text counts the same."""
    counted = _counted(written, text)
    return counted is not None and [_counted(each, text) for each in numbers].count(counted) == 1


def _counted(written: str, text: str) -> str | None:
    """The word that follows a number."""
    _, after = neighbours(written, text)
    return after[0] if after else None


def _plain_numbers(view: TextView) -> dict[float, str]:
    """The numbers that are no days of a month, by value."""
    days = {float(each.day) for each in view.dates if each.day is not None}
    return {value: written for value, written in view.numbers.items() if value not in days}


def _is_about(value: float, other: float, written: str, text: str) -> bool:
    at = text.find(written)
    is_rough = _ROUGHLY.search(text, max(at - _ROUND, 0), at) is not None
    return is_rough and abs(value - other) <= _NEARLY * max(abs(value), abs(other))


def _counts_the_same(pair: Other, text: str, theirs: str) -> bool:
    """Whether the same word follows both numbers, or comes before both where none follows."""
    (before, after), (other_before, other_after) = (
        neighbours(pair.own, text),
        neighbours(pair.theirs, theirs),
    )
    if after and other_after:
        return after[0] == other_after[0]
    return bool(before and other_before) and before[-1] == other_before[-1]
