"""The answerer that needs no model: the article's own sentences, quoted and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.attribution import (
    LIKELY,
    SpeakerKind,
    Statement,
    VerbKind,
    find_statements,
    statements,
    who_says,
)
from assistant.kinds import fits
from assistant.relevance import features, fitted, leads, probability
from index.text import sentences
from index.types import Article, Passage, Sentence

NAME: Final = "extractive"

MOST: Final = 3
"""Sentences in an answer."""

NEARLY_AS_GOOD: Final = 0.8
"""A further sentence is added when it is this likely, relative to the best."""


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


def find(question: str, passages: Sequence[Passage]) -> list[Found]:
    """What answers the question, best first; nothing when the passages do not say."""
    asked = who_says(question)
    likely = (_sayings(asked, passages) if asked else []) or _likely(question, passages)
    best = likely[0].probability if likely else 0.0
    return [found for found in likely[:MOST] if found.probability >= NEARLY_AS_GOOD * best]


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


def _likely(question: str, passages: Sequence[Passage]) -> list[Found]:
    enough = fitted().threshold
    return [found for found in judge(question, passages) if found.probability >= enough]


def _sayings(asked: str, passages: Sequence[Passage]) -> list[Found]:
    """Who says what is asked about, each source once, the likeliest first."""
    said: dict[tuple[str, str], Found] = {}
    for article in {passage.article.id: passage.article for passage in passages}.values():
        for statement, score in find_statements(asked, statements(article), article):
            if score >= LIKELY:
                found = Found(
                    text=_says_so(statement),
                    article=article,
                    paragraph=statement.paragraph,
                    sentence=_naming_the_speaker(statement, article),
                    probability=score,
                )
                said.setdefault((article.id, statement.speaker.name), found)
    return sorted(said.values(), key=lambda found: -found.probability)


def _says_so(statement: Statement) -> str:
    speaker = statement.speaker
    group = speaker.count is None and speaker.kind is SpeakerKind.ANONYMOUS
    plural = group or (speaker.count or 1) > 1
    match statement.verb_kind:
        case VerbKind.DENIED:
            verb = "deny it" if plural else "denies it"
        case VerbKind.UNSURE:
            verb = "are unsure" if plural else "is unsure"
        case VerbKind.CONFIRMED:
            verb = "confirm it" if plural else "confirms it"
        case _:
            verb = "say so" if plural else "says so"
    return f"{speaker.name[:1].upper()}{speaker.name[1:]} {verb}"


def _naming_the_speaker(statement: Statement, article: Article) -> Sentence:
    """The statement's sentence, from where its paragraph names the speaker if that is before."""
    start, end = statement.sentence.start, statement.sentence.end
    text = article.paragraph(statement.paragraph).text
    speaker = statement.speaker
    if speaker.paragraph == statement.paragraph and speaker.start < start:
        start = next(each.start for each in sentences(text) if each.end > speaker.start)
    return Sentence(text[start:end], start, end)
