"""A question in, the passages that may answer it out: dense and BM25, fused."""

from __future__ import annotations

import asyncio
from typing import Final

from index.embeddings import Candidate, Embeddings
from index.encode import Encoder, Question
from index.ingest import check_embedder
from index.library import Library
from index.rank import query_terms, rank
from index.types import Passage, Scope
from index.vectors import VectorIndex

EXACT: Final = 1_000
"""Paragraphs up to which a scope is ranked whole, from the library alone.

An article is, and a small library. It is exact, takes milliseconds, does not grow with the
library as a filtered query in Chroma does, and spares a command the import of chromadb.
"""

RECALL: Final = 50
"""Candidates from each side, dense and lexical, when the scope is larger."""

EVERYTHING: Final = Scope()


class Search:
    """Passages from the library, over everything or within a scope."""

    def __init__(
        self,
        library: Library,
        embeddings: Embeddings,
        vectors: VectorIndex,
        encoder: Encoder,
    ) -> None:
        self._library = library
        self._embeddings = embeddings
        self._vectors = vectors
        self._encoder = encoder

    async def passages(
        self, question: str, scope: Scope = EVERYTHING, limit: int = 5
    ) -> list[Passage]:
        """The best passages, best first, at most `limit` (8 is the most there are).

        Raises:
            ArticleNotFound: the scope names an article that is not there.
            EmbedderMismatch: the index was made with another embedder.
        """
        encoded, candidates = await self.recall(question, scope)
        if not candidates:
            return []
        ranked = (await asyncio.to_thread(rank, encoded, candidates))[:limit]
        ids = {each.candidate.article_id for each in ranked}
        articles = {id_: await self._library.get(id_) for id_ in ids}
        return [
            Passage(
                article=articles[each.candidate.article_id],
                paragraph=each.candidate.paragraph,
                score=each.score,
                dense=each.dense,
                lexical=each.lexical,
                match=each.match,
                matches=each.matches,
            )
            for each in ranked
        ]

    async def recall(self, question: str, scope: Scope) -> tuple[Question, list[Candidate]]:
        """The question, encoded, and all that ranking looks at; raises what `passages` raises."""
        await check_embedder(self._embeddings, self._encoder.name)
        encoded = await self._encoder.question(question)
        return encoded, await self._candidates(encoded, scope)

    async def _candidates(self, question: Question, scope: Scope) -> list[Candidate]:
        sizes = await self._library.sizes(scope)
        if sum(sizes.values()) <= EXACT:
            return await self._embeddings.of_articles(sizes, self._encoder.name)
        query = query_terms(question.text, await self._library.languages() or [None])
        keys = None if scope == EVERYTHING else list(sizes)
        dense, lexical = await asyncio.gather(
            self._vectors.nearest(question.vector, RECALL, keys),
            self._embeddings.lexical(query, RECALL, keys),
        )
        return await self._embeddings.at_rows({*dense, *lexical}, self._encoder.name)
