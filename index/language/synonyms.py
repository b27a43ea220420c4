"""What else a word may be called in the news, by stems, as terms are compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from index.language.en.grammar.irregular_verbs import FORMS
from index.language.en.synonyms import GROUPS
from index.language.folding import fold
from index.language.languages import ENGLISH
from index.language.terms import terms

_NONE: Final[frozenset[str]] = frozenset()


class Phrase(NamedTuple):
    """A phrase by the stems of its words, and the terms that may stand for it."""

    stems: tuple[str, ...]
    terms: frozenset[str]


def synonyms(term: str) -> frozenset[str]:
    """The terms that may stand for one, without itself; none for most."""
    return _words().get(term, _NONE)


def phrases(text: str) -> list[Phrase]:
    """The phrases in a text that a word may stand for: "resign" for "she stepped down"."""
    stems = ENGLISH.stems([word.strip(_MARKS) for word in fold(text).split()])
    return [
        phrase
        for at, stem in enumerate(stems)
        for phrase in _phrases().get(stem, ())
        if _stands(phrase.stems, stems, at)
    ]


def phrase_synonyms(text: str) -> frozenset[str]:
    """The terms that may stand for the phrases in a text."""
    return _NONE.union(*(phrase.terms for phrase in phrases(text)))


_MARKS: Final = ".,;:!?\"'()[]“”‘’"
_GAP: Final = 3
"""Words that may stand inside a phrase of two words or more: "took the man into custody"."""


def _stands(phrase: Sequence[str], stems: Sequence[str], at: int) -> bool:
    """Whether the phrase begins at a word and goes on, with few words in between."""
    for wanted in phrase[1:]:
        rest = stems[at + 1 : at + 2 + _GAP]
        if wanted not in rest:
            return False
        at += 1 + rest.index(wanted)
    return True


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for words, _ in _groups():
        for word in words:
            found.setdefault(word, set()).update(words)
    return {word: frozenset(others - {word}) for word, others in found.items()}


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """The phrases by the stem of their first word."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for words, phrases in _groups():
        for phrase in phrases:
            stems = tuple(ENGLISH.stems(phrase.split()))
            found[stems[0]] = (*found.get(stems[0], ()), Phrase(stems, words))
    return found


@cache
def _groups() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Each group's words as terms, and its phrases."""
    rows = (*GROUPS.strip().splitlines(), *FORMS.strip().splitlines())
    lines = [line.partition("/")[::2] for line in rows]
    return tuple(
        (
            frozenset(terms(words)),
            tuple(part.strip() for part in phrases.split("/") if part.strip()),
        )
        for words, phrases in lines
    )
