"""Chroma as a vector store: embedded in the data folder, or a Chroma server by URL."""

from __future__ import annotations

import ctypes
import hashlib
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from index.concurrency import in_thread
from index.embedding.embedder import Vectors
from index.store.errors import FolderUnwritable, VectorIndexFailed
from index.store.records import ChunkVectors

if TYPE_CHECKING:
    from chromadb import Where
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

BATCH = 5_000
"""Chunks a call; Chroma 1.5 takes at most 5,461."""


class ChromaVectors:
    """A library's chunks under one embedder, a collection in Chroma.

    `folder` is where the embedded Chroma lies; with `url` the vectors are on a server.
    """

    def __init__(self, embedder: str, folder: Path, url: str | None = None) -> None:
        self._embedder = embedder
        self._path = folder / "chroma"
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

    async def open(self, library: str) -> None:
        """Open the library's collection with a new client, which sees what others wrote."""
        self._collection = await self._open(library)

    async def reset(self, library: str) -> None:
        """Open an empty collection; an embedded Chroma's files are made anew."""
        if self._url is None:
            await self._discard()
        self._collection = await self._open(library, anew=True)

    @in_thread
    def upsert(self, chunks: ChunkVectors) -> None:
        """Keep chunks, in place of those with the same ids."""
        with _errors():
            for first in range(0, len(chunks.ids), BATCH):
                batch = slice(first, first + BATCH)
                self._opened.upsert(
                    ids=chunks.ids[batch],
                    embeddings=chunks.vectors[batch],
                    metadatas=[{"article": key} for key in chunks.articles[batch]],
                )

    @in_thread
    def delete(self, ids: Collection[str]) -> None:
        """Forget chunks, as far as it has them."""
        listed = list(ids)
        with _errors():
            for first in range(0, len(listed), BATCH):
                self._opened.delete(ids=listed[first : first + BATCH])

    @in_thread
    def nearest(
        self, vector: Vectors, limit: int, keys: Collection[int] | None = None
    ) -> list[str]:
        """The ids of the nearest chunks, the nearest first; with `keys` it is slow."""
        where = cast("Where", {"article": {"$in": [*keys]}}) if keys is not None else None
        with _errors():
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
        with _errors():
            return self._opened.count()

    @property
    def _opened(self) -> ChromaCollection:
        if self._collection is None:
            raise RuntimeError("the collection is not open")
        return self._collection

    @in_thread
    def _open(self, library: str, *, anew: bool = False) -> ChromaCollection:
        """The library's collection, alone of its kind: those of other embedders go."""
        # The library's, for a server may hold several; a hash, for names may have few characters.
        name = f"passages-{library}-{hashlib.sha256(self._embedder.encode()).hexdigest()[:12]}"
        with _errors():
            client = self._client()
            for other in client.list_collections():
                mine = other.name.startswith(f"passages-{library}-")
                if mine and (anew or other.name != name):
                    client.delete_collection(other.name)
            return client.get_or_create_collection(
                name,
                embedding_function=None,  # the default one downloads a model
                configuration={"hnsw": {"space": "cosine"}},
            )

    def _client(self) -> ClientAPI:
        # A new one each time: an open one never sees what another process writes.
        import chromadb  # noqa: PLC0415 - takes most of a second
        from chromadb.api.shared_system_client import SharedSystemClient  # noqa: PLC0415 - as above
        from chromadb.config import Settings  # noqa: PLC0415 - as above

        settings = Settings(anonymized_telemetry=False)
        if self._url is None:
            keep_freed_memory_out()
            SharedSystemClient.clear_system_cache()  # else an old view is handed out again
            return chromadb.PersistentClient(self._path, settings)
        server = urlsplit(self._url)
        tls = server.scheme == "https"
        port = server.port or (443 if tls else 8000)
        return chromadb.HttpClient(server.hostname or "", port, ssl=tls, settings=settings)

    @in_thread
    def _discard(self) -> None:
        """Delete the embedded Chroma's files; they may be damaged."""
        self._collection = None
        if self._path.exists():
            try:
                shutil.rmtree(self._path)
            except OSError as error:
                raise FolderUnwritable(self._path, error.strerror) from error


def keep_freed_memory_out() -> None:
    """Keep what memory held before, such as an article's text, out of Chroma's files.

    hnswlib writes its blocks whole, filled or not (`data_level0.bin`, `length.bin`). glibc can
    overwrite each block as it is given out; elsewhere this does nothing.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_PERTURB, 0xA5)  # any byte but 0


_M_PERTURB: Final = -6  # malloc.h


@contextmanager
def _errors() -> Iterator[None]:
    """Chroma's failures as ours; a server that is away raises httpx's errors or ValueError."""
    from chromadb.errors import ChromaError  # noqa: PLC0415 - imported with the client
    from httpx import HTTPError  # noqa: PLC0415 - as above

    try:
        yield
    except (ChromaError, HTTPError, ValueError) as error:
        words = str(error).removesuffix(" Are you sure it is running?").rstrip(".")
        raise VectorIndexFailed(words) from error
