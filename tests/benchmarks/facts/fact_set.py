"""Questions for facts over articles of our own, each with the sentences that answer it.

A third of the questions ask for what the article does not say, in its own words. The half "fit" is
what the likelihood of a sentence is fitted on, the half "apart" is only measured.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.evaluation.sets.articles import read_articles
from index.types import Article

FOLDER: Final = Path(__file__).parent
HALVES: Final = ("fit", "apart")


@dataclass(frozen=True, slots=True)
class Fact:
    """A question of one article; without `sentences` the article does not answer it."""

    half: str
    article: str
    question: str
    sentences: tuple[str, ...]

    def is_told_in(self, text: str) -> bool:
        """Whether a text has a sentence that answers, or is a part of one."""
        return any(each in text or text in each for each in self.sentences)


def read_facts(half: str | None = None) -> list[Fact]:
    """The questions of a half or of both, in the files' order."""
    return [
        Fact(name, row["article"], row["question"], tuple(row["sentences"]))
        for name in HALVES
        if half in (None, name)
        for line in (FOLDER / f"{name}.questions.jsonl").read_text(encoding="utf-8").splitlines()
        for row in [json.loads(line)]
    ]


def articles() -> dict[str, Article]:
    """The articles of both halves, by the names that the questions have for them."""
    read = [read_articles(FOLDER / f"{half}.articles.jsonl") for half in HALVES]
    return {name: article for each in read for name, article in each.items()}
