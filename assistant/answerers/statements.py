"""What somebody says: all of it over the articles or what is on a matter, with who says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.attribution import SpeakerQuestion, means_document, speaker_question_of
from assistant.extractive.answerer import likely_sentences
from assistant.testimony.claims import unanswered
from assistant.testimony.sayings import sayings
from assistant.testimony.speaker_answers import MOST, spoken
from assistant.testimony.speaker_list import known_speakers
from assistant.types import Note, NoteKind
from index.types import Article

MOST_NAMED: Final = 6
"""Speakers named where the one asked for does not speak."""


def answer(asked: Asked) -> Found | None:
    """Their sayings, quotations first; None for what a document says, and where a deed may answer.

    Where they say nothing, or nothing on the matter, a note tells who does speak.
    """
    question = speaker_question_of(asked.text)
    if question is None or means_document(question.speaker):
        return None
    return said_by(question, asked)


def said_by(question: SpeakerQuestion, asked: Asked) -> Found | None:
    """The same for a question that was read."""
    likely = likely_sentences(asked.text, asked.passages, asked.thresholds, asked.follow_up)
    sentences = spoken(question, asked.articles, likely, asked.thresholds.nearly_as_good)
    if sentences:
        more = len(sentences) - MOST
        text = f"{more} more sentences are not shown: ask about a matter, or of one article."
        notes = (Note(NoteKind.MORE, text),) if more > 0 else ()
        return Found(tuple(sentences[:MOST]), notes)
    speaks = any(sayings(question.speaker, article) for article in asked.articles)
    if not speaks and (silent := unanswered(question.speaker, asked.articles)):
        return Found(tuple(silent))
    if question.by_deed and not speaks:
        return None
    return Found((), (silence(question, asked.articles),))


def silence(question: SpeakerQuestion, articles: Sequence[Article]) -> Note:
    """That whom a question asks for says nothing, or nothing on the matter, and who does speak."""
    who = question.speaker
    if question.matter and any(sayings(who, article) for article in articles):
        text = f"“{who}” speaks here, but nothing of it was found to be about “{question.matter}”."
        return Note(NoteKind.SPEAKERS, text)
    return Note(NoteKind.SPEAKERS, f"Nobody called “{who}” is quoted here. {others(articles)}")


def others(articles: Sequence[Article]) -> str:
    """Who does speak, the first few by name."""
    everybody = dict.fromkeys(
        each.speaker.name for article in articles for each in known_speakers(article)
    )
    named = [*everybody][:MOST_NAMED]
    if not named:
        return "Nor is anybody else."
    more = len(everybody) - len(named)
    return f"Those who are: {', '.join(named)}{f' and {more} more' if more else ''}."
