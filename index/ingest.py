"""An article into the index: chunks, vectors, library, Chroma, in that order.

Every step can be repeated and none is taken twice: vectors are kept as they come, so an
ingest that was cut short goes on where it stopped, and the library's outbox brings
Chroma up to date after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.chunks import chunks
from index.embed import Embedder
from index.embeddings import Embeddings, ParagraphVectors
from index.errors import EmbedderMismatch
from index.identity import paragraph_digest
from index.library import Change, Library
from index.text import sentences
from index.types import Article, Chunk, Paragraph
from index.vectors import VectorIndex

SLICE = 32
"""Paragraphs embedded between two saves: what a failure can cost."""

TITLE = 200
"""Characters of the title that go before a chunk."""

Progress = Callable[[int, int], None]
"""Called with the paragraphs done and their total."""


def _quiet(done: int, total: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did; the article has its id."""

    article: Article
    change: Change


class Ingest:
    """Everything that changes the index."""

    def __init__(
        self, library: Library, embeddings: Embeddings, vectors: VectorIndex, embedder: Embedder
    ) -> None:
        self._library = library
        self._embeddings = embeddings
        self._vectors = vectors
        self._embedder = embedder

    async def add(self, article: Article, progress: Progress = _quiet) -> Ingested:
        """Store and index an article, in place of its earlier version where there is one.

        Raises:
            EmbedderMismatch: the index was made with another embedder.
            EmbeddingError, StorageError: what was done so far is kept.
        """
        await check_embedder(self._embeddings, self._embedder)
        change, known = await self._library.find(article)
        if change is Change.UNCHANGED and known is not None:
            if await self._embeddings.pending():  # an earlier ingest was cut short
                await self._vectors.sync()
            return Ingested(article.with_id(known), change)
        if await self._embeddings.embedder() is None:
            await self._embeddings.adopt(self._embedder.name)
        await self._embed(article, progress)
        stored = await self._library.put(article)
        await self._vectors.sync()
        return Ingested(stored, change)

    async def check(self) -> int:
        """How many chunks the index has, as the library and Chroma agree.

        Raises:
            EmbedderMismatch, StorageError: they cannot be used as they are.
        """
        await check_embedder(self._embeddings, self._embedder)
        await self._vectors.sync()
        return await self._embeddings.count_chunks(self._embedder.name)

    async def remove(self, article_id: str) -> Article:
        """Forget an article: none of its text stays in any file."""
        article = await self._library.remove(article_id)
        await self._vectors.sync()
        return article

    async def reindex(self, progress: Progress = _quiet) -> int:
        """Rebuild Chroma from the library, for the present embedder; how many articles."""
        entries = await self._library.entries()
        total = sum(entry.paragraphs for entry in entries)
        done = 0
        for entry in entries:
            await self._embed(await self._library.get(entry.id), _quiet)
            done += entry.paragraphs
            progress(done, total)
        await self._embeddings.adopt(self._embedder.name)
        await self._vectors.rebuild()
        return len(entries)

    async def _embed(self, article: Article, progress: Progress) -> None:
        """Vectors for the paragraphs that have none yet."""
        total = len(article.paragraphs)
        for first in range(0, total, SLICE):
            some = article.paragraphs[first : first + SLICE]
            by_digest = {paragraph_digest(article, each.text): each for each in some}
            missing = await self._embeddings.missing(list(by_digest), self._embedder.name)
            if missing:
                wanted = {digest: by_digest[digest] for digest in by_digest if digest in missing}
                embedded = await self._embed_paragraphs(article, list(wanted.values()))
                await self._embeddings.save(
                    self._embedder.name, dict(zip(wanted, embedded, strict=True))
                )
            progress(min(first + SLICE, total), total)

    async def _embed_paragraphs(
        self, article: Article, paragraphs: Sequence[Paragraph]
    ) -> list[ParagraphVectors]:
        """Chunks are embedded behind the article's title, which says what they are about."""
        title = f"{article.title[:TITLE]}. "
        room = self._embedder.max_tokens - self._embedder.count_tokens(title)
        some = replace(article, paragraphs=tuple(paragraphs))
        chunked: dict[int, list[Chunk]] = {each.number: [] for each in paragraphs}
        for chunk in chunks(some, max_tokens=room, count=self._embedder.count_tokens):
            chunked[chunk.paragraph].append(chunk)

        texts: list[str] = []
        spans: list[list[tuple[int, int]]] = []
        for paragraph in paragraphs:
            own, sentenced = chunked[paragraph.number], sentences(paragraph.text)
            texts += [title + chunk.text for chunk in own]
            texts += [sentence.text for sentence in sentenced]
            spans.append(
                [(chunk.start, chunk.end) for chunk in own]
                + [(sentence.start, sentence.end) for sentence in sentenced]
            )
        vectors = await self._embedder.embed(texts)
        ends = np.cumsum([len(each) for each in spans])
        return [
            ParagraphVectors(
                len(chunked[paragraph.number]), np.array(own_spans, np.int32), vectors[start:end]
            )
            for paragraph, own_spans, start, end in zip(
                paragraphs, spans, [0, *ends[:-1]], ends, strict=True
            )
        ]


async def check_embedder(embeddings: Embeddings, embedder: Embedder) -> None:
    """EmbedderMismatch when the index was made with another embedder."""
    made_with = await embeddings.embedder()
    if made_with not in (None, embedder.name):
        raise EmbedderMismatch(
            f"the index was made with the embedder {made_with}, and the one set now is "
            f"{embedder.name}. Run `assistant reindex` to make it anew with {embedder.name}, or "
            "set ASSISTANT_EMBEDDER back."
        )
