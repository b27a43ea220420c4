"""What may be left out after the rest of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.grounding.alignment.clauses import is_past, is_verb
from assistant.grounding.alignment.times import is_graded, is_pending, is_time
from assistant.grounding.alignment.vocabulary import (
    CONDITION,
    DESCRIBING,
    EVENT,
    HAPPENED,
    REVOKING,
)
from assistant.grounding.alignment.words import Word


def may_end(told: Sequence[Word], end: int) -> bool:
    """Whether all from `end` on can be left out: another clause, a description, a plain time.

    Any other end may limit what is said: "in rats", "as an observer", "from the club's bars".
    """
    before, after = told[:end], told[end:]
    if not after:
        return True
    if any(word.lower in CONDITION - _INVERTED | REVOKING for word in after):
        return False
    if _offers_another(after) or is_pending(after, before):
        return False
    if after[0].breaks and _is_aside(after):
        return True
    return _is_joined(before, after) or (
        (_is_event(after) or is_time(after)) and not is_graded(told, end)
    )


_INVERTED = frozenset(("whether", "had", "were", "should"))
"""Conditions only in front: "Had he known", "Were she to win"."""


def _is_aside(after: Sequence[Word]) -> bool:
    """Whether it describes what stands before it, or tells what else is the case.

    A verb right after a later comma has its subject in front of the aside: that is no end then.
    """
    first = after[0]
    if first.mark == ":" or any(word.breaks and is_verb(word) for word in after[1:]):
        return False
    describes = first.opens or first.lower in DESCRIBING or first.lower.endswith("ing")
    return first.mark == ";" or describes


def _is_joined(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether another clause or thing is joined: "and", "while"; "but" after a comma.

    "Whether" joins what is as open as the one before.
    """
    first = after[0]
    if first.lower == "but":
        return first.breaks
    if first.lower == "whether":
        return any(word.lower == "whether" for word in before)
    paired = any(word.lower in ("between", "both") for word in before)
    return first.lower in HAPPENED - {"after"} or (first.lower == "and" and not paired)


def _is_event(after: Sequence[Word]) -> bool:
    """Whether it says after, before or at what else it happened: "when the bridge fell"."""
    first = after[0].lower
    return first in ("after", "before") or (first in EVENT and any(map(is_past, after)))


def _offers_another(dropped: Sequence[Word]) -> bool:
    """Whether what is left out has something else that may be so instead: "or not at all"."""
    for word in dropped if dropped[0].lower != "whether" else ():
        if word.lower == "or":
            return True
        if word.breaks and word is not dropped[0]:
            return False
    return False
