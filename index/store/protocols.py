"""What the index asks of its stores: the seam behind which SQL and Chroma lie.

An article has an id, which people see, and a key, a number; a paragraph has a row, another. Keys
and rows are never given out twice: stores that know nothing of each other agree by them.
Every method raises StorageError when its store cannot be used.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from index.embedding.embedder import Vectors
from index.embedding.encoder import Encoded
from index.store.records import (
    Candidate,
    Change,
    ChunkVectors,
    Entry,
    Keys,
    Listing,
    Page,
    Survey,
    Within,
)
from index.types import EVERYTHING, SEES_ALL, Article, Audience, Place, Scope


class ArticleStore(Protocol):
    """The store of record: articles and their paragraphs."""

    async def compare(self, article: Article) -> tuple[Change, str | None]:
        """What storing this article would do, and the id of its stored version or None."""
        ...

    async def put(
        self, article: Article, embedder: str, groups: Collection[str] | None = None
    ) -> Article | None:
        """Store it, in place of its earlier version if there is one; it comes back with its id.

        In these groups, if any are given; else an earlier version's stay.

        One transaction, after which it is found by its terms and the outbox says what has
        changed. Documents that hold what is gone with the earlier version go too, from disk as
        well. None, and nothing is stored, when the vectors of some paragraph are not there, or
        the index is another embedder's: another process may have dropped or changed them.
        """
        ...

    async def get(self, article_id: str, readable_by: Audience = SEES_ALL) -> Article:
        """The article with this id, or the only one whose id starts so, that they may read.

        Raises:
            ArticleNotFound, AmbiguousArticle: there is no such article, or several.
        """
        ...

    async def get_all(
        self, article_ids: Sequence[str], readable_by: Audience = SEES_ALL
    ) -> list[Article]:
        """The articles with these whole ids, in their order, all as they are at one moment.

        Raises:
            ArticleNotFound: one of them is not there, or not for this audience.
        """
        ...

    async def remove(self, article_id: str) -> Article:
        """Forget the article and all documents that quote it: none of their text is left on disk.

        Raises:
            ArticleNotFound, AmbiguousArticle: there is no such article, or several.
        """
        ...

    async def regroup(
        self, article_id: str, groups: Collection[str], readable_by: Audience = SEES_ALL
    ) -> str:
        """Put an article that they may read into these groups alone; its whole id.

        It is named as in `get`; in no group, everybody may read it.

        Raises:
            ArticleNotFound, AmbiguousArticle: there is no such article, or several.
            GroupNameWrong: no group can be called so.
        """
        ...

    async def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        """The scope's articles, the latest added first; raises what `keys` raises."""
        ...

    async def page(self, listing: Listing, scope: Scope = EVERYTHING) -> Page:
        """A page of the scope's articles; raises what `keys` raises."""
        ...

    async def keys(self, scope: Scope) -> list[int]:
        """The keys of the scope's articles; ArticleNotFound when one that it names is not there."""
        ...

    async def within(self, scope: Scope) -> Within:
        """Where a search in the scope looks; ArticleNotFound as in `keys`."""
        ...

    async def exceeds(self, limit: int, keys: Keys = None) -> bool:
        """Whether these articles, or all, have more paragraphs than this."""
        ...

    async def survey(
        self, limit: int, keys: Keys = None, hidden: frozenset[int] = frozenset()
    ) -> Survey:
        """What a search in these articles, or all, has to know, at one moment.

        Languages are those of all articles but the `hidden` ones.
        """
        ...

    async def rows(self, places: Collection[Place], keys: Keys = None) -> list[int]:
        """The paragraphs (by row) at those of the places that are there, of these articles."""
        ...

    async def languages(self) -> list[str | None]:
        """The languages that articles are in; None: not known."""
        ...


