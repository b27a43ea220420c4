"""What is kept in memory of a library: never more than its room, never what another has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import retriever
from index.errors import ArticleNotFound, EmbedderMismatch, NothingToSearch
from index.store import embedding_store
from index.store.cache import RevisionCache
from index.types import EVERYTHING, Audience, Scope
from tests.index.fakes import FakeEmbedder, Index, article, opened

HARBOUR = article(
    "Ferry strike ends", "The harbour was closed for nine days.", "Fares will rise in April."
)
OLIVES = article("Olive harvest fails", "A beetle from the harbour ate the olives.")
PUBLIC = Scope(readable_by=Audience())


@pytest.fixture
def other(index: Index) -> Iterator[Index]:
    """Another process with the same library open."""
    with opened(index.folder) as second:
        yield second


@pytest.fixture(params=["exact", "recalled"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All paragraphs ranked, or those that Chroma and the full-text index recall."""
    if request.param == "recalled":
        monkeypatch.setattr(retriever, "EXACT", 0)


async def texts(index: Index, question: str = "harbour", scope: Scope = EVERYTHING) -> set[str]:
    """The paragraphs that a search finds."""
    return {each.paragraph.text for each in await index.retriever.passages(question, scope)}


async def test_what_another_process_adds_is_found(index: Index, other: Index) -> None:
    await index.ingest.add(HARBOUR)
    before = await texts(index)
    added = (await other.ingest.add(OLIVES)).article
    assert await texts(index) == before | {OLIVES.paragraphs[0].text}
    assert await index.articles.get(added.id) == added


async def test_what_another_process_removes_is_gone(index: Index, other: Index) -> None:
    stored = [(await index.ingest.add(each)).article for each in (HARBOUR, OLIVES)]
    assert await texts(index) >= {OLIVES.paragraphs[0].text}
    await other.ingest.remove(stored[1].id)
    assert await texts(index) == {each.text for each in HARBOUR.paragraphs}
    for id_ in (stored[1].id, stored[1].id[:12]):
        with pytest.raises(ArticleNotFound):
            await index.articles.get(id_)
    with pytest.raises(ArticleNotFound):
        await index.articles.get_all([each.id for each in stored])
    await other.ingest.remove(stored[0].id)
    with pytest.raises(NothingToSearch):
        await texts(index)


async def test_what_another_process_changes_reads_as_changed(index: Index, other: Index) -> None:
    stored = (await index.ingest.add(HARBOUR)).article
    assert await texts(index) == {each.text for each in HARBOUR.paragraphs}
    changed = article(HARBOUR.title, "The harbour is open.", HARBOUR.paragraphs[1].text)
    now = (await other.ingest.add(changed)).article
    assert now.id == stored.id
    assert await texts(index) == {each.text for each in changed.paragraphs}
    assert await index.articles.get(stored.id) == now


async def test_what_another_process_marks_private_leaves_public_searches(
    index: Index, other: Index
) -> None:
    await index.ingest.add(HARBOUR)
    secret = (await index.ingest.add(OLIVES)).article
    assert await texts(index, scope=PUBLIC) >= {OLIVES.paragraphs[0].text}
    await other.articles.regroup(secret.id, ["private"])
    assert await texts(index, scope=PUBLIC) == {each.text for each in HARBOUR.paragraphs}
    await other.articles.regroup(secret.id, [])
    assert await texts(index, scope=PUBLIC) >= {OLIVES.paragraphs[0].text}


async def test_vectors_that_another_process_makes_anew_are_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same name, another model behind it by now: no old vector meets the question's."""
    monkeypatch.setattr(retriever, "EXACT", 500)
    with (
        opened(folder, FakeEmbedder(dimensions=16)) as index,
        opened(folder, FakeEmbedder(dimensions=8)) as other,
    ):
        await index.ingest.add(HARBOUR)
        assert await texts(index)
        await other.ingest.reindex()
        assert await texts(other)
        with pytest.raises(EmbedderMismatch):
            await texts(index)


async def test_what_does_not_fit_is_read_again(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    await index.ingest.add(HARBOUR)
    found = await index.retriever.passages("harbour")
    monkeypatch.setattr(embedding_store, "CACHE_BYTES", 0)
    with opened(index.folder) as without_room:
        for _ in range(2):
            assert await without_room.retriever.passages("harbour") == found


Kept = st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.integers(1, 4)))


@given(Kept, st.integers(0, 8))
def test_a_cache_has_what_was_kept_last_of_one_revision_and_no_more_than_fits(
    kept: list[tuple[str, int, int]], room: int
) -> None:
    cache = RevisionCache[int, int](room, lambda size: size)
    current: dict[int, int] = {}
    for revision, key, size in kept:
        known = cache.known(((revision, ""),), range(6))
        current = {**known, key: known.get(key, size)}
        cache.keep(((revision, ""),), {key: size})
        found = cache.known(((revision, ""),), range(6))
        assert found.items() <= current.items()
        assert sum(found.values()) <= room
        assert key in found or size > room
        assert cache.known((("c", ""),), range(6)) == {}


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = RevisionCache[str, str](2)
    cache.keep((), {"a": "A", "b": "B"})
    cache.known((), ["a"])
    cache.keep((), {"c": "C"})
    assert cache.known((), "abc") == {"a": "A", "c": "C"}
