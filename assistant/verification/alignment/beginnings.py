"""What may be left out in front of the rest of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.verification.alignment.aligned_words import Word
from assistant.verification.alignment.clauses import has_subject, is_past, is_told_in_past, is_verb
from assistant.verification.alignment.time_phrases import (
    has_time,
    is_apart,
    is_graded,
    is_time,
)
from index.language.en.grammar.clause_words import (
    CONDITION,
    HAPPENED,
    OPENING,
    REVOKING,
    TURNING,
    UNREAL,
)
from index.language.en.grammar.function_words import AUXILIARIES
from index.language.en.names import HONORIFICS
from index.language.en.reporting_verbs import REPORTING_VERBS
from index.language.word_lists import word_set

_COORDINATING: Final = word_set("and but or nor yet then so")


def may_begin(source: Sequence[Word], start: int, end: int) -> bool:
    """Whether all before `start` can be left out: a time, another clause, a list's number.

    Any other frame, "In rats" or "On the stage", says of what the rest is true; and so does a time
    before what is so, or will be, or is nowhere so. `end` is where the claim ends.
    """
    before, rest = source[:start], source[start:]
    opening = all(word.lower in OPENING and not word.opens for word in before)
    if opening or is_item(before, rest) or is_honorific(before, rest[0]):
        return True
    # In front, such a word frames all that follows.
    if any(word.lower in CONDITION | REVOKING for word in before):
        return False
    # From here on the rest has to be something that happened: that stays so without its frame.
    if not is_told_in_past(rest) or is_graded(_first_clause(rest)):
        return False
    is_when = is_time(before) and is_apart(before, rest[0]) and not has_time(rest)
    is_clause = _is_clause_before(before, rest) and not _goes_on(before, source[start:end])
    return is_when or _is_event(before, rest) or is_clause


def is_honorific(some: Sequence[Word], following: Word) -> bool:
    """Whether it is "Mr." and the like, before a name."""
    return len(some) == 1 and some[0].lower in HONORIFICS and following.is_name


def is_item(before: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether it is the number of a list's item, or an age: "3 Open a window", "Step 3: Open"."""
    if len(before) == 2 and before[0].lower == "step" and rest[0].mark == ":":
        return before[1].lower.isdigit()
    if len(before) != 1:
        return False
    is_age = before[0].lower.endswith("-year-old")
    return is_age or (before[0].lower.isdigit() and rest[0].is_name)


def _first_clause(rest: Sequence[Word]) -> Sequence[Word]:
    return rest[: next((at for at in range(1, len(rest)) if rest[at].breaks), len(rest))]


def _is_event(before: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether it is what happened before or besides: "While he slept", "After the vote".

    After a noun alone only before what was done: "After the dose, fever was common".
    """
    if before[0].lower not in HAPPENED or rest[0].mark != "," or len(before) < 2:
        return False
    done = before[1].opens and not any(word.form == "be" for word in rest)
    happened = done or any(map(is_past, before))
    turned = any(word.form in UNREAL or word.lower in TURNING for word in before)
    return happened and not turned and not any(word.breaks for word in before[1:])


def _is_clause_before(before: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether a clause that nothing frames, that happened and nobody says is joined to it."""
    last = before[-1]
    # "Looked as after the yard burned" likens, and tells of no fire.
    likened = before[-2:-1] and before[-2].lower in ("as", "even")
    joined = (last.lower in HAPPENED and not likened) or (
        last.breaks and last.lower in ("and", "but")
    )
    if not (joined or rest[0].mark == ";") or not has_subject(rest):
        return False
    end = next((at for at in range(1, len(before)) if before[at].breaks), len(before))
    framed = not has_subject(before) or not any(map(is_verb, before[1:end]))
    reported = any(word.lower in REPORTING_VERBS or word.form in ("say", "that") for word in before)
    # Of two verbs the clause may belong to the second: "dreamed he wept after the yard burned".
    told = [word for word in before if is_past(word) and word.lower not in AUXILIARIES]
    alone = len(told) <= 1 or last.lower not in HAPPENED
    return is_told_in_past(before) and alone and not reported and not framed


def _goes_on(before: Sequence[Word], kept: Sequence[Word]) -> bool:
    """Whether what is coordinated there may go on with the clause that is cut.

    "The police left after the crowd threw stones, and shot two": who shot is not told by the rest.
    """
    joined = [at for at, word in enumerate(kept) if word.lower in _COORDINATING]
    if before[-1].lower in HAPPENED:
        told = next((at for at, word in enumerate(kept) if is_past(word)), 0)
        return any(word.breaks for word in kept[1:]) or any(at > told for at in joined)
    return any(kept[at].breaks for at in joined)
