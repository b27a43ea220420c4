"""Where vectors cannot be had, a question is answered from full text, and that is said."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from index import patience, retriever
from index.embedding.embedder import Vectors
from index.errors import EmbedderMismatch, StorageError
from index.store.vectors import neighbours
from index.store.vectors.neighbours import Neighbours
from index.types import Lack, Passage, Scope
from tests.index.fakes import FakeEmbedder, Index, article, opened
from tests.index.store.memory_vectors import MemoryVectors, Shelf
from tests.index.test_patience import Clock

QUESTION = "What came from Lisbon?"
FERRY = article("Ferry strike ends", "A mediator from Lisbon came.", "Fares will rise in April.")
OLIVE = article("Olive harvest fails", "A beetle came from Lisbon.", "Half of the crop is lost.")


class Moody(MemoryVectors):
    """It can be away, fail at each question, or say nothing to one."""

    is_away = False
    is_failing = False
    is_silent = False
    opened = asked = 0

    async def open(self, library: str, marks: Collection[str]) -> None:
        self.opened += 1
        if self.is_away:
            raise StorageError("nobody is there")
        await super().open(library, marks)

    async def nearest(
        self, vector: Vectors, limit: int, keys: Collection[int] | None = None
    ) -> list[str]:
        self.asked += 1
        if self.is_silent:
            await asyncio.Event().wait()
        if self.is_away or self.is_failing:
            raise StorageError("the collection does not exist")
        return await super().nearest(vector, limit, keys)


@pytest.fixture
def shelves() -> dict[str, Shelf]:
    return {}


@pytest.fixture
def store(shelves: dict[str, Shelf]) -> Moody:
    return Moody(shelves)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """By which who was away is asked again; every paragraph counts as one of many."""
    clock = Clock()
    monkeypatch.setattr(patience.Patience.__init__, "__kwdefaults__", {"clock": clock})
    monkeypatch.setattr(retriever, "EXACT", 0)
    return clock


@pytest.fixture
async def filled(folder: Path, shelves: dict[str, Shelf], clock: Clock) -> Path:
    """A library, and its vectors on the shelves."""
    with opened(folder, store=MemoryVectors(shelves)) as index:
        await index.ingest.add(FERRY)
        await index.ingest.add(OLIVE)
    return folder


@pytest.fixture
def index(filled: Path, store: Moody) -> Iterator[Index]:
    with opened(filled, store=store) as parts:
        yield parts


def lacks(passages: list[Passage]) -> Lack | None:
    [lack] = {each.lacked for each in passages}
    return lack


def texts(passages: list[Passage]) -> list[str]:
    return [each.paragraph.text for each in passages]


async def test_nothing_is_lacking_where_all_is_there(index: Index) -> None:
    passages = await index.retriever.passages(QUESTION)
    assert lacks(passages) is None
    assert len(passages) == 4


async def test_a_store_that_is_away_costs_what_words_do_not_find(
    index: Index, store: Moody
) -> None:
    """What they find is ranked as ever, by the vectors that the library has."""
    there = {each.place: each.dense for each in await index.retriever.passages(QUESTION)}
    store.is_away = True
    passages = await index.retriever.passages(QUESTION)
    assert lacks(passages) is Lack.VECTOR_INDEX
    assert {*texts(passages)} == {"A mediator from Lisbon came.", "A beetle came from Lisbon."}
    assert [each.dense for each in passages] == [
        pytest.approx(there[each.place], abs=1e-6) for each in passages
    ]


async def test_it_is_asked_again_after_a_while_and_found_without_a_restart(
    index: Index, store: Moody, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    store.is_away = True
    for _ in range(9):
        assert lacks(await index.retriever.passages(QUESTION)) is Lack.VECTOR_INDEX
    assert store.opened == 1
    store.is_away = False
    assert lacks(await index.retriever.passages(QUESTION)) is Lack.VECTOR_INDEX
    clock.now += patience.REST
    assert lacks(await index.retriever.passages(QUESTION)) is None
    assert [record.getMessage() for record in caplog.records] == [
        "the index of vectors: out of reach, questions do without. nobody is there",
        "the index of vectors: there again",
    ]


@pytest.mark.parametrize("mood", ["is_failing", "is_silent"])
async def test_a_store_that_fails_when_it_is_asked_is_opened_anew(
    index: Index, store: Moody, clock: Clock, monkeypatch: pytest.MonkeyPatch, mood: str
) -> None:
    monkeypatch.setattr(neighbours, "ANSWERING", 0.0 if mood == "is_silent" else 3.0)
    assert lacks(await index.retriever.passages(QUESTION)) in (None, Lack.VECTOR_INDEX)
    clock.now += patience.REST
    setattr(store, mood, True)
    before = store.opened
    for _ in range(9):
        assert lacks(await index.retriever.passages(QUESTION)) is Lack.VECTOR_INDEX
    monkeypatch.setattr(neighbours, "ANSWERING", 3.0)
    setattr(store, mood, False)
    clock.now += patience.REST
    assert lacks(await index.retriever.passages(QUESTION)) is None
    assert store.opened == before + 1


async def test_one_that_came_back_empty_is_filled_by_the_question_that_notices(
    index: Index, store: Moody, shelves: dict[str, Shelf], clock: Clock
) -> None:
    assert lacks(await index.retriever.passages(QUESTION)) is None
    shelves.clear()
    store.is_failing = True
    assert lacks(await index.retriever.passages(QUESTION)) is Lack.VECTOR_INDEX
    store.is_failing = False
    clock.now += patience.REST
    assert lacks(await index.retriever.passages(QUESTION)) is None
    assert store.ids == await index.chunk_ids()
    assert index.vectors.mended


async def test_an_older_copy_is_filled_anew_though_it_has_as_many_chunks(
    filled: Path, store: Moody, shelves: dict[str, Shelf]
) -> None:
    [library] = shelves
    older = Shelf(shelves[library])
    older.mark = shelves[library].mark
    with opened(filled, store=MemoryVectors(shelves)) as index:
        await index.ingest.remove("olive")
        await index.ingest.add(article("Museum buys a map", "The map is old.", "It cost much."))
    shelves[library] = older
    with opened(filled, store=store) as index:
        assert lacks(await index.retriever.passages("How old is the map?")) is None
        assert store.ids == await index.chunk_ids()


async def test_while_another_process_writes_what_was_there_before_is_asked(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What came since is found by its words."""
    assert lacks(await index.retriever.passages(QUESTION)) is None
    monkeypatch.setattr(neighbours, "CATCHING_UP", 0.0)
    await index.store(article("Late", "A letter from Lisbon is here."))
    await index.outbox.begin_write()
    passages = await index.retriever.passages(QUESTION)
    assert lacks(passages) is None
    assert "A letter from Lisbon is here." in texts(passages)
    assert "Fares will rise in April." in texts(passages), "found by the vectors from before"
    await index.vectors.close()


