"""What may be left out after the rest of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.alignment.aligned_words import Word
from assistant.verification.alignment.clauses import has_subject, is_past, is_told_in_past, is_verb
from assistant.verification.alignment.time_phrases import (
    clause_before,
    has_time,
    is_apart,
    is_graded,
    is_time,
)
from index.language.en.grammar.clause_words import (
    CLAUSAL,
    CONDITION,
    DESCRIBING,
    EVENT,
    GOVERNING,
    JOINING,
    REVOKING,
    TURNING,
)
from index.language.en.grammar.function_words import PREPOSITIONS
from index.language.en.grammar.pronouns import PRONOUNS, THIRD_PERSON_POSSESSIVES


def may_end(source: Sequence[Word], end: int) -> bool:
    """Whether all from `end` on can be left out: another clause, a description, a plain time.

    Any other end may limit what is said, or take it back: "in rats", "as an observer", "a claim
    that nobody believes".
    """
    before, after = source[:end], source[end:]
    if not after:
        return True
    turned = any(word.lower in CONDITION - _INVERTED | REVOKING for word in after)
    if turned or before[-1].lower in BINDING:
        return False
    if after[0].lower == "whether":  # what is as open as the one before
        return after[0].breaks and any(word.lower == "whether" for word in before)
    # A description holds whenever the rest does; anything else only of what has happened.
    if _describes(before[-1], after):
        return True
    if not is_told_in_past(before) or is_graded(clause_before(source, end)):
        return False
    is_when = is_time(after) and is_apart(after, None) and not has_time(before)
    return is_when or _is_joined(before, after) or _is_event(after)


_POSSESSIVES = THIRD_PERSON_POSSESSIVES

BINDING = CLAUSAL | GOVERNING | PREPOSITIONS | _POSSESSIVES | {"'s"}
"""Words that want another one after them."""

_INVERTED = frozenset(("whether", "had", "were", "should"))
"""Conditions only in front: "Had he known", "Were she to win"."""


def _describes(name: Word, after: Sequence[Word]) -> bool:
    """Whether it describes the name that it follows: ", a judge", ", who sold it".

    A verb right after a later comma has its subject in front of the aside: that is no end then.
    """
    first = after[0]
    if first.mark != "," or any(word.breaks and is_verb(word) for word in after[1:]):
        return False
    if first.lower == "including":
        return True
    if not name.is_name or any(word.lower in TURNING - {"that", "so"} for word in after):
        return False
    return first.lower in DESCRIBING or (first.opens and not tells(after))


def tells(apposition: Sequence[Word]) -> bool:
    """Whether an apposition has a verb of its own, as "the crowd chanted" has."""
    related = DESCRIBING | {"which", "that"}
    end = next((at for at, word in enumerate(apposition) if word.lower in related), None)
    return any(map(is_verb, apposition[:end]))


def _is_joined(before: Sequence[Word], after: Sequence[Word]) -> bool:
    """Whether another clause is joined that happened, too, and is about something else.

    What it has of the first, by a "the", a pronoun or a name, may be undone there: "and a judge
    lifted the ban".
    """
    first = after[0]
    names = {word.lower for word in before if word.is_name}
    if any(
        word.article == "the" or word.lower in PRONOUNS or (word.is_name and word.lower in names)
        for word in after
    ):
        return False
    if first.mark == ";":
        return _happened(after)
    return first.breaks and first.lower in JOINING and _happened(after[1:])


def _happened(clause: Sequence[Word]) -> bool:
    turned = any(word.lower in TURNING for word in clause)
    return bool(clause) and has_subject(clause) and is_told_in_past(clause) and not turned


def _is_event(after: Sequence[Word]) -> bool:
    """Whether it says after, before or at what else it happened: "when the bridge fell"."""
    clause = after[1:]
    turned = any(word.lower in TURNING for word in after)
    whose = clause and (has_subject(clause) or clause[0].lower in _POSSESSIVES)
    return after[0].lower in EVENT and bool(whose) and any(map(is_past, clause)) and not turned
