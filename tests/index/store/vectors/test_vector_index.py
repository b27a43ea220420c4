"""The vector index: it keeps a vector store as the library says, whatever happens to either."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from pathlib import Path

import numpy as np
import pytest
from filelock import AsyncFileLock, FileLock

from index.errors import IndexBusy, StorageError
from index.store.records import ChunkVectors
from index.store.vectors import vector_index
from index.types import Article, Scope
from tests.index.fakes import Index, article, opened
from tests.index.store.memory_vectors import MemoryVectors, Shelf


class Fragile(MemoryVectors):
    """It can be made to fail or to wait; a write that is cut short leaves it torn."""

    survives_kill = False
    is_failing = False

    def __init__(self, shelves: dict[str, Shelf]) -> None:
        super().__init__(shelves)
        self.resets = 0
        self.begun = asyncio.Event()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def reset(self, library: str) -> None:
        self.resets += 1
        await super().reset(library)

    async def upsert(self, chunks: ChunkVectors) -> None:
        self.begun.set()
        await self.may_go_on.wait()
        await super().upsert(chunks)

    async def delete(self, ids: Collection[str]) -> None:
        if self.is_failing:
            raise StorageError("the disk is full")
        await super().delete(ids)


@pytest.fixture
def shelves() -> dict[str, Shelf]:
    return {}


@pytest.fixture
def store(shelves: dict[str, Shelf]) -> Fragile:
    return Fragile(shelves)


@pytest.fixture
def index(folder: Path, store: Fragile) -> Iterator[Index]:
    with opened(folder, store=store) as parts:
        yield parts


def report(number: int) -> Article:
    return article(f"Report {number}", *(f"Topic{number} is treated in part{n}." for n in range(4)))


async def assert_complete(index: Index, store: MemoryVectors, count: int) -> None:
    """The store has every chunk, and each paragraph is found by its own text."""
    entries = await index.articles.entries()
    assert len(entries) == count
    for entry in entries:
        topic = entry.title.replace("Report ", "Topic")
        text = f"{entry.title}. {topic} is treated in part2."
        assert await index.nearest(text) == [(entry.id, 3)]
    assert store.ids == await index.chunk_ids()
    assert await index.outbox.open_changes() == []


async def test_the_nearest_paragraphs_come_first_and_once(index: Index) -> None:
    """A long one has several chunks."""
    long = " ".join(f"Sentence{number} about ships." for number in range(200))
    stored = (await index.ingest.add(article("Ports", "Ships.", long, "Weather."))).article
    assert len(await index.chunk_ids()) > 4
    found = await index.nearest("Ports. Ships.", limit=20)
    assert found[0] == (stored.id, 1)
    assert sorted(found) == [(stored.id, number) for number in (1, 2, 3)]


async def test_articles_can_be_chosen(index: Index) -> None:
    for number in range(3):
        await index.ingest.add(report(number))
    question = await index.encoder.question("Report 0. Topic0 is treated in part0.")
    keys = await index.articles.keys(Scope(("report-1",)))
    rows = await index.vectors.nearest(question.vector, 50, keys)
    found = await index.embeddings.candidates_at(rows, index.encoder.name)
    assert [each.article_id[:8] for each in found] == ["report-1"] * 4


# What the store does not have yet


async def test_what_a_crash_left_open_is_brought_at_the_next_start(
    index: Index, shelves: dict[str, Shelf]
) -> None:
    for number in range(2):
        await index.ingest.add(report(number))
    await index.store(report(2))
    await index.articles.remove("report-1")
    assert await index.vectors.is_behind()
    again = Fragile(shelves)
    with opened(index.folder, store=again) as restarted:
        await restarted.vectors.sync()
        await assert_complete(restarted, again, 2)


async def test_adding_an_unchanged_article_brings_what_was_left_open(
    index: Index, shelves: dict[str, Shelf]
) -> None:
    await index.store(report(0))
    again = Fragile(shelves)
    with opened(index.folder, store=again) as restarted:
        await restarted.ingest.add(report(0))
        await assert_complete(restarted, again, 1)


async def test_what_another_process_wrote_is_found(index: Index, shelves: dict[str, Shelf]) -> None:
    other_store = MemoryVectors(shelves)
    await index.ingest.add(report(0))
    with opened(index.folder, store=other_store) as other:
        await other.ingest.add(report(1))
        await other.ingest.remove("report-0")
    [entry] = await index.articles.entries()
    assert await index.nearest("Report 1. Topic1 is treated in part0.") == [(entry.id, 1)]


# A store that is not as it should be


async def test_a_store_that_lacks_something_is_filled_anew_at_the_next_start(
    index: Index, shelves: dict[str, Shelf]
) -> None:
    await index.ingest.add(report(0))
    [shelf] = shelves.values()
    shelf.popitem()
    again = Fragile(shelves)
    with opened(index.folder, store=again) as restarted:
        assert await restarted.ingest.check() == 4
        await assert_complete(restarted, again, 1)


@pytest.mark.parametrize("survives", [False, True], ids=["torn", "sound"])
async def test_after_a_write_that_failed_the_store_is_put_right(
    index: Index, store: Fragile, survives: bool
) -> None:
    """One that may be torn is filled anew, another is brought what it lacks."""
    store.survives_kill = survives
    await index.ingest.add(report(0))
    store.is_failing = True
    with pytest.raises(StorageError, match="the disk is full"):
        await index.ingest.add(report(1))
    assert (await index.outbox.state()).is_half_written
    store.is_failing = False
    if not survives:
        stray = ChunkVectors(["99:0"], [9], np.ones((1, 384), np.float32))
        await store.upsert(stray)
    await index.ingest.add(report(2))
    await assert_complete(index, store, 3)
    assert store.resets == (0 if survives else 1)
    assert not (await index.outbox.state()).is_half_written


# Others at work


async def test_a_lock_that_is_not_given_back_is_named(
    index: Index, store: Fragile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_index, "LOCK_TIMEOUT", 0.01)
    with (
        FileLock(index.folder / "chroma.lock"),
        pytest.raises(IndexBusy, match=r"another process .*Try again when it is done"),
    ):
        await index.ingest.add(report(0))
    await index.ingest.add(report(0))
    await assert_complete(index, store, 1)


async def test_a_lock_that_cannot_be_made_is_named(index: Index) -> None:
    (index.folder / "chroma.lock").mkdir()
    with pytest.raises(StorageError, match=r"chroma\.lock cannot be written: .*another folder"):
        await index.ingest.add(report(0))


async def test_a_sync_goes_on_when_the_caller_has_gone(index: Index, store: Fragile) -> None:
    """A reader who leaves must not leave the store half-written."""
    await index.ingest.add(report(0))
    store.begun.clear()
    store.may_go_on.clear()
    caller = asyncio.create_task(index.ingest.add(report(1)))
    await store.begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    store.may_go_on.set()
    async with AsyncFileLock(index.folder / "chroma.lock"):
        pass  # it has ended
    assert not (await index.outbox.state()).is_half_written
    await assert_complete(index, store, 2)
