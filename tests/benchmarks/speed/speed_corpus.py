"""What the project and the bare stack are asked about: 2,400 paragraphs of the judged data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from index.types import Article
from tests.benchmarks import datasets

SETS: Final = ("onestopqa", "quail-news", "polnear-who", "clapnq")
PARAGRAPHS: Final = 2_400
QUESTIONS: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the paragraphs that answer it: an article's address and a number each."""

    text: str
    gold: frozenset[str]


def available() -> bool:
    """Whether the data is beside the project."""
    return all(datasets.available(name) for name in SETS)


def articles() -> list[Article]:
    """Articles with some PARAGRAPHS in all, as many as they come."""
    return [article for _, article in _named()]


def questions() -> list[Asked]:
    """QUESTIONS about them that have an answer, of all sets and articles alike."""
    names = dict(_named())
    all_questions = [
        Asked(each.text, frozenset(f"{names[each.article_id].url} {at}" for at in each.gold))
        for each in (each for name in SETS for each in datasets.questions(name))
        if each.gold and each.article_id in names
    ]
    step = len(all_questions) / QUESTIONS
    return [all_questions[int(at * step)] for at in range(QUESTIONS)]


def _named() -> Iterator[tuple[str, Article]]:
    paragraphs = 0
    for name in SETS:
        for id_, article in datasets.articles(name).items():
            if paragraphs + len(article.paragraphs) <= PARAGRAPHS:
                paragraphs += len(article.paragraphs)
                yield id_, article
