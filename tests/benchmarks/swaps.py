"""Lies that keep a sentence's words: names and figures change places, owners are what they own.

None is chosen by what the check would find. Some are true by chance: "the first round" of a
sentence may be its only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

_MOST: Final = 3  # pairs of a sentence

_NAME: Final = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,})(?: [A-Z][a-z]{2,})*(?![’'\w])")
_NUMBER: Final = re.compile(r"(?<![\w.,$£€])\d+(?:[.,]\d+)*(?![\w,.]\d|[\w%])")
_OWNER: Final = re.compile(r"(?P<owner>(?:[Tt]he )?[A-Z]?[\w-]{3,})[’']s [a-z]+(?= [a-z]+ed\b)")
_PEOPLE_OF: Final = re.compile(
    r"\b(?:supporters|members|leaders|officials|relatives|lawyers?|friends|critics|opponents"
    r"|(?:spokes|chair)(?:man|woman)|heads?|director|mother|father|son|daughter) of ",
    re.IGNORECASE,
)
_QUALIFIER: Final = re.compile(
    r"\b(?:almost|nearly|first|second|former|acting|alleged|attempted|planned|proposed|deputy|only"
    r"|most|some|partly|half of|part of|up to|at least|more than|less than) "
)
_TO: Final = re.compile(
    r"\b(?:planned|threatened|failed|refused|tried|wanted|hoped|agreed|promised|began|asked|ordered)"
    r" to (?=[a-z])"
)


def names_swapped(text: str) -> Iterator[str]:
    """Two names of the sentence in each other's place."""
    yield from _swapped(text, _NAME)


def numbers_swapped(text: str) -> Iterator[str]:
    """Two numbers in each other's place."""
    yield from _swapped(text, _NUMBER)


def owners(text: str) -> Iterator[str]:
    """The minister for the minister's son, the mayor for supporters of the mayor."""
    for found in _OWNER.finditer(text):
        yield f"{text[: found.start()]}{found['owner']}{text[found.end() :]}"
    for found in _PEOPLE_OF.finditer(text):
        yield _opening(f"{text[: found.start()]}{text[found.end() :]}")


def unqualified(text: str) -> Iterator[str]:
    """Without a word that limits, or without "threatened to"."""
    for pattern in (_QUALIFIER, _TO):
        for found in pattern.finditer(text):
            yield _opening(f"{text[: found.start()]}{text[found.end() :]}")


def glued(text: str, following: str) -> Iterator[str]:
    """The beginning of one sentence, up to its first verb with -ed, and the end of the next."""
    first = re.search(r" (?=[a-z]+ed\b)", text)
    second = re.search(r" (?=[a-z]+ed\b)", following)
    if first and second:
        yield f"{text[: first.start()]}{following[second.start() :]}"


def _swapped(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    pairs = combinations(pattern.finditer(text), 2)
    others = [(one, two) for one, two in pairs if one[0] != two[0]]
    for one, two in others[:_MOST]:
        between = text[one.end() : two.start()]
        yield f"{text[: one.start()]}{two[0]}{between}{one[0]}{text[two.end() :]}"


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
