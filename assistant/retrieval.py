"""The passages of a question: the best, an article's beginning, or its other paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from assistant.events import Retrieved
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.questions.forms.summary_questions import asks_for_overview, lead
from index.ranking import Fusion
from index.retriever import Retriever
from index.types import Article, Passage, Place, Scope

MOST_OTHERS: Final = 32
"""Paragraphs of an article that a model is asked about besides the passages retrieved."""

MOST_WHOLE: Final = 20
"""Articles that are read whole for one answer."""

LONGEST_ARTICLE: Final = 500
"""Paragraphs of an article among which those are looked for."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Retrieves `limit` passages a question, in the order of `fusion`."""

    retriever: Retriever
    limit: int
    fusion: Fusion

    async def retrieve(self, question: RewrittenQuestion, scope: Scope) -> Retrieved:
        """The best passages or, for a question about an article as a whole, its beginning."""
        passages_of = partial(self.retriever.passages, question.question, scope, fusion=self.fusion)
        passages = await passages_of(limit=self.limit, also=question.cited)
        articles = {passage.article for passage in passages}
        if len(articles) > 1 or not asks_for_overview(question.last):
            return Retrieved(question, tuple(passages))
        # No limit but the lead: what a summary needs is where it stands, not how it ranks.
        beginning = await passages_of(limit=0, also=lead(passages[0].article))
        ordered = sorted(beginning, key=lambda passage: passage.paragraph.number)
        return Retrieved(question, tuple(ordered), is_overview=True)

    async def articles(self, passages: Sequence[Passage], scope: Scope) -> tuple[Article, ...]:
        """The scope's articles, the newest first; of more than MOST_WHOLE those of the passages."""
        everything = await self.retriever.articles(scope, MOST_WHOLE + 1)
        if len(everything) <= MOST_WHOLE:
            return tuple(everything)
        return tuple(dict.fromkeys(passage.article for passage in passages))

    async def known(self, words: Collection[str], scope: Scope) -> list[str]:
        """Those of the words that stand somewhere in the scope."""
        found = [await self.retriever.passages(word, scope, limit=1) for word in words]
        return [word for word, [best, *_] in zip(words, found, strict=True) if best.lexical > 0]

    async def others(
        self, question: str, passages: Sequence[Passage], scope: Scope
    ) -> list[Passage]:
        """The other paragraphs of the article that the best passage is from, the best first."""
        article = passages[0].article  # of others, a model would be asked about whole libraries
        here = {each.paragraph.number for each in passages if each.article == article}
        numbers = [each.number for each in article.paragraphs if each.number not in here]
        places = [Place(article.id, number) for number in numbers[:LONGEST_ARTICLE]]
        others = await self.retriever.passages(
            question, scope, limit=0, also=places, fusion=self.fusion
        )
        return others[:MOST_OTHERS]


def narrowed(retrieved: Retrieved, within: Collection[str]) -> Retrieved:
    """What is of these articles alone; everything when there are none."""
    if not within:
        return retrieved
    passages = tuple(each for each in retrieved.passages if each.article.id in within)
    articles = tuple(each for each in retrieved.articles if each.id in within)
    return replace(retrieved, passages=passages, articles=articles)
