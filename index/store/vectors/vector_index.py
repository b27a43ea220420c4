"""Which paragraphs are nearest to a vector: a vector store, kept as the library says.

The store learns what changed from the library's outbox, and is filled anew whenever the two differ.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from filelock import AsyncFileLock, Timeout

from index.embedding.compatibility import check_embedder
from index.embedding.embedder import Vectors
from index.errors import IndexBusy
from index.store.errors import FolderUnwritable, VectorsNotAsWritten
from index.store.protocols import EmbeddingStore, VectorStore
from index.store.records import AllBut, Keys, paragraph_row
from index.store.vectors.outbox import Outbox

log = logging.getLogger(__name__)

ARTICLES = 100
"""Articles read from the library at a time."""

LOCK_TIMEOUT = 60.0
"""Seconds to wait for another process that writes."""

LOCK: Final = "chroma.lock"
"""The file, in the data folder, that keeps the vector store to one writer.

Versions that run side by side have to lock the same file, so it keeps its first name.
"""


class VectorIndex:
    """The paragraphs' vectors under one embedder. Raises StorageError when their store fails.

    An embedded store sees what another process wrote only when it is opened anew, and what it
    writes before that undoes the other's: hence generations, and a lock in the data folder.
    """

    def __init__(
        self,
        embeddings: EmbeddingStore,
        outbox: Outbox,
        store: VectorStore,
        *,
        embedder: str,
        folder: Path,
    ) -> None:
        self._embeddings = embeddings
        self._outbox = outbox
        self._store = store
        self._embedder = embedder
        self._lock_file = folder / LOCK
        self._generation = ""
        self._is_lost = False
        self._preparing: asyncio.Task[None] | None = None
        self.mended = ""
        """Why it was last made anew, if it was."""

    @property
    def is_usable(self) -> bool:
        """Whether `nearest` can be asked, if only for what was there when it was last prepared."""
        return self._store.is_open and not self._is_lost

    async def prepare(self) -> None:
        """Bring the store what it does not have yet, so that `nearest` finds it.

        It goes on to its end when the caller is cancelled, and is done once for all who wait.

        Raises:
            EmbedderMismatch: the index was made with another embedder.
        """
        while not self.is_usable or (await self._outbox.state()).generation != self._generation:
            check_embedder(await self._embeddings.embedder(), self._embedder)
            if self._preparing is None or self._preparing.done():
                self._preparing = asyncio.create_task(self._sync())
                self._preparing.add_done_callback(_heard)
            await asyncio.shield(self._preparing)

    def lose(self) -> None:
        """Rely no longer on what is open: it is opened anew, and looked at, before it is used."""
        self._is_lost = True

    async def close(self) -> None:
        """Wait for what `prepare` has begun; cut short, it would have to be begun anew."""
        if self._preparing is not None:
            if not self._preparing.done():
                log.warning("the index of vectors is still being filled: waiting for that")
            await asyncio.wait([self._preparing])

    async def nearest(self, vector: Vectors, limit: int, keys: Keys = None) -> list[int]:
        """Paragraphs (by row) of the nearest chunks, the nearest first, each once.

        They are those of the store as it was prepared last. `keys` limits them to these articles;
        that is slow in Chroma, so it is for scopes too large to rank one by one.
        """
        if isinstance(keys, AllBut):
            rows = await self._nearest_but(vector, limit, keys)
        else:
            chunks = await self._store.nearest(vector, limit, keys)
            rows = [paragraph_row(chunk) for chunk in chunks]
        return list(dict.fromkeys(rows))

    async def _nearest_but(self, vector: Vectors, limit: int, keys: AllBut) -> list[int]:
        """The paragraphs of as many chunks, passing over those of articles that are left out."""
        # Mostly few are, and to look at some more is quicker than to have the store leave them out.
        for wanted in (2 * limit, 16 * limit, 128 * limit):
            chunks = await self._store.nearest(vector, wanted)
            rows = [paragraph_row(chunk) for chunk in chunks]
            kept = await self._embeddings.rows_of(set(rows), keys)
            found = [row for row in rows if row in kept][:limit]
            if len(found) == limit or len(chunks) < wanted:
                return found
        others = [key for key in await self._embeddings.article_keys() if key in keys]
        return [paragraph_row(each) for each in await self._store.nearest(vector, limit, others)]

    async def count(self) -> int:
        """How many chunks the store has, as it was prepared last."""
        return await self._store.count()

    async def is_behind(self) -> bool:
        """Whether something has changed that the store does not have yet."""
        return bool(await self._outbox.open_changes())

    async def sync(self) -> None:
        """Bring the store what it does not have yet, or everything when the two differ.

        It goes on to its end when the caller is cancelled.
        """
        # Cut short, it would leave the store half-written, to be filled anew.
        await asyncio.shield(self._sync())

    async def rebuild(self) -> None:
        """Fill the store anew from the library, whatever state it is in."""
        async with self._lock():
            await self._rebuild()

    async def _sync(self) -> None:
        async with self._lock():
            state = await self._outbox.state()
            if state.is_half_written and not self._store.survives_kill:
                await self._rebuild("a write to it did not end")
                return
            # Whether the two differ is counted once; from then on the outbox tells.
            is_first = not self.is_usable
            if is_first or state.generation != self._generation:
                try:
                    await self._store.open(await self._outbox.library_id(), state.marks)
                except VectorsNotAsWritten as error:
                    await self._rebuild(error.words)
                    return
                # What another store was brought is struck out, and this one may lack it.
                if state.store not in ("", self._store.identity):
                    await self._rebuild("it is another than was written to")
                    return
                self._opened(state.generation)
            if not state.mark:  # kept by a version that sealed nothing
                async with self._writing():
                    pass
            if changes := await self._outbox.open_changes():
                async with self._writing():
                    await self._store.delete([id_ for change in changes for id_ in change.stale])
                    await self._add({change.article for change in changes})
                    await self._outbox.mark_synced(changes)
            if is_first and await self._differs():
                await self._rebuild("it had other chunks than the library")

    async def _rebuild(self, why: str = "") -> None:
        if why and (await self._outbox.state()).store:
            log.warning("the index of vectors is made anew from the library: %s", why)
            self.mended = why
        async with self._writing():
            await self._store.reset(await self._outbox.library_id())
            # Before the articles are read: what changes meanwhile is brought again.
            changes = await self._outbox.open_changes()
            await self._add(await self._embeddings.article_keys())
            await self._outbox.mark_synced(changes)

    async def _differs(self) -> bool:
        """Whether the store has other chunks than the library, with no change to explain it."""
        due = await self._embeddings.count_chunks(self._embedder)
        return await self._store.count() != due and not await self._outbox.open_changes()

    async def _add(self, keys: Collection[int]) -> None:
        ordered = sorted(keys)
        for first in range(0, len(ordered), ARTICLES):
            some = ordered[first : first + ARTICLES]
            await self._store.upsert(await self._embeddings.chunks(some, self._embedder))

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """Lets other processes know that their view of the store is old, and it half-written.

        That stays noted when a write fails or the process dies: the store's files may be torn.
        """
        mark = await self._outbox.begin_write()
        yield
        await self._store.seal(mark)
        self._opened(await self._outbox.end_write(self._store.identity, mark))

    def _opened(self, generation: str) -> None:
        self._generation = generation
        self._is_lost = False

    @asynccontextmanager
    async def _lock(self) -> AsyncIterator[None]:
        lock = AsyncFileLock(self._lock_file, timeout=LOCK_TIMEOUT)
        try:
            await lock.acquire()
        except Timeout:
            raise IndexBusy from None  # that the lock timed out says no more
        except OSError as error:
            raise FolderUnwritable(self._lock_file, error.strerror) from error
        try:
            async with self._outbox.turn():  # the folder's lock is this machine's
                yield
        finally:
            await lock.release()


def _heard(task: asyncio.Task[None]) -> None:
    """Take note of how it ended, also where nobody has waited for it."""
    if not task.cancelled():
        task.exception()
