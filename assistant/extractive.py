"""The answerer that needs no model: the article's own sentences, quoted and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.attribution import SourceQuestion, asks_of_sources
from assistant.kinds import fits
from assistant.relevance import features, fitted, leads, probability
from assistant.sourcing import sources
from index.types import Article, Passage, Sentence

NAME: Final = "extractive"

MOST: Final = 3
"""Sentences in an answer."""

NEARLY_AS_GOOD: Final = 0.8
"""A further sentence is added when it is this likely, relative to the best."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Which sentences are quoted: those that are at least as likely to answer as `threshold`.

    That is as fitted where nobody says otherwise. NEARLY_AS_GOOD and MOST explain the others.
    """

    threshold: float = field(default_factory=lambda: fitted().threshold)
    nearly_as_good: float = NEARLY_AS_GOOD
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Found:
    """What an article says to a question: a claim in plain text and the words behind it.

    `paragraph` is its number; `probability`: that it answers the question.
    """

    text: str
    article: Article
    paragraph: int
    sentence: Sentence
    probability: float


def find(
    question: str, passages: Sequence[Passage], thresholds: Thresholds | None = None
) -> list[Found]:
    """What answers the question, best first; nothing when the passages do not say."""
    asked = asks_of_sources(question)
    if asked and (named := _sources(asked, passages)):
        return named
    bounds = thresholds or Thresholds()
    likely = [each for each in judge(question, passages) if each.probability >= bounds.threshold]
    best = likely[0].probability if likely else 0.0
    return [
        each for each in likely[: bounds.most] if each.probability >= bounds.nearly_as_good * best
    ]


def nearest(question: str, passages: Sequence[Passage]) -> list[Found]:
    """The likeliest sentence of passages that are known to answer, if it is what is asked for."""
    fitting = [each for each in judge(question, passages) if fits(question, each.text)]
    return fitting[:1]


def judge(question: str, passages: Sequence[Passage]) -> list[Found]:
    """Every sentence of the passages, the likeliest to answer first."""
    found = [
        Found(
            text=match.sentence.text,
            article=passage.article,
            paragraph=passage.paragraph.number,
            sentence=match.sentence,
            probability=probability(features(question, passage, match, lead)),
        )
        for passage, lead in zip(passages, leads(passages), strict=True)
        for match in passage.matches
    ]
    return sorted(found, key=lambda each: -each.probability)


def _sources(asked: SourceQuestion, passages: Sequence[Passage]) -> list[Found]:
    articles = {passage.article.id: passage.article for passage in passages}.values()
    return [
        Found(
            text=each.told,
            article=each.article,
            paragraph=each.statement.paragraph,
            sentence=each.evidence,
            probability=each.likeness,
        )
        for each in sources(asked, articles)
    ]
