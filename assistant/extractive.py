"""The answerer that needs no model: the article's own sentences, quoted and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.relevance import features, fitted, leads
from index.types import Passage, Sentence

NAME: Final = "extractive"

MOST: Final = 3
"""Sentences in an answer."""

NEARLY_AS_GOOD: Final = 0.8
"""A further sentence is added when it is this likely, relative to the best."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the articles say to a question: a claim in plain text and the sentence behind it.

    `probability`: that it answers the question.
    """

    text: str
    passage: Passage
    sentence: Sentence
    probability: float


def find(question: str, passages: Sequence[Passage]) -> list[Found]:
    """What answers the question, best first; nothing when the passages do not say."""
    likely = judge(question, passages)[:MOST]
    best = likely[0].probability if likely else 0.0
    bar = max(fitted().threshold, NEARLY_AS_GOOD * best)
    return [found for found in likely if found.probability >= bar]


def judge(question: str, passages: Sequence[Passage]) -> list[Found]:
    """Every sentence of the passages, the likeliest to answer first."""
    found = [
        Found(
            text=match.sentence.text,
            passage=passage,
            sentence=match.sentence,
            probability=fitted().probability(features(question, passage, match, lead)),
        )
        for passage, lead in zip(passages, leads(passages), strict=True)
        for match in passage.matches
    ]
    return sorted(found, key=lambda each: -each.probability)
