"""Is a sentence about the one whom a question asks about, or does a pronoun in it mean another?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from assistant.scored_sentence import ScoredSentence
from assistant.verification.detectors.names import names
from index.language.en.grammar.pronouns import (
    ONE_PERSON,
    PEOPLE_SPOKEN_OF,
    PRONOUNS,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.en.nouns import ORGANISATION_NOUNS
from index.language.folding import fold
from index.language.sentences import sentences
from index.language.synonyms import synonyms
from index.language.terms import terms
from index.language.word_lists import any_of, word_set
from index.types import Sentence

_WORD: Final = re.compile(r"\w+")
_PLACES: Final = word_set("village town city country region valley")
_THE_ONE: Final = re.compile(rf"\b[Tt]he {any_of(ORGANISATION_NOUNS | _PLACES)}\b")
_WHOSE_AGE: Final = re.compile(
    r"\bhow old (?:is|was|are|were) (?:the |an? )?(?P<whose>[\w'-]+(?: [\w'-]+){0,4}?)"
    r"(?: when| who| that| at| in| on|\W*$)"
)
_BY_THE_WAY: Final = re.compile(
    r"(?i:,? according to| in| at| near| on) (?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4}"
)
"""Names in a question of where it was, and of who says so."""

_FAR: Final = 20
"""Sentences between a pronoun and the name that it stands for."""

_THINGS: Final = word_set("it its they their")
_POINTING: Final = PEOPLE_SPOKEN_OF | THIRD_PERSON | THIRD_PERSON_POSSESSIVES


def is_of_those_named(question: str, sentence: ScoredSentence) -> bool | None:
    """Whether it tells of somebody or something that the question names; None where it may.

    It has the name, or points back at the last sentence before it that has any.
    """
    wanted = [frozenset(terms(name)) for name in names(_BY_THE_WAY.sub("", question))]
    if not wanted or _has(wanted, sentence.text):
        return True
    if names(sentence.text) and not _points_back(sentence.text):
        return _has(wanted, sentence.article.title)
    before = next((text for text in _before(sentence) if names(text)), "")
    if not before or _has(wanted, before):
        return True if before else None
    is_thing = not _THINGS.isdisjoint(_WORD.findall(fold(sentence.text)))
    return None if is_thing and _has(wanted, sentence.article.title) else False


def is_of_that_age(question: str, sentence: ScoredSentence) -> bool:
    """Whether an age in it is of the one asked about: named in it, or before its "he" or "she"."""
    found = _WHOSE_AGE.search(fold(question).replace("'s", " is"))
    whose = terms(found["whose"].split()[-1]) if found else []
    wanted = frozenset(whose).union(*map(synonyms, whose))
    if found is None or found["whose"] in PRONOUNS or not wanted.isdisjoint(terms(sentence.text)):
        return True
    pronouns = ONE_PERSON & {*_WORD.findall(fold(sentence.text))}
    before = next(_before(sentence), sentence.article.title)
    return bool(pronouns) and not wanted.isdisjoint(terms(before))


def _points_back(text: str) -> bool:
    return not _POINTING.isdisjoint(_WORD.findall(fold(text))) or bool(_THE_ONE.search(text))


def _has(wanted: list[frozenset[str]], text: str) -> bool:
    here = set(terms(text))
    return any(not name.isdisjoint(here) for name in wanted)


def _before(sentence: ScoredSentence) -> Iterator[str]:
    """The sentences of its paragraph before it, the last first, as far as a pronoun points back."""
    all_sentences = _sentences(sentence.in_paragraph)
    at = bisect_right(all_sentences, sentence.sentence.start, key=lambda each: each.end)
    for each in reversed(all_sentences[max(0, at - _FAR) : at]):
        yield each.text


@lru_cache(maxsize=64)  # every sentence of a paragraph asks for them
def _sentences(text: str) -> Sequence[Sentence]:
    return sentences(text)
