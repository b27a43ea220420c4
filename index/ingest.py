"""An article into the index: chunks, their vectors, the article, the vector index, in that order.

Every step can be repeated and none is taken twice: vectors are kept as they come, so an
ingest that was cut short goes on where it stopped, and the outbox brings the vector
index up to date after a crash.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from index.embedding.compatibility import check_embedder
from index.embedding.encoder import Encoder
from index.errors import ArticleNotFound
from index.groups import group_names
from index.identity import paragraph_digest
from index.language.visible_text import visible
from index.store.errors import VectorServerFailed
from index.store.protocols import ArticleStore, EmbeddingStore
from index.store.records import Change, Entry
from index.store.vectors.vector_index import VectorIndex
from index.types import Article

log = logging.getLogger(__name__)

SLICE = 32
"""Paragraphs embedded between two saves: what a failure can cost."""

Progress = Callable[[int, int], None]
"""Called with the paragraphs done and their total."""


def _quiet(done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """The result of an ingest: the article with its id, and what became of it."""

    article: Article
    change: Change


class Ingest:
    """Everything that changes the index."""

    def __init__(
        self,
        articles: ArticleStore,
        embeddings: EmbeddingStore,
        vectors: VectorIndex,
        encoder: Encoder,
    ) -> None:
        self._articles = articles
        self._embeddings = embeddings
        self._vectors = vectors
        self._encoder = encoder

    async def add(
        self,
        article: Article,
        progress: Progress = _quiet,
        groups: Collection[str] | None = None,
    ) -> Ingested:
        """Store and index an article, in place of its earlier version where there is one.

        In these groups, if any are given; else an earlier version's stay, and a new one is open.

        Raises:
            GroupNameWrong: no group can be called so.
            EmbedderMismatch: the index was made with another embedder.
            EmbeddingError, StorageError: what was done so far is kept.
        """
        article = _visible(article)
        groups = groups if groups is None else group_names(groups)
        check_embedder(await self._embeddings.embedder(), self._encoder.name)
        change, earlier = await self._articles.compare(article)
        if change is Change.UNCHANGED and earlier is not None:
            if groups is not None:
                await self._articles.regroup(earlier, groups)
            if await self._vectors.is_behind():  # an earlier ingest was cut short
                await self._vectors.sync()
            return Ingested(article.with_id(earlier), change)
        if await self._embeddings.embedder() is None:  # the first article decides the embedder
            await self._embeddings.adopt(self._encoder.name)
        if change is not Change.ANOTHER_SOURCE:
            await self._embed(article, progress)
        stored = await self._articles.put(article, self._encoder.name, groups)
        if stored is None:  # another process dropped what this one relied on
            return await self.add(article, progress, groups)
        await self._vectors.sync()
        return Ingested(stored, change)

    @property
    def mended(self) -> str:
        """Why the vector index was made anew from the library; empty where it was not."""
        return self._vectors.mended

    async def check(self) -> int:
        """How many chunks the index has, as the library and the vector index agree.

        Raises:
            EmbedderMismatch, StorageError: they cannot be used as they are.
        """
        check_embedder(await self._embeddings.embedder(), self._encoder.name)
        await self._vectors.sync()
        return await self._embeddings.count_chunks(self._encoder.name)

    async def remove(self, article_id: str) -> Article:
        """Forget an article: none of its text stays in any file.

        A vector server that is away has no text, and is told when it answers again.
        """
        article = await self._articles.remove(article_id)
        if await self._embeddings.embedder() in (None, self._encoder.name):
            try:
                await self._vectors.sync()  # else the change waits for the embedder that it is for
            except VectorServerFailed as error:
                log.warning("vectors of %s stay on their server for now. %s", article.id, error)
        return article

    async def reindex(self, progress: Progress = _quiet) -> int:
        """Fill the vector index anew from the library, for the present embedder; how many articles.

        Vectors that this embedder has made before are kept: a reindex can be resumed.
        """
        # The name may stand for another model by now, whose vectors go with no older ones.
        dimensions = len((await self._encoder.question("How many dimensions?")).vector)
        await self._embeddings.prune(self._encoder.name, dimensions=dimensions)
        entries = await self._articles.entries()
        await self._embed_all(entries, progress)
        while not await self._embeddings.adopt(self._encoder.name):  # others ingest meanwhile
            entries = await self._articles.entries()
            await self._embed_all(entries, progress)
        await self._vectors.rebuild()
        return len(entries)

    async def _embed_all(self, entries: Sequence[Entry], progress: Progress) -> None:
        total = sum(entry.paragraphs for entry in entries)
        done = 0
        for entry in entries:
            with suppress(ArticleNotFound):  # removed meanwhile
                await self._embed(await self._articles.get(entry.id), _quiet)
            done += entry.paragraphs
            progress(done, total)

    async def _embed(self, article: Article, progress: Progress) -> None:
        """Vectors for the paragraphs that have none yet."""
        total = len(article.paragraphs)
        for first in range(0, total, SLICE):
            some = article.paragraphs[first : first + SLICE]
            # By digest: paragraphs of the same text are embedded once.
            by_digest = {paragraph_digest(article, each.text): each for each in some}
            missing = await self._embeddings.missing(list(by_digest), self._encoder.name)
            if missing:
                texts = {digest: by_digest[digest] for digest in by_digest if digest in missing}
                encoded = await self._encoder.paragraphs(article, list(texts.values()))
                by_digest_encoded = dict(zip(texts, encoded, strict=True))
                await self._embeddings.save(self._encoder.name, by_digest_encoded)
            progress(min(first + SLICE, total), total)


def _visible(article: Article) -> Article:
    """The article without what no reader sees; readers leave it out, programs may not."""

    def seen(text: str | None) -> str | None:
        return text and visible(text)

    return replace(
        article,
        title=visible(article.title),
        paragraphs=tuple(replace(each, text=visible(each.text)) for each in article.paragraphs),
        byline=seen(article.byline),
        section=seen(article.section),
        source=seen(article.source),
        url=seen(article.url),
    )
