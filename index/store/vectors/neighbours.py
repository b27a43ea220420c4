"""The nearest paragraphs, as long as somebody knows them: a question never waits long for that."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar

from index.embedding.embedder import Vectors
from index.patience import OutOfReach, Patience, Resting
from index.store.records import Keys
from index.store.vectors.vector_index import VectorIndex

T = TypeVar("T")

OPENING: Final = 10.0
"""Seconds for opening the index, once in a process: all of a large one is read."""

CATCHING_UP: Final = 0.8
"""Seconds for what others have written to an index that is open: with the rest under one."""

ANSWERING: Final = 3.0
"""Seconds for an answer of the index; milliseconds are usual."""


class Neighbours:
    """A vector index that may be away, damaged or busy for a while: no error comes of that."""

    def __init__(self, index: VectorIndex) -> None:
        self._index = index
        self._access = Patience("the index of vectors")
        self._news = Patience("news for the index of vectors")

    async def prepare(self) -> bool:
        """Whether `nearest` can be asked, of all that there is or of what there was before."""
        try:
            await self._prepare()
        except OutOfReach:
            return False
        return self._index.is_usable

    async def nearest(self, vector: Vectors, limit: int, keys: Keys = None) -> list[int] | None:
        """Paragraphs (by row) as `VectorIndex.nearest` finds them; None when it does not answer."""
        try:
            return await self._asked(lambda: self._index.nearest(vector, limit, keys))
        except OutOfReach:
            return None

    async def check(self) -> None:
        """Ask the index something; OutOfReach says why it does not answer."""
        await self._prepare()
        await self._asked(self._index.count)

    async def _prepare(self) -> None:
        if not self._index.is_usable:
            await self._access.ask(self._index.prepare, OPENING)
            return
        # While another process writes for minutes, what was there before is as good as ever: what
        # has come since is found by its words.
        with suppress(OutOfReach):
            await self._news.ask(self._index.prepare, CATCHING_UP)

    async def _asked(self, question: Callable[[], Awaitable[T]]) -> T:
        try:
            return await self._access.ask(question, ANSWERING)
        except Resting:
            raise
        except OutOfReach:
            self._index.lose()
            raise
