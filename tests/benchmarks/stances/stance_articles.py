"""Articles of our own, with who takes which stance to what: questions to each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from index.types import Article, Paragraph

FILE: Final = Path(__file__).with_suffix(".toml")
STANCES: Final = ("says", "denies", "doubts", "unsure", "confirms")
QUESTIONS: Final = {
    "who says": ("Who says that {}?", "says"),
    "how many": ("How many say that {}?", "says"),
    "who denies": ("Who denies that {}?", "denies"),
    "who confirms": ("Who confirms that {}?", "confirms"),
    "is anyone unsure": ("Is anyone unsure whether {}?", "unsure"),
    "do they agree": ("Do they agree that {}?", ""),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A question and the words that name who answers it; `stances` are of everybody.

    `paragraph` is the only one whose sources are judged; None for all.
    """

    group: str
    kind: str
    question: str
    article: Article
    expected: frozenset[str]
    stances: dict[str, frozenset[str]]
    paragraph: int | None = None


def cases() -> Iterator[Case]:
    """Every question to every proposition, of the articles to look at first."""
    for row in sorted(_rows(), key=lambda each: each.get("kept", False)):
        article = _article(row)
        group = "ours, kept" if row.get("kept") else "ours"
        for about in row["about"]:
            stances = {stance: frozenset(about.get(stance, ())) for stance in STANCES}
            everybody = frozenset[str]().union(*stances.values())
            for kind, (form, wanted) in QUESTIONS.items():
                question = form.format(about["proposition"])
                expected = stances[wanted] if wanted else everybody
                yield Case(group, kind, question, article, expected, stances)


def _article(row: dict[str, Any]) -> Article:
    texts = row["text"].strip().split("\n\n")
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
    return Article(row["id"], paragraphs, language="en", id=row["id"])


def _rows() -> list[dict[str, Any]]:
    with FILE.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["article"]
    return rows
