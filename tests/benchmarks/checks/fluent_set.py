"""Fluent sentences beside the project: true as a strong model writes them, and their twins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from assistant.verification import ContextParagraph, Verdict, check
from assistant.verification.draft import Draft
from tests.benchmarks import datasets

FILE: Final = datasets.SHARED / "data" / "fluent-answers.jsonl"

SETS: Final = ("onestopqa", "quail-news", "polnear-who")
"""The sets whose articles the replies are about."""


@dataclass(frozen=True, slots=True)
class FluentSentence:
    """A sentence about an article, and what is wrong with it; of a true one, its style."""

    text: str
    labels: tuple[str, ...]
    question: str
    paragraphs: tuple[ContextParagraph, ...]
    kind: str
    supported: bool
    note: str = ""

    def verdict(self) -> Verdict:
        """By the rules alone."""
        return check(Draft(self.text, self.labels), self.paragraphs, self.question)


def fluent_sentences() -> Iterator[FluentSentence]:
    """The true sentences and their twins, in the file's order."""
    articles = {key: each for name in SETS for key, each in datasets.articles(name).items()}
    with FILE.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            article = articles[row["article_id"]]
            given = tuple(
                ContextParagraph(str(each.number), article, each) for each in article.paragraphs
            )
            for each in row["sentences"]:
                labels = tuple(map(str, each["cites"]))
                question = row["question"]
                yield FluentSentence(
                    each["text"], labels, question, given, each["style"], supported=True
                )
                for twin in each["twins"]:
                    yield FluentSentence(
                        twin["text"],
                        labels,
                        question,
                        given,
                        twin["error"],
                        supported=False,
                        note=twin["note"],
                    )
