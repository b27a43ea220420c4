"""What may be left out of a sentence without it saying something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.attribution.words import AUXILIARIES, PREPOSITIONS, TIMES, word_set
from assistant.grounding.alignment.words import Word

LIGHT: Final = word_set(
    """
    also later then again however meanwhile moreover furthermore instead indeed finally eventually
    soon now already thus but and so yet well too just further additionally next
    """
)
"""Adverbs and conjunctions that may stand before a word, or not."""

_WHERE: Final = word_set(
    "in on at during near after before since outside inside under amid despite"
)
_CONDITION: Final = word_set(
    "if unless until except provided without otherwise only assuming whether"
)
_GRADED: Final = word_set(
    """
    only all every each any always no none not never nobody nothing nowhere neither hardly more less
    fewer most least best worst first second third last
    """
)
_LIMITING: Final = word_set(
    """
    former acting vice deputy assistant associate shadow mock fake false so-called would-be ex
    potential possible likely alleged partial half near almost nearly interim honorary joint
    no few some most many all several only other another next last previous future early late
    first second third final own sole main rival opposition opposing public private average
    junior senior grand great step top lower upper less more least maximum minimum anti pro non
    """
)
"""What stands before a noun and makes it another thing."""

_GOING_ON: Final = word_set(
    """
    and but or while as after before because since when where who which whereas although though so
    """
)
_GOVERNING: Final = word_set(
    "of to for by with from than that against between into about over under"
)
_TOWARDS: Final = word_set("to from into onto toward towards")
_SUBORDINATING: Final = word_set("after while although though whereas")
_UNREAL: Final = word_set("will may can not to never no")
_PRONOUNS: Final = word_set("his her its their my our your")


def may_begin(told: Sequence[Word], start: int) -> bool:
    """Whether all before `start` can be left out: a clause of its own, a time, a list's number."""
    before = told[:start]
    if all(word.lower in LIGHT or word.form.startswith("#") for word in before):
        return True
    if any(word.lower in _CONDITION for word in before):
        return False
    joined = before[-1].lower in LIGHT | {"while", "whereas"} and before[-1].breaks
    happened = not any(word.form in _UNREAL for word in before)
    joined = joined or (before[-1].lower in _SUBORDINATING and happened)
    return told[start].breaks or joined or _is_time(before)


def may_end(told: Sequence[Word], end: int) -> bool:
    """Whether all from `end` on can be left out: a clause of its own, where or when it was."""
    after = told[end:]
    if not after:
        return True
    if any(word.lower in _CONDITION - {"whether"} for word in after):
        return False
    if after[0].breaks or after[0].lower in _GOING_ON:
        return True
    return (_is_time(after) or _is_phrase(after)) and not _is_graded(told, end)


def may_skip(told: Sequence[Word], start: int, end: int) -> bool:
    """Whether told[start:end] can be left out between two words that stay."""
    some = told[start:end]
    if all(word.lower in LIGHT or word.form in ("have", "that") for word in some):
        return True
    if some[0].breaks and told[end].breaks:
        return True  # an aside
    if any(word.form in ("not", "never", "no") or word.lower in _CONDITION for word in some):
        return False
    if len(some) == 1 and some[0].lower in ("who", "which") and some[0].breaks:
        return not any(word.form in ("of", "'s") for word in told[max(0, start - 4) : start])
    if _describes(told, start, end):
        return True
    place = _is_phrase(some) and not any(map(_binds, some[1:])) and _is_over(told[end])
    return (_is_time(some) or place) and not _is_graded(told, start)


def _describes(told: Sequence[Word], start: int, end: int) -> bool:
    """Whether it is one or two adjectives at the beginning of a noun phrase."""
    some = told[start:end]
    if len(some) > 2:
        return False
    before = told[start - 1].lower if start else ""
    opens = some[0].opens or before in PREPOSITIONS or before in _PRONOUNS or before == "'s"
    return opens and not any(map(_may_change, some)) and not told[end].breaks


def _may_change(word: Word) -> bool:
    """Whether it may make another thing of what follows, or be a thing itself."""
    if word.lower.endswith("-year-old"):
        return False
    return (
        word.is_name
        or word.lower in _LIMITING
        or word.lower in PREPOSITIONS
        or word.lower in AUXILIARIES
        or word.lower in _GOING_ON
        or word.form.startswith("#")
        or word.lower.endswith(("ing", "ed", "ly", "est", "er", "s", "en"))
        or word.lower in ("to", "not", "'s")
    )


def begins_clause(told: Sequence[Word], at: int) -> bool:
    """Whether another verb may follow: "who", "that", "and", "to" before no name or article."""
    word, following = told[at], told[at + 1 : at + 2]
    if word.lower == "to":
        return not any(each.opens or each.is_name for each in following)
    return word.lower in _GOING_ON or word.form in ("that", "say")


def _is_over(following: Word) -> bool:
    """Whether the phrase before cannot go on with this word."""
    return (
        following.breaks
        or following.lower in _WHERE
        or following.lower in AUXILIARIES
        or following.lower in _GOING_ON
        or following.lower in _GOVERNING
    )


def _is_phrase(some: Sequence[Word]) -> bool:
    """Whether it begins with where or when it was: "in Oslo", "to the island"."""
    if some[0].lower in _TOWARDS:
        return len(some) > 1 and (some[1].opens or some[1].is_name)
    return some[0].lower in _WHERE


def _binds(word: Word) -> bool:
    """Whether it may begin something else, or count something."""
    return (
        word.lower in AUXILIARIES
        or word.lower in _GOING_ON
        or word.lower in _GOVERNING
        or word.form.startswith("#")
    )


_TIMELY: Final = word_set(
    "on in last this next late early since at during morning evening afternoon"
)


def _is_time(some: Sequence[Word]) -> bool:
    """A time: "on Friday", "in March 2019", "last week"."""
    return all(
        word.lower in TIMES or word.lower in _TIMELY or word.form.startswith("#") for word in some
    ) and any(word.lower in TIMES or _is_year(word) for word in some)


def _is_year(word: Word) -> bool:
    return len(word.lower) == 4 and word.lower.isdigit() and word.lower[:2] in ("18", "19", "20")


def _is_graded(told: Sequence[Word], at: int) -> bool:
    """Whether something in the clause before is denied, the first, the most or all of its kind.

    Where and when that holds is then a part of it.
    """
    for word in reversed(told[:at]):
        if word.lower in _GRADED or word.lower.endswith("est"):
            return True
        if word.breaks:
            return False
    return False
