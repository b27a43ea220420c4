"""Chroma as a vector store: embedded in the data folder, or a Chroma server by URL."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from index.concurrency import in_thread
from index.embedding.embedder import Vectors
from index.store.errors import VectorIndexFailed, VectorServerFailed, VectorsNotAsWritten
from index.store.records import ChunkVectors
from index.store.vectors.chroma_clients import embedded_client, server_client
from index.store.vectors.sealed_files import SealedFiles

if TYPE_CHECKING:
    from chromadb import Where
    from chromadb.api.models.Collection import Collection as ChromaCollection

BATCH = 5_000
"""Chunks a call; Chroma 1.5 takes at most 5,461."""

SERVER_BATCH = 1_000
"""The same for a server, which has to answer in time."""

MARK: Final = "mark"
"""Where a collection on a server has the mark that it was sealed with."""


class ChromaVectors:
    """A library's chunks under one embedder, a collection in Chroma.

    `folder` is where the embedded Chroma lies; with `url` the vectors are on a server.
    """

    def __init__(self, embedder: str, folder: Path, url: str | None = None) -> None:
        self._embedder = embedder
        self._files = SealedFiles(folder / "chroma")
        self._url = url
        self._collection: ChromaCollection | None = None

    @property
    def is_open(self) -> bool:
        """Whether a collection is open."""
        return self._collection is not None

    @property
    def survives_kill(self) -> bool:
        """Whether Chroma runs elsewhere; where it is embedded, its files may be torn."""
        return self._url is not None

    @property
    def identity(self) -> str:
        """The id that Chroma gave the collection when it was made."""
        return str(self._opened.id)

    async def open(self, library: str, marks: Collection[str]) -> None:
        """Open the library's collection with a new client, which sees what others wrote."""
        self._collection = await self._open(library, marks)

    async def reset(self, library: str) -> None:
        """Open an empty collection; an embedded Chroma's files are made anew."""
        if self._url is None:
            await self._discard()
        self._collection = await self._open(library)

    @in_thread
    def seal(self, mark: str) -> None:
        """Note what there is: the digests of the files, or on a server the mark alone."""
        if self._url is None:
            with self._errors():
                _read_all(self._opened)
            self._files.seal(mark)
            return
        with self._errors():
            self._opened.modify(metadata={MARK: mark})

    @in_thread
    def upsert(self, chunks: ChunkVectors) -> None:
        """Keep chunks, in place of those with the same ids."""
        with self._errors():
            for batch in self._batches(len(chunks.ids)):
                self._opened.upsert(
                    ids=chunks.ids[batch],
                    embeddings=chunks.vectors[batch],
                    metadatas=[{"article": key} for key in chunks.articles[batch]],
                )

    @in_thread
    def delete(self, ids: Collection[str]) -> None:
        """Forget chunks, as far as it has them."""
        listed = list(ids)
        with self._errors():
            for batch in self._batches(len(listed)):
                self._opened.delete(ids=listed[batch])

    @in_thread
    def nearest(
        self, vector: Vectors, limit: int, keys: Collection[int] | None = None
    ) -> list[str]:
        """The ids of the nearest chunks, the nearest first; with `keys` it is slow."""
        where = cast("Where", {"article": {"$in": [*keys]}}) if keys is not None else None
        with self._errors():
            neighbours = self._opened.query(
                query_embeddings=vector,
                n_results=limit,
                where=where,
                include=[],  # ids alone: the library has all else
            )
        return neighbours["ids"][0]

    @in_thread
    def count(self) -> int:
        """How many chunks the collection has."""
        with self._errors():
            return self._opened.count()

    def _batches(self, count: int) -> Iterator[slice]:
        size = BATCH if self._url is None else SERVER_BATCH
        return (slice(first, first + size) for first in range(0, count, size))

    @property
    def _opened(self) -> ChromaCollection:
        if self._collection is None:
            raise RuntimeError("the collection is not open")
        return self._collection

    @in_thread
    def _open(self, library: str, marks: Collection[str] = ()) -> ChromaCollection:
        """The library's collection, sealed with one of the marks; an empty one without any."""
        if self._url is not None:
            with self._errors():
                collection = self._collection_of(library, anew=not marks)
            if marks:
                _check(str((collection.metadata or {}).get(MARK, "")), marks)
            return collection
        with ThreadPoolExecutor(1) as another:  # the import takes as long as a look at the files
            importing = another.submit(import_module, "chromadb")
            mark = self._files.mark()
            importing.result()
        if marks:
            _check(mark, marks)
        with self._files.opening(), self._errors():
            collection = self._collection_of(library, anew=not marks)
        if mark:  # Chroma notes in its files that they were opened
            self._files.seal(mark)
        return collection

    @in_thread
    def _discard(self) -> None:
        """Delete the embedded Chroma's files; they may be damaged."""
        self._collection = None
        self._files.discard()

    def _collection_of(self, library: str, *, anew: bool) -> ChromaCollection:
        """The library's collection, alone of its kind: those of other embedders go."""
        # The library's, for a server may hold several; a hash, for names may have few characters.
        name = f"passages-{library}-{hashlib.sha256(self._embedder.encode()).hexdigest()[:12]}"
        # A new one each time: an open one never sees what another process writes.
        client = server_client(self._url) if self._url else embedded_client(self._files.folder)
        for other in client.list_collections():
            mine = other.name.startswith(f"passages-{library}-")
            if mine and (anew or other.name != name):
                client.delete_collection(other.name)
        collection = client.get_or_create_collection(
            name,
            embedding_function=None,  # the default one downloads a model
            configuration={"hnsw": {"space": "cosine"}},
        )
        _read_all(collection)
        return collection

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Chroma's failures as ours; a server that is away raises httpx's errors or ValueError."""
        from chromadb.errors import ChromaError  # noqa: PLC0415 - imported with the client
        from httpx import HTTPError  # noqa: PLC0415 - as above

        try:
            yield
        except (ChromaError, HTTPError, ValueError) as error:
            raise self._failure(error) from error
        except BaseException as error:
            # What Rust raises when it gives up is no Exception, and nothing to end a process for.
            if type(error).__name__ != "PanicException":
                raise
            raise self._failure(error) from error

    def _failure(self, error: BaseException) -> VectorIndexFailed:
        words = str(error).removesuffix(" Are you sure it is running?").rstrip(".")
        words = words or type(error).__name__
        if self._url is not None:
            return VectorServerFailed(words, self._url)
        return VectorIndexFailed(words)


def _check(mark: str, marks: Collection[str]) -> None:
    if mark not in marks:
        raise VectorsNotAsWritten("it is another, or an older copy")


def _read_all(collection: ChromaCollection) -> None:
    """Have the nearest neighbours read and written, which is put off until somebody asks."""
    kept = collection.get(limit=1, include=["embeddings"])["embeddings"]
    if kept is not None and len(kept):
        collection.query(query_embeddings=kept, n_results=1, include=[])
