"""Does a sentence say of another what a question asks of one: "scored for Leeds", "for Hull"?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from index.language.en.calendar import MONTHS_AND_NAMES, TIMES
from index.language.en.cues import CONTRASTS
from index.language.en.grammar.function_words import PREPOSITIONS
from index.language.folding import fold
from index.language.terms import terms

_WORD: Final = re.compile(r"[^\W_][\w’'-]*")


def is_of_another(question: str, sentence: str) -> bool:
    """Whether the sentence tells of a counterpart of what is asked about, and not of that.

    It has the question's words with another name behind them ("scored for Hull"), or its noun with
    the opposite word before it ("the south dam" for "the north dam").
    """
    said = [found[0] for found in _WORD.finditer(sentence)]
    here = set(terms(sentence))
    return any(
        here.isdisjoint(terms(name)) and _has_other_name(said, word, link)
        for word, link, name in _linked_names(question)
    ) or _has_counterpart(question, said)


def _has_counterpart(question: str, said: list[str]) -> bool:
    """Whether a sentence's words have the question's noun, always with a contrasting word."""
    asked = [found[0] for found in _WORD.finditer(question)]
    for word, noun in pairwise(asked):
        others = CONTRASTS.get(fold(word), frozenset())
        stems = set(terms(noun))
        if not others or not stems:
            continue
        before = {
            fold(each)
            for each, after in pairwise(["", *said])
            if not stems.isdisjoint(terms(after))
        }
        if before and before <= others:
            return True
    return False


def _linked_names(question: str) -> list[tuple[str, str, str]]:
    """The names of a question that a preposition links to a word: ("scored", "for", "Leeds")."""
    words = [found[0] for found in _WORD.finditer(question)]
    return [
        (word, link, name)
        for word, link, name in zip(words, words[1:], words[2:], strict=False)
        if fold(link) in PREPOSITIONS and _is_name(name)
    ]


def _has_other_name(words: list[str], before: str, link: str) -> bool:
    stems = set(terms(before))
    return any(
        _is_name(name) and fold(each) == fold(link) and not stems.isdisjoint(terms(word))
        for word, each, name in zip(words, words[1:], words[2:], strict=False)
    )


def _is_name(word: str) -> bool:
    """Whether it has a capital, and is no time: "in May"."""
    return word[0].isupper() and fold(word) not in TIMES | MONTHS_AND_NAMES
