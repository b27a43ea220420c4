"""The answerer that needs no model: the article's own sentences, quoted and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant import testimony
from assistant.attribution import asks_of_sources, asks_what_one_says, is_of_document
from assistant.found import Found
from assistant.kinds import fits
from assistant.relevance import features, fitted, leads, probability
from assistant.sourcing import tells_who
from assistant.speaking import spoken
from index.types import Passage

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


def find(
    question: str,
    passages: Sequence[Passage],
    thresholds: Thresholds | None = None,
) -> list[Found]:
    """What answers the question, best first; nothing when the passages do not say."""
    articles = dict.fromkeys(passage.article for passage in passages)
    asked = asks_of_sources(question)
    if asked and (told := testimony.who(asked, articles)) is not None:
        return told
    bounds = thresholds or Thresholds()
    likely = [each for each in judge(question, passages) if each.probability >= bounds.threshold]
    if asked:
        likely = [
            each for each in likely if tells_who(asked, each.article, each.paragraph, each.sentence)
        ]
    speaker = asks_what_one_says(question)
    if speaker and not is_of_document(speaker.speaker):
        return spoken(speaker, articles, likely, bounds.nearly_as_good)
    best = likely[0].probability if likely else 0.0
    nearly = [each for each in likely if each.probability >= bounds.nearly_as_good * best]
    return nearly[: bounds.most]


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
