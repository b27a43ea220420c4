"""The dates, figures, places, people and organisations of articles, each with where it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from assistant.answerers.asked import Asked, Found
from assistant.answerers.items import items
from assistant.answerers.matter import Matter
from assistant.mentions.mention import Mentioned
from assistant.questions.forms.list_questions import list_question_of
from assistant.scored_sentence import Quote, ScoredSentence
from assistant.types import Basis, Note, NoteKind
from index.language.sentences import sentences
from index.types import Article

MOST: Final = 25
"""Items that are listed at most."""

_MOST_PLACES: Final = 4
"""Paragraphs that are cited for one item at most."""


def answer(asked: Asked) -> Found | None:
    """The items that are asked for, in the order of the text, each once."""
    question = list_question_of(asked.text)
    if question is None:
        return None
    matter, lines = Matter(question.matter), dict[str, ScoredSentence]()
    for article in asked.articles:
        for each in items(question.item, article):
            if not matter.has(article, each.paragraph):
                continue
            quote = _quote(article, each)
            known = lines.get(each.key)
            if known is None:
                place = article, each.paragraph, quote.sentence
                lines[each.key] = ScoredSentence(each.text, *place, 1.0, Basis.LEDGER)
            elif quote not in known.quotes and len(known.quotes) < _MOST_PLACES:
                lines[each.key] = replace(known, also=(*known.also, quote))
    notes = []
    if len(lines) > MOST:
        more = f"These are the first {MOST} of {len(lines)}."
        notes.append(Note(NoteKind.MORE, more))
    return Found(tuple(lines.values())[:MOST], tuple(notes))


def _quote(article: Article, each: Mentioned) -> Quote:
    """The sentence that has it."""
    text = article.paragraph(each.paragraph).text
    sentence = next(sentence for sentence in sentences(text) if each.start < sentence.end)
    return Quote(article, each.paragraph, sentence)
