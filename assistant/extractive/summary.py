"""What an article says as a whole: the first sentences of its first paragraphs."""

from __future__ import annotations

from typing import Final

from assistant.scored_sentence import ScoredSentence
from assistant.verification.addressed import is_for_machines
from index.language.sentences import sentences
from index.types import Article

MOST: Final = 3
"""Paragraphs of which the first sentence is quoted."""


def lead_sentences(article: Article) -> list[ScoredSentence]:
    """The first sentences of the paragraphs with which an article begins."""
    told = [each for each in article.paragraphs if not is_for_machines(article, each.number)]
    return [
        ScoredSentence(first.text, article, each.number, first, probability=1.0).as_excerpt()
        for each in told[:MOST]
        for first in sentences(each.text)[:1]
    ]
