"""Chroma: nearest neighbours among many chunks. Vectors, ids and keys; never any text.

Embedded in the data folder, or a Chroma server by URL. It is told what changed from the
library's outbox, and rebuilt from the library whenever the two differ, so it holds
nothing that could be lost.
"""

from __future__ import annotations

import asyncio
import ctypes
import hashlib
import shutil
import sys
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from filelock import AsyncFileLock, Timeout

from index.concurrency import in_thread
from index.embedding.embedders import Vectors
from index.errors import IndexBusy, StorageError
from index.store.embedding_store import Chunks, Embeddings, paragraph_row

if TYPE_CHECKING:
    from chromadb import Where
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

BATCH = 5_000
"""Chunks a call; Chroma 1.5 takes at most 5,461."""

ARTICLES = 100
"""Articles read from the library at a time."""

LOCK_TIMEOUT = 60.0
"""Seconds to wait for another process that writes."""


class VectorIndex:
    """The chunks of one library under one embedder. Raises StorageError when Chroma fails.

    `folder` holds the embedded Chroma and the lock that keeps it to one writer; with `url`
    the vectors are on a server. An embedded Chroma sees what another process wrote only when
    it is opened anew, and what it writes before that undoes the other's: hence generations.
    """

    def __init__(
        self, embeddings: Embeddings, embedder: str, folder: Path, url: str | None = None
    ) -> None:
        self._embeddings = embeddings
        self._embedder = embedder
        self._path = folder / "chroma"
        self._lock_file = folder / "chroma.lock"
        self._url = url
        self._collection: ChromaCollection | None = None
        self._generation = ""

    async def nearest(
        self, vector: Vectors, limit: int, keys: Collection[int] | None = None
    ) -> list[int]:
        """Paragraphs (by row) of the nearest chunks, the nearest first, each once.

        `keys` limits them to these articles; that is slow in Chroma, so it is for scopes
        too large to rank one by one.
        """
        state = await self._embeddings.chroma()
        if self._collection is None or state.generation != self._generation:
            await self.sync()
        return await self._query(vector, limit, keys)

    async def sync(self) -> None:
        """Tell Chroma what it has not been told, or everything when the two differ.

        It goes on to its end when the caller is cancelled.
        """
        await asyncio.shield(self._sync())

    async def _sync(self) -> None:
        async with self._lock():
            state = await self._embeddings.chroma()
            if state.writing and self._url is None:
                await self._rebuild()
                return
            first = self._collection is None
            if first or state.generation != self._generation:
                self._collection = await self._open(await self._embeddings.library_id())
                self._generation = state.generation
            if pending := await self._embeddings.pending():
                async with self._writing():
                    await self._delete([chunk for each in pending for chunk in each.stale])
                    await self._add({each.article for each in pending})
                    await self._embeddings.told(pending)
            if first and await self._differs():
                await self._rebuild()

    async def rebuild(self) -> None:
        """Make it anew from the library, whatever state it is in."""
        async with self._lock():
            await self._rebuild()

    async def _rebuild(self) -> None:
        async with self._writing():
            if self._url is None:
                await self._discard()
            self._collection = await self._open(await self._embeddings.library_id(), anew=True)
            pending = await self._embeddings.pending()
            await self._add(await self._embeddings.article_keys())
            await self._embeddings.told(pending)

    async def _differs(self) -> bool:
        """Whether Chroma has other chunks than the library; not while it has more to be told."""
        due = await self._embeddings.count_chunks(self._embedder)
        return await self._count() != due and not await self._embeddings.pending()

    async def _add(self, keys: Collection[int]) -> None:
        ordered = sorted(keys)
        for first in range(0, len(ordered), ARTICLES):
            some = ordered[first : first + ARTICLES]
            await self._upsert(await self._embeddings.chunks_of(some, self._embedder))

    @in_thread
    def _open(self, library: str, *, anew: bool = False) -> ChromaCollection:
        """The library's collection, alone of its kind: those of other embedders go."""
        name = f"passages-{library}-{hashlib.sha256(self._embedder.encode()).hexdigest()[:12]}"
        with _errors():
            client = self._client()
            for other in client.list_collections():
                mine = other.name.startswith(f"passages-{library}-")
                if mine and (anew or other.name != name):
                    client.delete_collection(other.name)
            return client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
            )

    def _client(self) -> ClientAPI:
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
                raise _unwritable(self._path, error) from error

    @in_thread
    def _count(self) -> int:
        with _errors():
            return self._opened.count()

    @in_thread
    def _delete(self, ids: list[str]) -> None:
        with _errors():
            for first in range(0, len(ids), BATCH):
                self._opened.delete(ids=ids[first : first + BATCH])

    @in_thread
    def _upsert(self, chunks: Chunks) -> None:
        with _errors():
            for first in range(0, len(chunks.ids), BATCH):
                batch = slice(first, first + BATCH)
                self._opened.upsert(
                    ids=chunks.ids[batch],
                    embeddings=chunks.vectors[batch],
                    metadatas=[{"article": key} for key in chunks.articles[batch]],
                )

    @in_thread
    def _query(self, vector: Vectors, limit: int, keys: Collection[int] | None) -> list[int]:
        where = cast("Where", {"article": {"$in": [*keys]}}) if keys is not None else None
        with _errors():
            found = self._opened.query(
                query_embeddings=vector,
                n_results=limit,
                where=where,
                include=[],
            )
        return list(dict.fromkeys(paragraph_row(chunk) for chunk in found["ids"][0]))

    @property
    def _opened(self) -> ChromaCollection:
        if self._collection is None:
            raise RuntimeError("the collection is opened by sync()")
        return self._collection

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """Lets other processes know that their view of Chroma is old, and that it is half-written.

        That stays noted when a write fails or the process dies: Chroma may have torn its files.
        """
        await self._embeddings.note_chroma(writing=True)
        yield
        self._generation = await self._embeddings.note_chroma(writing=False)

    @asynccontextmanager
    async def _lock(self) -> AsyncIterator[None]:
        lock = AsyncFileLock(self._lock_file, timeout=LOCK_TIMEOUT)
        try:
            await lock.acquire()
        except Timeout:
            raise IndexBusy(
                "another process has been writing to the index for a minute. Run the same command "
                "again when it is done."
            ) from None
        except OSError as error:
            raise _unwritable(self._lock_file, error) from error
        try:
            yield
        finally:
            await lock.release()


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


def _unwritable(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"{path} cannot be written: {error.strerror}. Make the folder writable, free some space, "
        "or choose another folder with ASSISTANT_DATA_DIR."
    )


@contextmanager
def _errors() -> Iterator[None]:
    """Chroma's failures as ours; a server that is away raises httpx's errors or ValueError."""
    from chromadb.errors import ChromaError  # noqa: PLC0415 - imported with the client
    from httpx import HTTPError  # noqa: PLC0415 - as above

    try:
        yield
    except (ChromaError, HTTPError, ValueError) as error:
        raise StorageError(
            f"Chroma failed: {error}. Nothing is lost: `assistant reindex` rebuilds it from the "
            "library."
        ) from error
