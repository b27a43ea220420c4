"""What may be left out of a sentence without it saying something else."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.attribution.words import AUXILIARIES, TIMES
from assistant.grounding.alignment.vocabulary import (
    CLAUSAL,
    CONDITION,
    GOVERNING,
    GRADED,
    HAPPENED,
    LIGHT,
    PENDING,
    RELATIVE,
    TIMELY,
    TOWARDS,
    UNREAL,
    WHERE,
)
from assistant.grounding.alignment.words import Word

_LONGEST_DESCRIPTION = 2  # words


def may_begin(told: Sequence[Word], start: int) -> bool:
    """Whether all before `start` can be left out: a clause of its own, a time, a list's number."""
    before, rest = told[:start], told[start:]
    if all(word.lower in LIGHT or word.form.startswith("#") for word in before):
        return True
    if any(word.lower in CONDITION for word in before) or _is_pending(before, rest):
        return False
    if before[0].lower == "to":
        return False  # to hear them tell it
    last = before[-1]
    happened = last.lower in HAPPENED and not any(word.form in UNREAL for word in before)
    joined = last.breaks and last.lower in LIGHT | HAPPENED
    return told[start].breaks or joined or happened or _is_time(before)


def may_end(told: Sequence[Word], end: int) -> bool:
    """Whether all from `end` on can be left out: a clause of its own, where or when it was."""
    before, after = told[:end], told[end:]
    if not after:
        return True
    if any(word.lower in CONDITION - {"whether", "had", "were", "should"} for word in after):
        return False
    if _offers_another(after) or _is_pending(after, before):
        return False
    if after[0].breaks or after[0].lower in CLAUSAL - RELATIVE - {"so"}:
        return True
    says_where = after[0].lower in RELATIVE or _is_time(after) or _is_phrase(after)
    return says_where and not _is_graded(told, end)


def may_skip(told: Sequence[Word], start: int, end: int) -> bool:
    """Whether told[start:end] can be left out between two words that stay."""
    some = told[start:end]
    if all(word.lower in LIGHT or word.form in ("have", "that") for word in some):
        return True
    if some[0].breaks and told[end].breaks:  # an aside
        return not (any(word.lower in CONDITION for word in some) or _offers_another(some))
    if any(word.form in UNREAL - {"to"} or word.lower in CONDITION for word in some):
        return False
    if len(some) == 1 and some[0].lower in ("who", "which") and some[0].breaks:
        return not any(word.form in ("of", "'s", "and") for word in told[max(0, start - 4) : start])
    if len(some) == 1 and some[0].lower.endswith("-year-old"):
        return True
    phrase = _is_phrase(some) and not any(map(_binds, some[1:])) and _is_over(told[end])
    return (_is_time(some) or phrase) and not _is_graded(told, start)


def begins_clause(told: Sequence[Word], at: int) -> bool:
    """Whether another verb may follow: "who", "that", "and", "to" before no name or article."""
    word, following = told[at], told[at + 1 : at + 2]
    if word.lower == "to":
        return not any(each.opens or each.is_name for each in following)
    return word.lower in CLAUSAL or word.form in ("that", "say")


def _offers_another(dropped: Sequence[Word]) -> bool:
    """Whether what is left out has something else that may be so instead: "or not at all"."""
    for word in dropped if dropped[0].lower != "whether" else ():
        if word.lower == "or":
            return True
        if word.breaks and word is not dropped[0]:
            return False
    return False


def _is_pending(dropped: Sequence[Word], kept: Sequence[Word]) -> bool:
    """Whether what is left out says when or whether what stays will happen at all."""
    waits = any(word.lower in PENDING for word in dropped)
    return waits and any(word.form in UNREAL - {"to"} for word in kept)


def _is_over(following: Word) -> bool:
    """Whether the phrase before cannot go on with this word."""
    return following.breaks or following.lower in WHERE | AUXILIARIES | CLAUSAL | GOVERNING


def _is_phrase(some: Sequence[Word]) -> bool:
    """Whether it begins with where or when it was: "in Oslo", "to the island"."""
    if some[0].lower in TOWARDS:
        return len(some) > 1 and (some[1].opens or some[1].is_name)
    return some[0].lower in WHERE


def _binds(word: Word) -> bool:
    """Whether it may begin something else, or count something."""
    return word.lower in AUXILIARIES | CLAUSAL | GOVERNING or word.form.startswith("#")


def _is_time(some: Sequence[Word]) -> bool:
    """A time: "on Friday", "in March 2019", "last week"."""
    return all(word.lower in TIMES | TIMELY or word.form.startswith("#") for word in some) and any(
        word.lower in TIMES or _is_year(word) for word in some
    )


def _is_year(word: Word) -> bool:
    return len(word.lower) == 4 and word.lower.isdigit() and word.lower[:2] in ("18", "19", "20")


def _is_graded(told: Sequence[Word], at: int) -> bool:
    """Whether something in the clause before is denied, the first, the most or all of its kind.

    Where and when that holds is then a part of it.
    """
    for word in reversed(told[:at]):
        if word.lower in GRADED or word.lower.endswith("est"):
            return True
        if word.breaks:
            return False
    return False