async def test_a_question_of_no_known_word_still_finds_something(
    index: Index, store: Moody
) -> None:
    store.is_away = True
    passages = await index.retriever.passages("Quixotry?", limit=1)
    assert lacks(passages) is Lack.VECTOR_INDEX
    assert len(passages) == 1
    ferry = Scope((passages[0].article.id,))
    [only] = await index.retriever.passages("Quixotry?", ferry, limit=1)
    assert only.article.id == ferry.article_ids[0]


# The embedder


async def test_another_embedder_is_told_and_leaves_the_index_alone(
    filled: Path, shelves: dict[str, Shelf]
) -> None:
    """As after a change of the setting without a reindex: also by who only looks after it."""
    before = {name: dict(shelf) for name, shelf in shelves.items()}
    with opened(filled, FakeEmbedder(), MemoryVectors(shelves)) as index:
        with pytest.raises(EmbedderMismatch):
            await Neighbours(index.vectors).check()
        with pytest.raises(EmbedderMismatch):
            await index.retriever.passages(QUESTION)
    assert {name: dict(shelf) for name, shelf in shelves.items()} == before


@pytest.mark.parametrize("size", [0, 500], ids=["large", "small"])
async def test_an_embedder_that_is_away_leaves_the_words(
    filled: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(retriever, "EXACT", size)
    embedder = FakeEmbedder()
    with opened(filled, embedder, MemoryVectors()) as index:
        await index.ingest.reindex()
        assert lacks(await index.retriever.passages(QUESTION)) is None
        embedder.fails_after = len(embedder.texts)
        passages = await index.retriever.passages("Which beetle came from Lisbon?")
        assert lacks(passages) is Lack.EMBEDDER
        assert texts(passages)[0] == "A beetle came from Lisbon."
        assert {each.dense for each in passages} == {0.0}
        asked = len(embedder.texts)
        embedder.fails_after = None
        assert lacks(await index.retriever.passages(QUESTION)) is Lack.EMBEDDER
        assert len(embedder.texts) == asked
        clock.now += patience.REST
        assert lacks(await index.retriever.passages(QUESTION)) is None
