"""What may be left out between two words of a sentence that stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.verification.alignment.aligned_words import Word
from assistant.verification.alignment.beginnings import is_honorific
from assistant.verification.alignment.clauses import is_past, is_told_in_past, is_verb
from assistant.verification.alignment.endings import tells
from assistant.verification.alignment.marks import is_that_of_speech
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
    GOVERNING,
    LIGHT,
    REVOKING,
    TOWARDS,
    TURNING,
    UNREAL,
    WHERE,
)


def may_skip(source: Sequence[Word], start: int, end: int) -> bool:
    """Whether source[start:end] can be left out between two words that stay."""
    some, clause = source[start:end], clause_before(source, start)
    if some[0].form == "that":
        return len(some) == 1 and is_that_of_speech(source, start)
    # It is left out as an auxiliary: "had to leave" and "has a key" are something else.
    if some[0].form == "have" and not is_past(source[end]):
        return False
    if all(word.lower in LIGHT or word.form == "have" for word in some):
        plain = not any(word.opens for word in some) and not is_graded(clause)
        return plain and source[end].lower != "to" and clause[-1].form not in UNREAL
    if any(word.lower in CONDITION | REVOKING | TURNING - {"that"} for word in some):
        return False
    if some[0].breaks and source[end].breaks:
        return _is_aside(source[start - 1], some, source[end])
    is_age = len(some) == 1 and some[0].lower.endswith("-year-old")
    return is_age or is_honorific(some, source[end]) or _is_plain_time(source, start, end)


def _is_plain_time(source: Sequence[Word], start: int, end: int) -> bool:
    """Whether it is the one time of what happened, and nothing is graded by it."""
    some = source[start:end]
    is_when = is_time(some) and is_apart(some, source[end]) and is_told_in_past(source)
    # Of two times, the one that stays would be that of both: "2 in 2019 and 3 in 2020".
    is_when = is_when and not has_time((*source[:start], *source[end:]))
    counted = some[0].opens or any(word.form in UNREAL for word in some)
    return is_when and not counted and not is_graded(clause_before(source, start))


def said_aside(source: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The sentences made of a name in front and its aside: "Lee, who sold it," "Lee, a judge,"."""
    name = next((at for at in range(1, len(source)) if source[at].breaks), 0)
    aside = source[name:]
    if not name or not all(map(_may_name, source[:name])):
        return
    end = next((at for at in range(1, len(aside)) if aside[at].breaks), len(aside))
    if aside[0].lower in ("who", "which"):
        yield (*source[:name], *aside[1:end])
    elif aside[0].opens and (end == len(aside) or is_verb(aside[end])):
        yield (*source[:name], _WAS, aside[0]._replace(mark=""), *aside[1:end])


def _may_name(word: Word) -> bool:
    """Whether it may be of a name or a noun: nothing that binds another to it."""
    bound = GOVERNING | WHERE | TOWARDS | CLAUSAL
    return word.lower not in bound and word.form != "'s" and not is_verb(word)


_WAS: Final = Word("be", "was", mark="", article="", is_name=False)


def _is_aside(name: Word, some: Sequence[Word], following: Word) -> bool:
    """Whether it describes what stands before it, and the verb of that follows.

    An aside has no mark within: ", 45, of Lyon, Bo Lee," would give the next man's age to another.
    """
    if any(word.breaks for word in some[1:]) or not is_verb(following):
        return False
    first = some[0]
    if first.lower in ("who", "which", "where", "whose") or first.form.startswith("#"):
        return True
    named = all(word.is_name for word in some)
    return named or (first.opens and name.is_name and not tells(some))
