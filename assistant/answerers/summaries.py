"""What an article says as a whole, or several say of a matter.

Of one article: its lead, as news are written, then who says what, and what is disputed. Of several
a line each, the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.answerers.article_lines import LINES, begins_with, lead_lines
from assistant.answerers.asked import Asked, Found
from assistant.extractive.summary import disputed_sentences, lead_sentences, said_sentences
from assistant.questions.forms.summary_questions import topic_of_summary
from assistant.scored_sentence import ScoredSentence
from assistant.types import Note, NoteKind
from index.language.terms import terms
from index.types import Article

_SAID: Final = 2
"""Statements of sources that are added to the lead."""


def answer(asked: Asked) -> Found | None:
    """The summary; None where nothing is about the matter that is asked about."""
    articles = asked.articles
    topic = topic_of_summary(asked.text)
    wanted = set(terms(topic)) if topic else set[str]()
    if topic:
        articles = tuple(each for each in articles if begins_with(each, wanted))
    if not articles:
        return None
    if len(articles) == 1:
        return _of_one(articles[0])
    return Found(tuple(lead_lines(articles)[:LINES]))


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
