"""Where the words of a claim stand in a sentence, with as few jumps as possible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.verification.alignment.aligned_words import Word

LONGEST_CLAIM: Final = 120
"""Words; what is longer is placed nowhere: no reader would follow it, and placing takes time."""

LONGEST_SENTENCE: Final = 400

MOST_STEPS: Final = 50_000
"""Steps from a place to the next that are weighed: one word over and over would take a cube."""

_OWN: Final = frozenset(("that", "also"))
"""Words that a claim may have and the sentence not."""

# Going back is worse than a jump; what is left out decides between ways alike in both.
_COST_OF_OWN: Final = 2.0
_COST_OF_JUMP: Final = 1.0
_COST_OF_RETURN: Final = 3.0
_COST_OF_A_WORD: Final = 0.01  # left out

_Way = tuple[float, tuple[int | None, ...]]


def path(claim: Sequence[Word], source: Sequence[Word]) -> tuple[int | None, ...] | None:
    """The place of each word of the claim in the sentence; None for a word of its own.

    None when a word that it must have is not there, or more than MOST_STEPS would be taken. Words
    are placed so that they follow one another where they can, by dynamic programming over the
    places of the last one.
    """
    if len(claim) > LONGEST_CLAIM or len(source) > LONGEST_SENTENCE:
        return None
    places: dict[str, list[int]] = {}
    for at, word in enumerate(source):
        places.setdefault(word.form, []).append(at)
    ways: dict[int, _Way] = {-1: (0.0, ())}
    steps = 0
    for word in claim:
        following: dict[int, _Way] = {}
        steps += len(ways) * len(places.get(word.form, ()))
        if steps > MOST_STEPS:
            return None
        # It may be nowhere, or, below, at one of its places.
        if word.form in _OWN:
            for last, (cost, taken) in ways.items():
                following[last] = cost + _COST_OF_OWN, (*taken, None)
        for place in places.get(word.form, ()):
            reached = ((cost + _cost(last, place), taken) for last, (cost, taken) in ways.items())
            cost, taken = min(reached, key=lambda way: way[0])
            if place not in following or cost < following[place][0]:
                following[place] = cost, (*taken, place)
        if not following:
            return None
        ways = following
    return min(ways.values(), key=lambda way: way[0])[1]


def _cost(last: int, place: int) -> float:
    """Of going on from one place to the next; -1 is before the sentence."""
    if place <= last:
        return _COST_OF_RETURN
    left_out = _COST_OF_A_WORD * (place - last - 1)
    return left_out if last == -1 or place == last + 1 else _COST_OF_JUMP + left_out
