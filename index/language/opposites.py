"""Whether one text has a word of which the other has only the opposite: "rose", "fell"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from index.language.en.opposites import PAIRS
from index.language.terms import terms


class _Pair(NamedTuple):
    one: frozenset[str]
    other: frozenset[str]


def are_opposite(one: str, other: str) -> bool:
    """Whether a text has a word, and the other text has its opposite without the word itself."""
    here, there = frozenset(terms(one)), frozenset(terms(other))
    return any(
        _only(pair.one, pair.other, here) and _only(pair.other, pair.one, there)
        for each in _pairs()
        for pair in (each, _Pair(each.other, each.one))
    )


def _only(words: frozenset[str], opposite: frozenset[str], text: frozenset[str]) -> bool:
    return not words.isdisjoint(text) and opposite.isdisjoint(text)


@cache
def _pairs() -> tuple[_Pair, ...]:
    lines = (line.partition("|") for line in PAIRS.strip().splitlines())
    return tuple(_Pair(frozenset(terms(one)), frozenset(terms(other))) for one, _, other in lines)
