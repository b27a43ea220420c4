"""What an article says as a whole, or several say of a matter.

Of one article: its lead, as news are written, then who says what, and what is disputed. Of several
a line each, the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answerers.article_lines import LINES, articles_about, lead_lines
from assistant.answerers.asked import Asked, Found
from assistant.answerers.matter import sentences_on
from assistant.extractive.summary import disputed_sentences, lead_sentences, said_sentences
from assistant.questions.forms.summary_questions import asks_what_happened, topic_of_summary
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.types import Note, NoteKind
from index.types import Article

_SAID: Final = 2
"""Statements of sources that are added to the lead."""

_PART: Final = 3
"""Sentences on a matter of an article that is about another."""


def answer(asked: Asked) -> Found | None:
    """The summary; None where nothing is about the matter that is asked about."""
    articles = asked.articles
    topic = topic_of_summary(asked.text)
    if topic and asks_what_happened(asked.text):
        return of_event(topic, articles)
    if topic:
        articles = articles_about(topic, articles)
    if topic and not articles:
        return _of_part(topic, asked.articles)
    if not articles:
        return None
    if len(articles) == 1:
        return _of_one(articles[0])
    return Found(tuple(lead_lines(articles)[:LINES]))


def of_event(event: str, articles: Sequence[Article]) -> Found | None:
    """The news of the articles that are about it; None where none is."""
    about = articles_about(event, articles, paragraphs=1)
    if not about:
        return None
    if len(about) == 1:
        return Found(tuple(lead_sentences(about[0])))
    return Found(tuple(lead_lines(about)[:LINES]))


def _of_part(topic: str, articles: Sequence[Article]) -> Found:
    """What articles that are about something else say of it; nothing where none names it."""
    of_each = (sentences_on(topic, each) for each in articles)
    told = [each.as_excerpt() for some in of_each for each in some[:_PART]]
    return Found(tuple(merge_overlapping(told[:LINES])))


def _of_one(article: Article) -> Found:
    lead = lead_sentences(article)
    disputed = _others(disputed_sentences(article), lead)
    said = _others(said_sentences(article), [*lead, *disputed])[:_SAID]
    notes = []
    places = dict.fromkeys(f"[{each.paragraph}]" for each in disputed_sentences(article))
    if len(places) > 1:
        text = f"Sources disagree: {', '.join(places)}."
        notes.append(Note(NoteKind.DISPUTED, text))
    told = sorted([*said, *disputed], key=lambda each: (each.paragraph, each.sentence.start))
    return Found((*lead, *told), tuple(notes))


def _others(
    sentences: Sequence[ScoredSentence], shown: Sequence[ScoredSentence]
) -> list[ScoredSentence]:
    """The sentences that are not shown yet, each once."""
    others: list[ScoredSentence] = []
    for each in sentences:
        if not any(_overlap(each, one) for one in (*shown, *others)):
            others.append(each)
    return others


def _overlap(one: ScoredSentence, other: ScoredSentence) -> bool:
    return (
        one.paragraph == other.paragraph
        and one.sentence.start < other.sentence.end
        and other.sentence.start < one.sentence.end
    )
