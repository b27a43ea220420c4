"""A question in, the passages that may answer it out: dense and BM25, fused."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from index.concurrency import Slots
from index.embedding.compatibility import check_dimensions, check_embedder
from index.embedding.encoder import EncodedQuestion, Encoder
from index.errors import ArticleNotFound, LibraryEmpty, NothingInScope
from index.patience import OutOfReach, Patience
from index.ranking import CLOSER_LOOK, Fusion, query_terms, rank
from index.store.protocols import ArticleStore, EmbeddingStore, LexicalIndex
from index.store.records import AllBut, Candidate, Entry, Keys
from index.store.vectors.neighbours import Neighbours
from index.types import EVERYTHING, Article, Lack, Passage, Place, Scope

EXACT: Final = 500
"""Paragraphs up to which a scope is ranked whole, from the library alone.

An article is, and a small library. It is exact, takes milliseconds, does not grow with the
library as a filtered query in Chroma does, and spares a command the import of chromadb.
"""

RECALL: Final = 50
"""Candidates from each side, dense and lexical, when the scope is larger."""

EMBEDDING: Final = 5.0
"""Seconds for the vector of a question, where somebody else makes it."""

AT_ONCE: Final = max(1, (os.cpu_count() or 1) - 1)
"""Searches at the same time: with more, each would take longer and the event loop wait for all."""


class Retriever(Protocol):
    """Finds the passages that may answer a question; the assistant asks nothing else of an index.

    Raises an IndexingError when it cannot search.
    """

    async def passages(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        limit: int = 5,
        also: Collection[Place] = (),
        fusion: Fusion = Fusion.FUSED,
    ) -> list[Passage]:
        """At least one passage and at most `limit`, the best first; those in `also` come too."""
        ...

    async def articles(self, scope: Scope = EVERYTHING, limit: int = 10) -> list[Article]:
        """The articles of a scope, the newest first, at most `limit`."""
        ...

    async def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        """What is listed of a scope's articles."""
        ...


@dataclass(frozen=True, slots=True)
class Search:
    """A question, encoded, and where: in the articles of a scope, which have these keys; or all.

    `is_whole`: every paragraph there is ranked. Else `lexical` are those (by row) that have its
    words, and `dense` those that are near to it; None where nobody knows them.
    """

    question: EncodedQuestion
    scope: Scope
    keys: Keys
    is_whole: bool
    lexical: Collection[int] = ()
    dense: Collection[int] | None = ()

    @property
    def lacks(self) -> Lack | None:
        """What is found without: nothing is near to a question without a vector."""
        if not self.question.vector.size:
            return Lack.EMBEDDER
        return Lack.VECTOR_INDEX if self.dense is None else None


