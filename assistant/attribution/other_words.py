"""What is said in other words than what is asked: "the reserves had grown" for "rose"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from index.language.en.grammar.irregular_verbs import FORMS
from index.language.synonyms import Phrase, phrases, synonyms
from index.language.terms import terms


class AskedWords(NamedTuple):
    """The terms of what is asked about, and for each the terms that may stand for it."""

    terms: tuple[str, ...]
    others: dict[str, frozenset[str]]


class SaidWord(NamedTuple):
    """A word of what is said: the asked term that it is or stands for, or its own."""

    term: str
    is_exact: bool


@lru_cache(maxsize=256)
def asked_words(content: str) -> AskedWords:
    """The words of what is asked about."""
    asked = base_terms(content)
    others = {term: set(synonyms(term)) for term in asked}
    for phrase in phrases(content):
        for stem in phrase.stems:
            if stem in others:
                others[stem] |= phrase.terms
    return AskedWords(asked, {term: frozenset(each) for term, each in others.items()})


def said_words(asked: AskedWords, saying: str) -> list[SaidWord]:
    """The words of what is said, each as the asked one that it may stand for."""
    words = [_said(asked, term) for term in base_terms(saying)]
    for phrase in _phrases(saying):
        stands_for = [term for term in asked.terms if term in phrase.terms]
        words += [SaidWord(term, is_exact=False) for term in stands_for[:1]]
    return words


def share_said_in(content: str, text: str) -> float:
    """The share of the content's words that a text has, or others for them."""
    asked = asked_words(content)
    said = {each.term for each in said_words(asked, text)}
    return len(said.intersection(asked.terms)) / len(asked.terms) if asked.terms else 0.0


def _said(asked: AskedWords, term: str) -> SaidWord:
    if term in asked.others:
        return SaidWord(term, is_exact=True)
    meant = next((each for each in asked.terms if term in asked.others[each]), None)
    return SaidWord(meant or term, is_exact=meant is None)


@lru_cache(maxsize=8_192)
def base_terms(saying: str) -> tuple[str, ...]:
    """The terms, those of "took" and "taken" as that of "take"."""
    return tuple(_bases().get(term, term) for term in terms(saying))


@cache
def _bases() -> dict[str, str]:
    verbs = (forms.split() for forms in FORMS.strip().splitlines())
    return {
        term: base
        for first, *others in verbs
        for base in terms(first)
        for other in others
        for term in terms(other)
    }


@lru_cache(maxsize=8_192)
def _phrases(saying: str) -> Sequence[Phrase]:
    return phrases(saying)
