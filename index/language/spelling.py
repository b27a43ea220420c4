"""Slips of the pen: words that are one wrong, missing, added or exchanged letter apart."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from index.language.tokens.token_counts import token_rank

_COMMON: Final = 40_000
"""Rank of a token up to which two letters of it are not exchanged: "teh" has one, too."""

_SHORT: Final = 4
"""Letters of words of which only two that are exchanged make a slip: "fat" is no "far"."""


_ENDINGS: Final = ("s", "d", "n", "r", "y", "e")


def meant_word(typed: str, words: Collection[str]) -> str | None:
    """The one of these words that a word is a slip of; None when there is none, or several.

    A slip is no word itself, as far as one that is a token shows. Of short words only two letters
    that are exchanged are one: "mnay".
    """
    meant = [word for word in words if is_slip(typed, word)]
    if len(meant) != 1:
        return None
    exchanged = sorted(typed) == sorted(meant[0])
    return None if _is_word(typed, _COMMON if exchanged else None) else meant[0]


def is_slip(typed: str, meant: str) -> bool:
    """Whether a word as typed may be another with one slip, and is no form of it."""
    if typed == meant or abs(len(typed) - len(meant)) > 1 or _is_inflected(typed, meant):
        return False
    start = _shared(typed, meant)
    end = _shared(typed[start:][::-1], meant[start:][::-1])
    typed_part = typed[start : len(typed) - end]
    meant_part = meant[start : len(meant) - end]
    exchanged = len(typed_part) == 2 and typed_part == meant_part[::-1]
    if min(len(typed), len(meant)) <= _SHORT:
        return exchanged
    return exchanged or (len(typed_part) <= 1 and len(meant_part) <= 1)


def _is_inflected(one: str, other: str) -> bool:
    """Whether one is the other with an ending: "said", "articles", "Cuban"."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in _ENDINGS


def _shared(one: str, other: str) -> int:
    """How many letters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_word(word: str, commonest: int | None) -> bool:
    """Whether it is a token of its own, of the commonest if only these count; names are, too."""
    ranks = [token_rank(f" {each}") for each in (word, word.capitalize())]
    return any(rank is not None and (commonest is None or rank < commonest) for rank in ranks)
