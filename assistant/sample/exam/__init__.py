"""The exam: sentences about four articles, half of them wrong, for a judging model to tell apart.

A sentence is supported when everything it says, as firmly as it says it and on whose word it says
it, is in the paragraphs that it cites; the question tells whom its "he" or "it" means. What
another paragraph says is of no help to it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from assistant.sample import ARTICLE
from index.readers.formats import read_bytes
from index.types import Article

SENTENCES: Final = Path(__file__).with_name("sentences.jsonl")

STYLES: Final = frozenset({"close", "reworded", "merged", "inferred"})
ERRORS: Final = frozenset(
    {
        "attachment",  # a clause attached to something else
        "cause",
        "comparison",
        "date",
        "dropped-speaker",  # what somebody claims, told as a fact
        "extra",
        "hedge",
        "merge",  # two true things made into a third
        "name",
        "negation",
        "number",
        "owner",  # the minister for the minister's son
        "qualifier",
        "role",
        "scope",
        "speaker",
        "stance",  # "says" for "declines to say"
        "swap",  # who did what to whom
        "time",
        "verb",
    }
)


@dataclass(frozen=True, slots=True)
class ExamSentence:
    """A sentence as a model writes it in an answer, and whether what it cites supports it."""

    article: str
    question: str
    text: str
    cites: tuple[int, ...]
    supported: bool
    kind: str  # one of STYLES where it is supported, else one of ERRORS
    because: str


@cache
def exam_articles() -> Mapping[str, Article]:
    """The four articles by the names that the sentences call them."""
    paths = [ARTICLE, *sorted(Path(__file__).parent.glob("*.md"))]
    return {path.stem: read_bytes(path.read_bytes(), name=path.name) for path in paths}


@cache
def exam_sentences() -> tuple[ExamSentence, ...]:
    """All sentences, article by article."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return tuple(_sentence(json.loads(line)) for line in lines)


def _sentence(row: dict[str, object]) -> ExamSentence:
    match row:
        case {
            "article": str(article),
            "question": str(question),
            "text": str(text),
            "cites": list(cites),
            "supported": bool(supported),
            "kind": str(kind),
            "because": str(because),
        }:
            return ExamSentence(article, question, text, tuple(cites), supported, kind, because)
    raise ValueError(f"not a sentence of the exam: {row}")
