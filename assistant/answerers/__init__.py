"""Who answers each kind of question without a model, in the article's words or from its ledger.

asked          what an answerer is given, and what it gives back
article_lines  a line an article, with its paper and day
articles       which articles there are, say something or mention somebody
comparisons    both sides, of speakers or articles
sources        who speaks in the articles
reasons        why something is so
lists, items   the dates, figures, places, people of articles
statements     what somebody says
truth          who says that something is so, and who does not
summaries      what an article says as a whole, or several say of a matter
matter         what a question is about, and which paragraphs have it
corrected      what corrects a figure that is told
times/         what happened when, in order; when something was; which day “Tuesday” is

A kind that is not in the table is answered by `extractive`, with the sentences that are likeliest
to answer; so is a question of one that is, where its answerer leaves it (None).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.answerers import (
    articles,
    comparisons,
    lists,
    reasons,
    sources,
    statements,
    summaries,
    truth,
)
from assistant.answerers.asked import Asked, Found
from assistant.answerers.corrected import with_corrections
from assistant.answerers.times import chronology, when
from assistant.answerers.times.days import time_notes
from assistant.attribution import source_question_of
from assistant.extractive import answerer
from assistant.questions.follow_ups.back_references import asks_for_more
from assistant.questions.forms.chronology_questions import asks_when
from assistant.questions.two_questions import two_questions
from assistant.scored_sentence import ScoredSentence, merge_overlapping
from assistant.testimony import source_answers
from assistant.types import Basis, Kind

__all__ = ["ANSWERERS", "Asked", "Found", "answer", "ledger_answer"]

ANSWERERS: Final[Mapping[Kind, Callable[[Asked], Found | None]]] = {
    Kind.ARTICLES: articles.answer,
    Kind.COMPARISON: comparisons.answer,
    Kind.SOURCES: sources.answer,
    Kind.LIST: lists.answer,
    Kind.REASON: reasons.answer,
    Kind.STATEMENTS: statements.answer,
    Kind.CHRONOLOGY: chronology.answer,
    Kind.TRUTH: truth.answer,
    Kind.SUMMARY: summaries.answer,
    Kind.FACT: when.answer,
}

_LIKELY: Final = {Kind.FACT, Kind.REASON}
"""Kinds that are answered by what is likely to answer: there a model knows better."""


def answer(asked: Asked) -> Found:
    """What answers a question without a model; no sentences when the articles do not say."""
    found = _found(asked)
    if not asks_when(asked.text):
        return found
    return replace(found, notes=(*found.notes, *time_notes(found.sentences)))


def ledger_answer(asked: Asked) -> Found | None:
    """What the articles' ledger has to a question, whoever answers; None where it has nothing."""
    found = _sources_found(asked)
    if found is None and asked.kind in ANSWERERS.keys() - _LIKELY:
        found = ANSWERERS[asked.kind](asked)
    question = asked.question
    return found.without(question.told) if found and asks_for_more(question.last) else found


def _sources_found(asked: Asked) -> Found | None:
    """Who says what a question asks; None for other questions, and where nobody speaks of it."""
    question = source_question_of(asked.text) if asked.kind is Kind.WHO_SAYS else None
    articles = dict.fromkeys(each.article for each in asked.passages)
    told = source_answers.who(question, articles) if question else None
    return None if told is None else Found(tuple(told))


def _found(asked: Asked) -> Found:
    is_plain = asked.kind in (Kind.FACT, Kind.REASON) and asked.follow_up is None
    if is_plain and (both := two_questions(asked.text)):
        return _of_both(both, asked)
    of_kind = ANSWERERS.get(asked.kind)
    if of_kind is not None and (found := of_kind(asked)) is not None:
        return found
    sentences = answerer.find(asked.text, asked.passages, asked.thresholds, asked.follow_up)
    articles = dict.fromkeys(each.article for each in asked.passages)
    return Found(tuple(with_corrections(asked.text, _newest_first(sentences), articles)))


def _of_both(questions: tuple[str, str], asked: Asked) -> Found:
    """What answers each of two questions best, as far as anything does."""
    sentences: list[ScoredSentence] = []
    for each in questions:
        kind = Kind.REASON if each.lower().startswith("why") else Kind.FACT
        question = replace(asked.question, question=each, last=each)
        sentences += _found(replace(asked, question=question, kind=kind)).sentences[:1]
    return Found(tuple(merge_overlapping(sentences)))


def _newest_first(sentences: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """The sentences of a newer article before those of an older, as far as days are known."""
    own = all(each.basis is Basis.ARTICLE for each in sentences)
    if not own or any(each.article.published is None for each in sentences):
        return [*sentences]
    return sorted(sentences, key=_day, reverse=True)


def _day(sentence: ScoredSentence) -> date:
    published = sentence.article.published
    return published.date() if published else date.min
