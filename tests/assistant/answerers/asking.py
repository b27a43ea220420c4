"""A question put to articles of our own without a model, past the search."""

from __future__ import annotations

from assistant import answerers
from assistant.answerers import Asked, Found
from assistant.extractive.answerer import Thresholds
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.questions.kinds import kind_of
from index.types import Article
from tests.assistant.passages import passage


def found(question: str, *articles: Article, match: float = 0.6) -> Found:
    """What answers a question of these articles, each paragraph a passage that matches so well."""
    passages = tuple(
        passage(each, paragraph.number, match=match)
        for each in articles
        for paragraph in each.paragraphs
    )
    return answerers.answer(
        Asked(
            RewrittenQuestion(question, question),
            kind_of(question).kind,
            passages,
            articles,
            Thresholds(),
        )
    )


def answered(question: str, *articles: Article, match: float = 0.6) -> list[str]:
    """The sentences that answer it."""
    return [each.text for each in found(question, *articles, match=match).sentences]
