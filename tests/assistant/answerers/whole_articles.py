"""A question of a kind, asked of whole articles."""

from __future__ import annotations

from assistant import answerers
from assistant.answerers import Asked, Found
from assistant.extractive.answerer import Thresholds
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.questions.kinds import kind_of
from index.types import Article
from tests.assistant.passages import passage


def asked(question: str, *articles: Article) -> Found:
    """What is found in whole articles, all of whose paragraphs fit as little as any."""
    passages = tuple(
        passage(each, paragraph.number, match=0.05)
        for each in articles
        for paragraph in each.paragraphs
    )
    kind = kind_of(question).kind
    rewritten = RewrittenQuestion(question, question)
    return answerers.answer(Asked(rewritten, kind, passages, articles, Thresholds()))
