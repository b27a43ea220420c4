"""What an article says as a whole: the first sentences of its first paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.scored_sentence import ScoredSentence
from assistant.verification.addressed import is_for_machines
from index.language.sentences import sentences
from index.types import Passage

MOST: Final = 3
"""Paragraphs of which the first sentence is quoted."""


def lead_sentences(passages: Sequence[Passage]) -> list[ScoredSentence]:
    """The first sentences of the passages with which an article begins."""
    return [
        ScoredSentence(
            first.text, passage.article, passage.paragraph.number, first, probability=1.0
        ).as_excerpt()
        for passage in [each for each in passages if not _is_for_machines(each)][:MOST]
        for first in sentences(passage.paragraph.text)[:1]
    ]


def _is_for_machines(passage: Passage) -> bool:
    return is_for_machines(passage.article, passage.paragraph.number)