class EmbeddingStore(Protocol):
    """Paragraphs' vectors, kept by the digest of what was embedded.

    So an interrupted ingest resumes where it stopped, an update embeds what has changed, and the
    vector store can be filled anew at any time.
    """

    async def embedder(self) -> str | None:
        """The embedder that the index was made with; None while it is empty."""
        ...

    async def adopt(self, embedder: str) -> bool:
        """Make this embedder's vectors the index, and drop those of others.

        False, and nothing is done, while some paragraph has none of them.
        """
        ...

    async def prune(self, embedder: str, *, dimensions: int) -> None:
        """Drop this embedder's vectors of other dimensions, and those that nothing refers to."""
        ...

    async def missing(self, digests: Collection[str], embedder: str) -> set[str]:
        """The digests among these that have no vectors yet."""
        ...

    async def save(self, embedder: str, by_digest: Mapping[str, Encoded]) -> None:
        """Keep paragraphs as encoded, vectors in 8 bits a dimension.

        Raises:
            EmbedderMismatch: they have other dimensions than those kept before.
        """
        ...

    async def candidates(self, keys: Keys, embedder: str) -> list[Candidate]:
        """All paragraphs of these articles, or of all articles, in order."""
        ...

    async def candidates_at(self, rows: Collection[int], embedder: str) -> list[Candidate]:
        """These paragraphs, in order."""
        ...

    async def rows_of(self, rows: Collection[int], keys: Keys) -> set[int]:
        """Those of these paragraphs that are of these articles."""
        ...

    async def article_keys(self) -> list[int]:
        """The keys of all articles."""
        ...

    async def chunks(self, keys: Collection[int], embedder: str) -> ChunkVectors:
        """The chunks of these articles."""
        ...

    async def count_chunks(self, embedder: str) -> int:
        """How many chunks all articles have."""
        ...


class LexicalIndex(Protocol):
    """Which paragraphs have a term. It is written with the article, in the same transaction."""

    async def best(
        self,
        terms: Collection[str],
        limit: int,
        keys: Keys = None,
        hidden: frozenset[int] = frozenset(),
    ) -> list[int]:
        """The best paragraphs (by row) by BM25 over titles and texts, best first.

        `keys` limits them to these articles, and `hidden` ones count for nothing. None comes that
        has none of the terms.
        """
        ...


class VectorStore(Protocol):
    """Nearest neighbours among the chunks of one library under one embedder.

    It holds ids, keys and vectors, never any text, and nothing that could be lost: whoever uses
    it (`VectorIndex`) fills it anew. All methods but `open` and `reset` want it open.
    """

    @property
    def is_open(self) -> bool:
        """Whether it was opened and not lost since."""
        ...

    @property
    def survives_kill(self) -> bool:
        """Whether a write that was cut short leaves it sound; if not, it has to be reset."""
        ...

    @property
    def identity(self) -> str:
        """What no other store has, nor this one after a reset; the same to all that share it."""
        ...

    async def open(self, library: str, marks: Collection[str]) -> None:
        """Open what the store has of this library, with all that others have written by now.

        Raises:
            VectorsNotAsWritten: it was not sealed with one of these marks ("": never), or is not
                what was sealed. It has to be reset.
        """
        ...

    async def reset(self, library: str) -> None:
        """Open the store without any chunk, whatever state it is in."""
        ...

    async def seal(self, mark: str) -> None:
        """Note under this mark what it has, so that damage and an older copy are noticed."""
        ...

    async def upsert(self, chunks: ChunkVectors) -> None:
        """Keep chunks, in place of those with the same ids."""
        ...

    async def delete(self, ids: Collection[str]) -> None:
        """Forget chunks, as far as it has them."""
        ...

    async def nearest(
        self, vector: Vectors, limit: int, keys: Collection[int] | None = None
    ) -> list[str]:
        """The chunks (by id) that are nearest by cosine, the nearest first, of these articles."""
        ...

    async def count(self) -> int:
        """How many chunks the store has."""
        ...
