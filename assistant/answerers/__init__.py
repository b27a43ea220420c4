"""Who answers each kind of question without a model, in the article's words or from its ledger.

asked       what an answerer is given, and what it gives back
statements  what somebody says
summaries   what an article says as a whole

A kind that is not in the table is answered by `extractive`, with the sentences that are likeliest
to answer; so is a question of one that is, where its answerer leaves it (None).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from assistant.answerers import statements, summaries
from assistant.answerers.asked import Asked, Found
from assistant.extractive import answerer
from assistant.kinds import Kind

__all__ = ["ANSWERERS", "Asked", "Found", "answer"]

ANSWERERS: Final[Mapping[Kind, Callable[[Asked], Found | None]]] = {
    Kind.STATEMENTS: statements.answer,
    Kind.SUMMARY: summaries.answer,
}


def answer(asked: Asked) -> Found:
    """What answers a question without a model; no sentences when the articles do not say."""
    of_kind = ANSWERERS.get(asked.kind)
    if of_kind is not None and (found := of_kind(asked)) is not None:
        return found
    sentences = answerer.find(asked.text, asked.passages, asked.thresholds, asked.follow_up)
    return Found(tuple(sentences))
