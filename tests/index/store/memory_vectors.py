"""A vector store in memory: exact, and gone with the process."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from index.embedding.embedder import Vectors
from index.store.errors import VectorsNotAsWritten
from index.store.records import ChunkVectors

Chunks = dict[str, tuple[int, Vectors]]
"""Chunks by id: the article's key, and the vector."""


class Shelf(Chunks):
    """A library's chunks, and what they were sealed with."""

    mark = ""


class MemoryVectors:
    """Chunks in a dictionary; whoever is given the same `shelves` shares them, by library.

    As an embedded Chroma does, it sees what others have written only when it is opened anew.
    """

    survives_kill = True

    def __init__(self, shelves: dict[str, Shelf] | None = None) -> None:
        self._shelves = {} if shelves is None else shelves
        self._library: str | None = None
        self._chunks: Chunks = {}

    @property
    def is_open(self) -> bool:
        """Whether a library's shelf is open."""
        return self._library is not None

    @property
    def identity(self) -> str:
        """The shelf, which is another after a reset."""
        return str(id(self._shelf))

    @property
    def ids(self) -> set[str]:
        """The ids of all its chunks."""
        return set(self._chunks)

    async def open(self, library: str, marks: Collection[str]) -> None:
        """Look at the library's shelf."""
        shelf = self._shelves.setdefault(library, Shelf())
        if shelf.mark not in marks:
            raise VectorsNotAsWritten("it is an older copy")
        self._library, self._chunks = library, dict(shelf)

    async def reset(self, library: str) -> None:
        """Clear it."""
        self._shelves[library] = Shelf()
        self._library, self._chunks = library, {}

    async def seal(self, mark: str) -> None:
        """Write the mark on the shelf."""
        self._shelf.mark = mark

    async def upsert(self, chunks: ChunkVectors) -> None:
        """Keep chunks."""
        for id_, key, vector in zip(chunks.ids, chunks.articles, chunks.vectors, strict=True):
            self._chunks[id_] = self._shelf[id_] = key, vector

    async def delete(self, ids: Collection[str]) -> None:
        """Forget chunks."""
        for id_ in ids:
            self._chunks.pop(id_, None)
            self._shelf.pop(id_, None)

    async def nearest(
        self, vector: Vectors, limit: int, keys: Collection[int] | None = None
    ) -> list[str]:
        """All of them in order, cut off."""
        cosines = {
            id_: float(own @ vector / (np.linalg.norm(own) * np.linalg.norm(vector)))
            for id_, (key, own) in self._chunks.items()
            if keys is None or key in keys
        }
        return sorted(cosines, key=lambda id_: -cosines[id_])[:limit]

    async def count(self) -> int:
        """How many there are."""
        return len(self._chunks)

    @property
    def _shelf(self) -> Shelf:
        assert self._library is not None, "it is not open"
        return self._shelves[self._library]
