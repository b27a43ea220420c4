"""Where a sentence of a draft may stand: the paragraphs that it names, and those a search finds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from assistant.draft_check.nearest import Placed
from assistant.rendering.labels import letters_of
from assistant.verification import ContextParagraph
from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.word_lists import any_of, capitalised
from index.retriever import Retriever
from index.store.protocols import ArticleStore
from index.types import Article, Passage, Place, Scope

FOUND: Final = 8
"""Paragraphs that are searched out for a sentence."""

_POINTING_BACK: Final = re.compile(
    rf"{any_of(capitalised(THIRD_PERSON | DEMONSTRATIVES | THIRD_PERSON_POSSESSIVES))}\b"
)


@dataclass
class ArticleLabels:
    """Labels of paragraphs: with letters where several articles are in play, in their order.

    Articles that nobody has named get theirs as they come up.
    """

    articles: list[Article]
    several: bool
    places: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {
            self.label(article, each.number): Place(article.id, each.number)
            for article in self.articles
            for each in article.paragraphs
        }

    def label(self, article: Article, paragraph: int) -> str:
        """The label of the paragraph with this number."""
        if not self.several:
            return str(paragraph)
        ids = [each.id for each in self.articles]
        if article.id not in ids:
            self.articles.append(article)
            ids.append(article.id)
        return f"{letters_of(ids.index(article.id))}{paragraph}"


@dataclass(frozen=True, slots=True)
class Placing:
    """Places a draft's sentences in the articles of a scope."""

    retriever: Retriever
    scope: Scope
    labels: ArticleLabels

    @classmethod
    async def of(cls, retriever: Retriever, articles: ArticleStore, scope: Scope) -> Placing:
        """The placing in a scope, whose articles a draft may name if they are named, or only one.

        Raises:
            ArticleNotFound, AmbiguousArticle: the scope names an article that is not there.
            NothingToSearch: the library is empty, or nothing is in the scope.
        """
        # Named twice, an article keeps its first letter.
        ids = dict.fromkeys(scope.article_ids)
        named = [await articles.get(each, scope.readable_by) for each in ids]
        known = list({each.id: each for each in named}.values())
        keys = await articles.keys(scope)
        if not known and len(keys) == 1:
            [entry, *_] = await retriever.passages("", scope, limit=1)
            known = [entry.article]
        return cls(retriever, scope, ArticleLabels(known, several=max(len(known), len(keys)) > 1))

    async def paragraphs(self, text: str, before: str, named: Collection[str]) -> Sequence[Placed]:
        """The paragraphs that may say a sentence, those that it names among them.

        `before` is the claim before it, which says whom "he" means.
        """
        query = f"{before} {text}".lstrip() if _POINTING_BACK.match(text) else text
        places = [self.labels.places[each] for each in named]
        found = await self.retriever.passages(query, self.scope, limit=FOUND, also=places)
        return [Placed(self._labelled(each), each.matches, each.lacked) for each in found]

    def _labelled(self, passage: Passage) -> ContextParagraph:
        label = self.labels.label(passage.article, passage.paragraph.number)
        return ContextParagraph(label, passage.article, passage.paragraph)
