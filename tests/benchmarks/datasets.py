"""The judged development data beside the project, when it is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.sets.articles import read_articles
from index.types import Article

SHARED = Path(__file__).parents[3] / "shared"


@dataclass(frozen=True, slots=True)
class Question:
    """A judged question; `gold` paragraphs are None when nobody said which."""

    id: str
    article_id: str
    text: str
    gold: frozenset[int] | None
    answerable: bool
    evidence: str | None
    answers: tuple[str, ...]


def available(name: str) -> bool:
    """Whether this set is there."""
    return (SHARED / "data" / f"{name}.questions.jsonl").is_file()


def articles(name: str) -> dict[str, Article]:
    """The set's articles by the set's own ids."""
    return read_articles(SHARED / "data" / f"{name}.articles.jsonl")


def questions(name: str) -> list[Question]:
    """The set's questions, in the file's order."""
    return [
        Question(
            id=row["id"],
            article_id=row["article_id"],
            text=row["question"],
            gold=None if row["gold_paragraphs"] is None else frozenset(row["gold_paragraphs"]),
            answerable=row["answerable"],
            evidence=row.get("evidence"),
            answers=tuple(row["answers"]),
        )
        for row in _rows(f"{name}.questions.jsonl")
    ]


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (SHARED / "data" / name).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