class HybridRetriever:
    """The retriever of the library: dense and lexical candidates, fused and ranked."""

    def __init__(
        self,
        articles: ArticleStore,
        embeddings: EmbeddingStore,
        lexical: LexicalIndex,
        neighbours: Neighbours,
        encoder: Encoder,
    ) -> None:
        self._articles = articles
        self._embeddings = embeddings
        self._lexical = lexical
        self._neighbours = neighbours
        self._encoder = encoder
        self._embedder = Patience("the embedder")
        self._slots = Slots(AT_ONCE)

    async def passages(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        limit: int = 5,
        also: Collection[Place] = (),
        fusion: Fusion = Fusion.FUSED,
    ) -> list[Passage]:
        """The best passages, best first, at most `limit` (48 is the most there are).

        Where the vector index or the embedder does not answer, they are found by words alone, and
        say so: `lacked`.

        Those in `also` come too, wherever they rank, if they are in the scope. `fusion` decides
        the order.

        Raises:
            ArticleNotFound: the scope names an article that is not there.
            NothingToSearch: the library is empty, or nothing is in the scope.
            EmbedderMismatch: the index was made with another embedder.
        """
        begun = await self._search(question, scope)
        async with self._slots.one():
            search = await self._with_nearest(begun)
            candidates = await self.recall(search, also)
            kept = {at for at, each in enumerate(candidates) if each.place in also}
            ranking = partial(rank, most=max(CLOSER_LOOK, limit), fusion=fusion)
            everything = await asyncio.to_thread(ranking, search.question, candidates, kept)
        # A closer look may have been taken at more than were asked for; `also` is shown anyway.
        ranked = [
            *everything[:limit],
            *(e for e in everything[limit:] if e.candidate.place in also),
        ]
        try:
            ids = list(dict.fromkeys(each.candidate.article_id for each in ranked))
            found = await self._articles.get_all(ids, scope.readable_by)
            articles = dict(zip(ids, found, strict=True))
        except ArticleNotFound:  # removed meanwhile, or added for others or put into a group
            return await self.passages(question, scope, limit, also, fusion)
        passages = [
            Passage(
                article=articles[each.candidate.article_id],
                paragraph=each.candidate.paragraph,
                score=each.score,
                dense=each.dense,
                lexical=each.lexical,
                match=each.match,
                matches=each.matches,
                words=each.words,
                asked=search.question.states,
                lacked=search.lacks,
            )
            for each in ranked
        ]
        if any(each.paragraph not in each.article.paragraphs for each in passages):  # updated
            return await self.passages(question, scope, limit, also, fusion)
        return passages

    async def articles(self, scope: Scope = EVERYTHING, limit: int = 10) -> list[Article]:
        """The articles of a scope, the newest first, at most `limit`.

        Raises:
            ArticleNotFound: the scope names an article that is not there.
        """
        entries = sorted(await self._articles.entries(scope), key=_day, reverse=True)
        try:
            ids = [each.id for each in entries[:limit]]
            return await self._articles.get_all(ids, scope.readable_by)
        except ArticleNotFound:  # removed meanwhile, or put into a group
            return await self.articles(scope, limit)

    async def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        """What is listed of a scope's articles.

        Raises:
            ArticleNotFound: the scope names an article that is not there.
        """
        return await self._articles.entries(scope)

    async def _search(self, question: str, scope: Scope) -> Search:
        """The search for a question; raises what `passages` raises."""
        within = await self._articles.within(scope)
        keys, hidden = within.keys, within.hidden
        survey = await self._articles.survey(EXACT, keys, hidden)
        check_embedder(survey.embedder, self._encoder.name)
        # A terminal passes on bytes that are not UTF-8.
        text = question.encode("utf-8", "replace").decode()
        if not survey.exceeds:
            return Search(await self._encoded(text), scope, keys, is_whole=True)
        query = query_terms(text, survey.languages)
        encoded, lexical, is_prepared = await asyncio.gather(
            self._encoded(text),
            self._lexical.best(query, RECALL, keys, hidden),
            self._neighbours.prepare(),
        )
        dense = () if is_prepared else None
        return Search(encoded, scope, keys, is_whole=False, lexical=lexical, dense=dense)

    async def _encoded(self, question: str) -> EncodedQuestion:
        """The question, without a vector where the embedder does not answer."""
        if self._encoder.is_here:
            return await self._encoder.question(question)
        try:
            return await self._embedder.ask(lambda: self._encoder.question(question), EMBEDDING)
        except OutOfReach:
            return await self._encoder.words(question)

    async def _with_nearest(self, search: Search) -> Search:
        """The search with the paragraphs that are near to its question."""
        vector = search.question.vector
        if search.is_whole or search.dense is None or not vector.size:
            return search
        dense = await self._neighbours.nearest(vector, RECALL, search.keys)
        return replace(search, dense=dense)

    async def recall(self, search: Search, also: Collection[Place] = ()) -> list[Candidate]:
        """All that ranking looks at, at least one; raises what `passages` raises."""
        question = search.question
        candidates = await self._candidates(search, also)
        if not candidates:
            raise LibraryEmpty if isinstance(search.keys, AllBut | None) else NothingInScope
        dimensions = candidates[0].encoded.vectors.shape[1]
        if question.vector.size:
            check_dimensions(self._encoder.name, dimensions, len(question.vector))
        return candidates

    async def _candidates(self, search: Search, also: Collection[Place]) -> list[Candidate]:
        keys, embedder = search.keys, self._encoder.name
        if search.is_whole:
            return await self._embeddings.candidates(keys, embedder)
        forms = await self._articles.rows(also, keys) if also else []
        rows = {*(search.dense or ()), *search.lexical, *forms}
        if not rows and search.lacks:
            rows = {*await self._newest(search)}
        return await self._embeddings.candidates_at(rows, embedder)

    async def _newest(self, search: Search) -> list[int]:
        """The first paragraphs of the newest articles: no word is found, and nothing is near."""
        entries = sorted(await self._articles.entries(search.scope), key=_day, reverse=True)
        places = [Place(each.id, 1) for each in entries[:RECALL]]
        return await self._articles.rows(places, search.keys)


def _day(entry: Entry) -> datetime:
    """When it was published, by the clock of where that was; at the very first without a date."""
    return (entry.published or datetime.min).replace(tzinfo=None)
