"""The articles that the questions are about, in a library of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from api.wiring import Parts
from assistant.types import Answer, Message, Outcome
from index import read_file
from index.types import Article, Scope
from tests.benchmarks import datasets
from tests.benchmarks.asked.grading import ANSWERED, REFUSED, Heard
from tests.benchmarks.asked.question_set import SETS, Question

REFERENCED: Final = "quail-news"
"""A set beside the project; of its articles those that questions name are taken."""

WHICH_ARTICLES: Final = "scope"
"""The kind that is also answered by the titles and papers beside the quotations."""

_MARKER: Final = re.compile(r"\[[A-Z]*\d+\]")
"""A citation in an answer's text: its number is no part of what is told."""

_OUTCOMES: Final = {
    Outcome.ANSWERED: ANSWERED,
    Outcome.PARTIAL: ANSWERED,
    Outcome.DEGRADED: ANSWERED,
    Outcome.NOT_FOUND: REFUSED,
}


async def own_articles(name: str) -> dict[str, Article]:
    """The articles of a set, by their files' names."""
    paths = sorted((SETS / name / "articles").glob("*.md"))
    return {path.stem: await read_file(path) for path in paths}


def referenced_articles(questions: Iterable[Question]) -> dict[str, Article]:
    """The articles beside the project that the questions need, where it is there."""
    if not datasets.available(REFERENCED):
        return {}
    needed = frozenset[str]().union(*(question.needs for question in questions))
    return {name: it for name, it in datasets.articles(REFERENCED).items() if name in needed}


class Library:
    """A library of the set's articles, asked in the set's own names for them."""

    def __init__(self, parts: Parts, ids: Mapping[str, str]) -> None:
        self._assistant = parts.assistant
        self._ids = ids
        self._names = {article_id: name for name, article_id in ids.items()}

    @classmethod
    async def of(cls, parts: Parts, articles: Mapping[str, Article]) -> Library:
        """The library, once all articles have been added."""
        ids = {}
        for name, article in articles.items():
            ids[name] = (await parts.ingest.add(article)).article.id
        return cls(parts, ids)

    async def ask(self, question: Question) -> Heard:
        """The answer to a question, after those before it have been asked."""
        scope = Scope.of(articles=[self._ids[name] for name in question.articles])
        history: list[Message] = []
        for before in question.history:
            answer = await self._assistant.ask(before, scope, history)
            history += [
                Message("user", answer.standalone_question),
                Message("assistant", answer.text, answer.cited),
            ]
        answer = await self._assistant.ask(question.text, scope, history)
        return self._heard(answer, titled=question.kind == WHICH_ARTICLES)

    def _heard(self, answer: Answer, *, titled: bool) -> Heard:
        citations = [citation for claim in answer.claims for citation in claim.citations]
        return Heard(
            outcome=_OUTCOMES.get(answer.outcome, answer.outcome.value),
            text=_MARKER.sub("", answer.text),
            claims=tuple(claim.text for claim in answer.claims),
            quotes=tuple(f"{it.where}: {it.quote}" if titled else it.quote for it in citations),
            cited=frozenset(f"{self._names[it.article_id]}:{it.paragraph}" for it in citations),
        )
