"""What holds for every vector store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from index.store.errors import VectorsNotAsWritten
from index.store.protocols import VectorStore
from index.store.records import ChunkVectors

NEVER = ("",)
"""The mark of what was never sealed."""

NORTH, NORTH_EAST, EAST = np.array([[1, 0, 0], [0.7, 0.7, 0], [0, 1, 0]], np.float32)


@pytest.fixture
def library(folder: Path) -> str:
    """A name that no other test's library has."""
    return f"{abs(hash(folder)):x}"


@pytest.fixture
async def store(another_vector_store: Callable[[], VectorStore], library: str) -> VectorStore:
    """One with three chunks of two articles."""
    made = another_vector_store()
    assert not made.is_open
    await made.open(library, NEVER)
    await made.upsert(chunks({"1:0": (1, NORTH), "1:1": (1, NORTH_EAST), "2:0": (2, EAST)}))
    return made


def chunks(by_id: dict[str, tuple[int, np.ndarray]]) -> ChunkVectors:
    keys, vectors = zip(*by_id.values(), strict=True)
    return ChunkVectors(list(by_id), list(keys), np.stack(vectors))


async def test_the_nearest_come_first_and_no_more_than_wanted(store: VectorStore) -> None:
    assert store.is_open
    assert await store.count() == 3
    assert await store.nearest(NORTH, 9) == ["1:0", "1:1", "2:0"]
    assert await store.nearest(EAST, 2) == ["2:0", "1:1"]


async def test_articles_can_be_chosen(store: VectorStore) -> None:
    assert await store.nearest(NORTH, 9, [2]) == ["2:0"]
    assert await store.nearest(EAST, 1, [1, 7]) == ["1:1"]
    assert await store.nearest(EAST, 1, [7]) == []


async def test_a_chunk_that_is_there_is_replaced(store: VectorStore) -> None:
    await store.upsert(chunks({"1:0": (3, EAST), "3:0": (3, NORTH)}))
    assert await store.count() == 4
    assert await store.nearest(NORTH, 1) == ["3:0"]
    assert set(await store.nearest(EAST, 9, [3])) == {"1:0", "3:0"}


async def test_what_is_deleted_is_not_found_and_what_was_not_there_does_no_harm(
    store: VectorStore,
) -> None:
    await store.delete(["1:0", "7:7"])
    await store.delete([])
    assert await store.count() == 2
    assert await store.nearest(NORTH, 9) == ["1:1", "2:0"]


async def test_a_reset_leaves_nothing(store: VectorStore, library: str) -> None:
    await store.reset(library)
    assert store.is_open
    assert await store.count() == 0
    assert await store.nearest(NORTH, 9) == []
    await store.upsert(chunks({"1:0": (1, NORTH)}))
    assert await store.nearest(NORTH, 9) == ["1:0"]


async def test_what_another_wrote_is_seen_when_it_is_opened_anew(
    store: VectorStore, another_vector_store: Callable[[], VectorStore], library: str
) -> None:
    other = another_vector_store()
    await other.open(library, NEVER)
    await other.delete(["1:0", "1:1"])
    await store.open(library, NEVER)
    assert await store.nearest(NORTH, 9) == ["2:0"]


async def test_who_shares_a_store_knows_it_by_its_identity(
    store: VectorStore, another_vector_store: Callable[[], VectorStore], library: str
) -> None:
    before = store.identity
    other = another_vector_store()
    await other.open(library, NEVER)
    assert other.identity == before
    await store.reset(library)
    assert store.identity != before


async def test_what_was_sealed_is_opened_with_its_mark_alone(
    store: VectorStore, another_vector_store: Callable[[], VectorStore], library: str
) -> None:
    await store.seal("first")
    for marks in (NEVER, ("second",), ("", "second")):
        with pytest.raises(VectorsNotAsWritten, match="made anew from the library"):
            await another_vector_store().open(library, marks)
    for number in range(3):
        other = another_vector_store()
        await other.open(library, ("first", "second"))
        assert await other.count() == 3, number
    await store.reset(library)
    await store.seal("second")
    await other.open(library, ("second",))
    assert await other.count() == 0


async def test_libraries_are_kept_apart(
    store: VectorStore, another_vector_store: Callable[[], VectorStore], library: str
) -> None:
    other = another_vector_store()
    await other.open(f"{library}other", NEVER)
    assert await other.count() == 0
