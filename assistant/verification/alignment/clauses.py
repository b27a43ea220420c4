"""Does a clause have a verb, and a subject of its own?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.verification.alignment.aligned_words import Word
from index.language.en.grammar.clause_words import PRESENT, UNREAL
from index.language.en.grammar.function_words import AUXILIARIES, PREPOSITIONS
from index.language.en.grammar.irregular_verbs import PASTS
from index.language.en.grammar.pronouns import PRONOUNS
from index.language.word_lists import word_set

_PAST_AUXILIARIES: Final = word_set("was were had did")


def has_verb(clause: Sequence[Word]) -> bool:
    """Whether a clause says that something is, happens or is to be done, as far as forms tell."""
    return _is_order(clause) or any(map(is_verb, clause))


def is_verb(word: Word) -> bool:
    """Whether a word may be a verb, as far as its form tells: many plurals may."""
    # Words in -s as short as "its" or "gas" are no verbs; "was" and "has" are listed.
    regular = word.lower.endswith("s") and len(word.lower) > 3 and not _is_noun(word)
    return regular or word.lower in AUXILIARIES or is_past(word)


def is_past(word: Word) -> bool:
    """Whether a word has the form of a verb in the past."""
    regular = word.lower.endswith("ed") and len(word.lower) > 3 and not _is_noun(word)
    return regular or word.lower in PASTS or word.lower in _PAST_AUXILIARIES


def is_told_in_past(clause: Sequence[Word]) -> bool:
    """Whether a clause tells what happened: what is so, or will be, may be so in one place only."""
    unreal = (
        word.lower in PRESENT or (word.form in UNREAL - {"to"} and not word.is_month)
        for word in clause
    )
    return not any(unreal) and any(map(is_past, clause))


def has_subject(clause: Sequence[Word]) -> bool:
    """Whether a clause begins with a thing or a name: a "he", or nothing, may mean anybody."""
    first = clause[0]
    counts = first.form.startswith("#")
    leads = first.lower in PRONOUNS or first.lower in PREPOSITIONS
    return (first.opens or first.is_name or counts) and not leads


def _is_order(clause: Sequence[Word]) -> bool:
    """Whether it begins like "Open a door" or "Click on it"."""
    first, second = (*clause, None)[:2]
    if second is None or first is None or first.opens or first.lower in PREPOSITIONS:
        return False
    return second.opens or second.lower in PREPOSITIONS


def _is_noun(word: Word) -> bool:
    return word.opens or word.is_name
