"""What may be left out in front of the rest of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.grounding.alignment.clauses import has_subject, is_verb
from assistant.grounding.alignment.times import is_pending, is_time
from assistant.grounding.alignment.vocabulary import CONDITION, HAPPENED, LIGHT, REVOKING, UNREAL
from assistant.grounding.alignment.words import Word


def may_begin(told: Sequence[Word], start: int) -> bool:
    """Whether all before `start` can be left out: a time, another clause, a list's number.

    Any other frame, "In rats" or "On the stage", says of what the rest is true.
    """
    before, rest = told[:start], told[start:]
    if all(word.lower in LIGHT or word.form.startswith("#") for word in before):
        return True
    if any(word.lower in CONDITION | REVOKING for word in before) or is_pending(before, rest):
        return False
    return is_time(before) or _is_event(before, rest[0]) or _is_clause_before(before, rest)


def _is_event(before: Sequence[Word], first: Word) -> bool:
    """Whether it is what happened before or besides: "After the vote", "While he slept"."""
    happened = before[0].lower in HAPPENED and not any(word.form in UNREAL for word in before)
    return happened and first.mark == "," and not any(word.breaks for word in before[1:])


def _is_clause_before(before: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether a clause that nothing frames, that is so and that nobody says is joined to it."""
    last = before[-1]
    joined = last.lower in HAPPENED or (last.breaks and last.lower in ("and", "but"))
    if not (joined or rest[0].mark == ";") or not has_subject(rest):
        return False
    end = next((at for at in range(1, len(before)) if before[at].breaks), len(before))
    framed = not has_subject(before) or not any(map(is_verb, before[1:end]))
    return not framed and not any(word.form in UNREAL | {"say", "that"} for word in before)
