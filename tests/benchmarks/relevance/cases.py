"""Judged questions with the sentences that a search finds for them, as the fit needs them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from api.wiring import Parts
from assistant.extractive.sentence_relevance import Features, features
from index.types import Article, Passage, Scope
from tests.benchmarks import datasets
from tests.benchmarks.facts.fact_set import HALVES, Fact, articles, read_facts
from tests.benchmarks.scratch import scratch

FITTED_ON: Final = ("onestopqa", "clapnq")
MEASURED_ON: Final = ("quail-news",)  # its licence lets us measure, not ship what was fitted on it

NAMES: Final = [field.name for field in fields(Features) if field.name != "tokens"]
"""The features beside that which the network makes."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the sentences found for it; `right` is None where nobody said which answer.

    `rows`, shape (sentences, features), are their features, `signs` those of their tokens'
    states, and `asked`, shape (tokens, 384), the states of the question's tokens.
    """

    set: str
    answerable: bool
    rows: NDArray[np.float32]
    right: NDArray[np.bool_] | None
    asked: NDArray[np.float32]
    signs: Sequence[NDArray[np.uint8]]


async def collect() -> list[Case]:
    """Every question of the sets, searched in its article with the real index."""
    found = []
    async with scratch() as parts:
        ids = await _added(parts, articles())
        for half in HALVES:
            for fact in read_facts(half):
                passages = await _passages(parts, fact.question, ids[fact.article])
                right = _told(fact, passages)
                found.append(_case(f"facts, {half}", fact.question, passages, right, any(right)))
        for name in FITTED_ON + MEASURED_ON:
            ids = await _added(parts, datasets.articles(name))
            for question in datasets.questions(name):
                passages = await _passages(parts, question.text, ids[question.article_id])
                judged = None if question.gold is None else _evidence(question, passages)
                found.append(_case(name, question.text, passages, judged, question.answerable))
    return [case for case in found if len(case.rows)]


async def _added(parts: Parts, articles: Mapping[str, Article]) -> dict[str, str]:
    return {name: (await parts.ingest.add(each)).article.id for name, each in articles.items()}


async def _passages(parts: Parts, question: str, article_id: str) -> list[Passage]:
    return await parts.retriever.passages(question, Scope((article_id,)), limit=8)


def _told(fact: Fact, passages: Sequence[Passage]) -> list[bool]:
    return [fact.is_told_in(it.sentence.text) for passage in passages for it in passage.matches]


def _evidence(question: datasets.Question, passages: Sequence[Passage]) -> list[bool]:
    """Of which sentences people said that they answer, as far as they said."""
    gold = question.gold or ()
    return [
        passage.paragraph.number in gold and _is_evidence(match.sentence.text, question.evidence)
        for passage in passages
        for match in passage.matches
    ]


def _is_evidence(sentence: str, evidence: str | None) -> bool:
    if evidence is None:
        return True
    mine, theirs = (set(re.findall(r"\w+", text.lower())) for text in (sentence, evidence))
    return len(mine & theirs) > 0.8 * min(len(mine), len(theirs))


def _case(
    name: str,
    question: str,
    passages: Sequence[Passage],
    right: Sequence[bool] | None,
    answerable: bool,
) -> Case:
    rows = [asdict(each) for passage in passages for each in features(question, passage)]
    return Case(
        set=name,
        answerable=answerable,
        rows=np.array([[row[name] for name in NAMES] for row in rows], np.float32),
        right=None if right is None else np.array(right),
        asked=np.asarray(next(each.asked for each in passages), np.float32),
        signs=[it.signs for each in passages for it in each.matches if it.signs is not None],
    )
