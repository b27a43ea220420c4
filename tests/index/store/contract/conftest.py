"""Fixtures that run the contract's tests over every implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.store.protocols import VectorStore
from index.store.vectors.chroma import ChromaVectors
from tests.index.fakes import Index, opened
from tests.index.store.contract.databases import DATABASES, where_in
from tests.index.store.memory_vectors import MemoryVectors, Shelf


@pytest.fixture(params=DATABASES)
def stores(request: pytest.FixtureRequest, folder: Path) -> Iterator[Index]:
    """Empty stores."""
    with opened(folder, where=where_in(request, folder)) as index:
        yield index


@pytest.fixture(params=["memory", "chroma", pytest.param("chroma server", marks=pytest.mark.slow)])
def another_vector_store(request: pytest.FixtureRequest, folder: Path) -> Callable[[], VectorStore]:
    """Makes one that has the same chunks, as another process would."""
    if request.param == "memory":
        shelves: dict[str, Shelf] = {}
        return lambda: MemoryVectors(shelves)
    if request.param == "chroma":
        return lambda: ChromaVectors("fake", folder)
    url: str = request.getfixturevalue("chroma_server")
    return lambda: ChromaVectors("fake", folder, url)
