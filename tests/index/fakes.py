"""An index that costs nothing to fill, and a look at what it leaves on disk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from sqlalchemy import MetaData

from index.embedding.embedder import Embedder, Vectors, unit
from index.embedding.encoder import Encoder
from index.embedding.minilm import MiniLM, TokenStates
from index.errors import EmbeddingError
from index.ingest import Ingest
from index.language.folding import fold
from index.retriever import HybridRetriever
from index.store.articles.article_store import SqlArticleStore
from index.store.database import Database
from index.store.embedding_store import SqlEmbeddingStore
from index.store.full_text import FullTextIndex
from index.store.protocols import ArticleStore, EmbeddingStore, LexicalIndex, VectorStore
from index.store.vectors.chroma import ChromaVectors
from index.store.vectors.neighbours import Neighbours
from index.store.vectors.outbox import Outbox
from index.store.vectors.vector_index import VectorIndex
from index.types import Article, Paragraph

_WORD = re.compile(r"\w+|[^\w\s]")


class FakeMiniLM(MiniLM):
    """Each word has a random state of its own, whatever stands beside it.

    So texts are near each other as far as they share words.
    """

    name = "fake"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def count_tokens(self, text: str) -> int:
        """A word is a token."""
        return len(_WORD.findall(text))

    async def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """A state a word, between two special tokens; the texts are noted."""
        self.texts += texts
        return [self._state_of(text) for text in texts]

    def _state_of(self, text: str) -> TokenStates:
        words = [*_WORD.finditer(text)][: self.max_tokens]
        spans = [(0, 0), *(word.span() for word in words), (0, 0)]
        states = [word_vector(word, 384) for word in ("[CLS]", *(w[0] for w in words), "[SEP]")]
        return TokenStates(np.array(spans, np.int32), np.stack(states))


class FakeEmbedder:
    """Another vector space; it fails once it has been given more than `fails_after` texts."""

    def __init__(
        self, name: str = "other", dimensions: int = 16, fails_after: int | None = None
    ) -> None:
        self.name = name
        self.dimensions = dimensions
        self.fails_after = fails_after
        self.texts: list[str] = []

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """The sum of the words' vectors."""
        if self.fails_after is not None and len(self.texts) + len(texts) > self.fails_after:
            raise EmbeddingError("the endpoint is gone")
        self.texts += texts
        words = [["", *_WORD.findall(text)] for text in texts]
        sums = [np.sum([word_vector(w, self.dimensions) for w in each], axis=0) for each in words]
        return unit(np.array(sums, np.float32).reshape(-1, self.dimensions))


@lru_cache(maxsize=100_000)
def word_vector(word: str, dimensions: int) -> Vectors:
    """The same for the same word, on every machine; shape (dimensions,)."""
    generator = np.random.default_rng(crc32(fold(word).encode("utf-8", "surrogatepass")))
    return generator.standard_normal(dimensions).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Index:
    """The parts of an open index."""

    folder: Path
    minilm: FakeMiniLM
    database: Database
    articles: ArticleStore
    embeddings: EmbeddingStore
    lexical: LexicalIndex
    outbox: Outbox
    vectors: VectorIndex
    encoder: Encoder
    ingest: Ingest
    retriever: HybridRetriever

    async def store(self, article: Article) -> Article:
        """As an ingest that is cut short before Chroma has it; much faster."""
        await self.embeddings.adopt(self.encoder.name)
        await self.ingest._embed(article, lambda done, total: None)
        stored = await self.articles.put(article, self.encoder.name)
        assert stored
        return stored

    async def chunk_ids(self) -> set[str]:
        """The chunks that Chroma should have."""
        keys = await self.embeddings.article_keys()
        return set((await self.embeddings.chunks(keys, self.encoder.name)).ids)

    async def nearest(self, text: str, limit: int = 1) -> list[tuple[str, int]]:
        """What Chroma finds near a text, as article ids and paragraph numbers."""
        question = await self.encoder.question(text)
        await self.vectors.prepare()
        rows = await self.vectors.nearest(question.vector, limit)
        found = await self.embeddings.candidates_at(rows, self.encoder.name)
        by_row = {each.row: (each.article_id, each.paragraph.number) for each in found}
        return [by_row[row] for row in rows]


@contextmanager
def opened(
    folder: Path,
    embedder: Embedder | None = None,
    store: VectorStore | None = None,
    schemas: Sequence[MetaData] = (),
    where: Path | str | None = None,
) -> Iterator[Index]:
    """The index in this folder, as a new process would open it.

    Its vectors are in an embedded Chroma, unless it is given a store; `schemas` are tables that
    others keep in its database. The library is a file in the folder, or `where` it is said to be.
    """
    minilm = FakeMiniLM()
    with closing(Database(where or folder / "library.db", schemas)) as database:
        encoder = Encoder(embedder or minilm, minilm)
        articles, embeddings = SqlArticleStore(database), SqlEmbeddingStore(database)
        lexical, outbox = FullTextIndex(database), Outbox(database)
        store = store or ChromaVectors(encoder.name, folder)
        vectors = VectorIndex(embeddings, outbox, store, embedder=encoder.name, folder=folder)
        yield Index(
            folder=folder,
            minilm=minilm,
            database=database,
            articles=articles,
            embeddings=embeddings,
            lexical=lexical,
            outbox=outbox,
            vectors=vectors,
            encoder=encoder,
            ingest=Ingest(articles, embeddings, vectors, encoder),
            retriever=HybridRetriever(articles, embeddings, lexical, Neighbours(vectors), encoder),
        )


def article(title: str, *texts: str, **known: object) -> Article:
    """An article of these paragraphs."""
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
    return Article(title, paragraphs, **known)  # type: ignore[arg-type]  # as the fields are typed


def in_chroma(folder: Path) -> dict[str, set[str]]:
    """The ids of all chunks in the embedded Chroma, by collection."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    SharedSystemClient.clear_system_cache()
    client = chromadb.PersistentClient(folder / "chroma", Settings(anonymized_telemetry=False))
    return {each.name: set(each.get(include=[])["ids"]) for each in client.list_collections()}


def files_with(folder: Path, words: Collection[str]) -> set[tuple[str, str]]:
    """Where under the folder any of the words can be read, whatever the case: (file, word)."""
    contents = {path: path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()}
    return {
        (str(path.relative_to(folder)), word)
        for path, content in contents.items()
        for word in words
        for encoding in ("utf-8", "utf-16-le")
        if word.lower().encode(encoding) in content
    }
