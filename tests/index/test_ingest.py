"""Articles into the index and out of it: what is stored, embedded and left on disk."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import os
import signal
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from index.errors import ArticleNotFound, EmbedderMismatch, EmbeddingError
from index.ingest import SLICE
from index.language.visible_text import visible
from index.store.articles.article_store import SqlArticleStore
from index.store.database import Database
from index.store.embedding_store import SqlEmbeddingStore
from index.store.records import Change
from index.store.vectors import chroma
from index.store.vectors.chroma import ChromaVectors
from index.store.vectors.outbox import Outbox
from index.store.vectors.vector_index import VectorIndex
from index.types import Article, Scope
from tests.index.fakes import FakeEmbedder, Index, article, files_with, in_chroma, opened

ROOT = Path(__file__).parents[2]
FERRY = article(
    "Ferry strike ends",
    "Crews went back to work on Monday. The harbour had been closed for nine days.",
    "A mediator from Lisbon brought the two sides together.",
    "Fares will rise in April.",
    byline="Ana Prado",
    source="Herald",
    published=datetime(2026, 2, 23, 14, 24, tzinfo=UTC),
)


def stored(index: Index) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    tables = ("articles", "paragraphs", "vectors", "outbox", "full_text")
    with index.database.reading() as connection:
        return {
            table: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608 - the names are above
            for table in tables
        }


async def assert_consistent(index: Index) -> None:
    """Library, full-text index, vectors and Chroma have the same paragraphs."""
    rows = stored(index)
    paragraphs = {row[0] for row in rows["paragraphs"]}
    keys = await index.embeddings.article_keys()
    candidates = await index.embeddings.candidates(None, index.encoder.name)
    assert len(rows["full_text"]) == len(paragraphs)
    assert {each.row for each in candidates} == paragraphs
    assert {row[1] for row in rows["paragraphs"]} == set(keys)
    assert {row[0] for row in rows["vectors"]} == {row[3] for row in rows["paragraphs"]}
    assert rows["outbox"] == []
    [ids] = in_chroma(index.folder).values()
    assert ids == await index.chunk_ids()


async def texts(index: Index) -> list[list[str]]:
    """All that the library has, an article a list."""
    entries = await index.articles.entries()
    articles = [await index.articles.get(entry.id) for entry in reversed(entries)]
    return [[paragraph.text for paragraph in each.paragraphs] for each in articles]


# Once, twice, changed


async def test_an_article_is_stored_whole(index: Index) -> None:
    done = await index.ingest.add(FERRY)
    assert done.change is Change.ADDED
    assert await index.articles.get(done.article.id) == FERRY.with_id(done.article.id)
    await assert_consistent(index)


async def test_the_same_article_twice_changes_nothing(index: Index) -> None:
    first = await index.ingest.add(FERRY)
    rows, chroma, embedded = stored(index), in_chroma(index.folder), len(index.minilm.texts)
    again = await index.ingest.add(FERRY)
    assert again.change is Change.UNCHANGED
    assert again.article == first.article
    assert stored(index) == rows
    assert in_chroma(index.folder) == chroma
    assert len(index.minilm.texts) == embedded


async def test_a_changed_article_takes_the_place_of_the_old(index: Index) -> None:
    """And only what changed is embedded."""
    first = await index.ingest.add(FERRY)
    other = await index.ingest.add(article("Another", "It has nothing to do with ships."))
    before = await index.chunk_ids()
    index.minilm.texts.clear()

    kept, _, last = FERRY_TEXTS
    changed = article(FERRY.title, kept, "Nobody mediated. It ended by itself.", last)
    again = await index.ingest.add(replace(FERRY, paragraphs=changed.paragraphs))

    assert again.change is Change.UPDATED
    assert again.article.id == first.article.id
    assert await texts(index) == [
        [kept, "Nobody mediated. It ended by itself.", last],
        [other.article.paragraphs[0].text],
    ]
    assert sorted(index.minilm.texts) == [
        "Ferry strike ends. Nobody mediated. It ended by itself.",
        "It ended by itself.",
        "Nobody mediated.",
    ]
    await assert_consistent(index)
    assert await index.lexical.best(["mediat", "lisbon"], 9) == [
        each.row
        for each in await index.embeddings.candidates(None, index.encoder.name)
        if "mediated" in each.paragraph.text
    ]
    old = in_chroma(index.folder)
    assert len(set().union(*old.values()) & before) == 1, "only the other article's chunk stays"


async def test_what_is_said_about_an_article_changes_without_embedding(index: Index) -> None:
    first = await index.ingest.add(FERRY)
    index.minilm.texts.clear()
    again = await index.ingest.add(replace(FERRY, byline="Ana Prado and Rui Sá"))
    assert again.change is Change.UPDATED
    assert (await index.articles.get(first.article.id)).byline == "Ana Prado and Rui Sá"
    assert index.minilm.texts == []
    await assert_consistent(index)


# The same article or another one


FERRY_TEXTS = [paragraph.text for paragraph in FERRY.paragraphs]
URL = "https://news.example/ferry"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (FERRY, replace(FERRY, byline="Staff")),
        (FERRY, article(FERRY.title, "New.", *FERRY_TEXTS, source="herald")),
        (article("Note", "One.", "Two."), article("NOTE", "One.", "Three.")),
        (article("A", "All is new.", url=URL), article("B", "All is old.", url=f"{URL}#top")),
        (article("A", "Same.", url=URL), article("A", "Same.", url=f"{URL}?utm_source=x")),
        (article("A", "Same."), article("B", "Same.", source="Herald")),
    ],
)
async def test_a_version_of_the_same_article(index: Index, first: Article, second: Article) -> None:
    """By identity and overlap, by URL, or by the very same body."""
    known = (await index.ingest.add(first)).article
    done = await index.ingest.add(replace(second, published=first.published))
    assert done.change is Change.UPDATED
    assert done.article.id == known.id
    assert len(await index.articles.entries()) == 1
    await assert_consistent(index)


@pytest.mark.parametrize(
    "second",
    [
        article("News", "Nothing in common."),
        article("News", "Read more.", *(f"It has its own paragraph {n}." for n in range(5))),
    ],
)
async def test_two_articles_may_share_a_title(index: Index, second: Article) -> None:
    """And a line that every article of the kind has."""
    first = article("News", "Read more.", *(f"Here is paragraph {n}." for n in range(9)))
    one = (await index.ingest.add(first)).article
    other = await index.ingest.add(second)
    assert other.change is Change.ADDED
    assert other.article.id != one.id
    assert await index.articles.get(one.id) == one
    assert await index.articles.get(other.article.id) == other.article
    assert (await index.ingest.add(first)).change is Change.UNCHANGED
    assert (await index.ingest.add(second)).change is Change.UNCHANGED


async def test_a_url_decides_before_a_body_does(index: Index) -> None:
    """Two pages may come to say the same, "This page has moved" for instance."""
    one = (await index.ingest.add(article("A", "First.", url=f"{URL}/1"))).article
    two = (await index.ingest.add(article("B", "Second.", url=f"{URL}/2"))).article
    moved = await index.ingest.add(article("B", "First.", url=f"{URL}/2"))
    assert moved.article.id == two.id
    assert (await index.articles.get(one.id)).url == f"{URL}/1"
    assert (await index.ingest.add(one)).change is Change.UNCHANGED
    await assert_consistent(index)


async def test_ids_are_the_same_on_every_machine(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with opened(tmp_path / name) as index:
            done = [await index.ingest.add(article("News", f"Text {n}.")) for n in range(4)]
            ids.append([each.article.id for each in done])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 4


async def test_an_id_stays_with_its_article_though_the_text_moves_on(index: Index) -> None:
    """The second of two with a title, in steps, and then its first version as an article anew."""
    await index.ingest.add(article("News", "x"))
    second = (await index.ingest.add(article("News", "a", "b"))).article
    for version in (["b", "c"], ["c", "d"]):
        assert (await index.ingest.add(article("News", *version))).article.id == second.id
    anew = await index.ingest.add(article("News", "a", "b"))
    assert anew.change is Change.ADDED
    assert len({entry.id for entry in await index.articles.entries()}) == 3


@pytest.mark.parametrize("paragraphs", [("", "Text."), ("  ", "\u200b", "😀"), ("字" * 3000,)])
async def test_odd_paragraphs_do_no_harm(index: Index, paragraphs: tuple[str, ...]) -> None:
    await index.ingest.add(article("한국 경제 " * 33, *paragraphs))
    passages = await index.retriever.passages("What is the text?")
    assert {each.paragraph.text for each in passages} == {
        seen for each in paragraphs if (seen := visible(each)).strip()
    }


# Progress, failures, others at work


async def test_progress_goes_up_to_all_paragraphs(index: Index) -> None:
    seen: list[tuple[int, int]] = []
    long = article("Long", *(f"Paragraph {number}." for number in range(SLICE + 3)))
    await index.ingest.add(long, lambda done, total: seen.append((done, total)))
    assert seen == [(SLICE, SLICE + 3), (SLICE + 3, SLICE + 3)]
    seen.clear()
    await index.ingest.reindex(lambda done, total: seen.append((done, total)))
    assert seen[-1] == (SLICE + 3, SLICE + 3)


async def test_many_at_once_lose_nothing(index: Index) -> None:
    """Other articles, and the same one several times."""
    others = [article(f"Report {n}", f"It is about subject{n}.", "All agree.") for n in range(5)]
    done = await asyncio.gather(*(index.ingest.add(each) for each in [*others, *([FERRY] * 4)]))
    assert len({each.article.id for each in done}) == 6
    assert len(await index.articles.entries()) == 6
    await assert_consistent(index)


async def test_vectors_that_another_process_drops_meanwhile_are_made_again(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = index.articles.put
    interfered: list[bool] = []

    async def late(
        wanted: Article, embedder: str, groups: Collection[str] | None
    ) -> Article | None:
        if not interfered:
            interfered.append(True)
            await index.embeddings.prune(embedder, dimensions=384)
        return await put(wanted, embedder, groups)

    monkeypatch.setattr(index.articles, "put", late)
    await index.ingest.add(FERRY)
    assert interfered
    await assert_consistent(index)


async def test_an_update_leaves_the_vectors_of_an_ingest_that_is_under_way(index: Index) -> None:
    await index.ingest.add(FERRY)
    await index.ingest._embed(article("Other", "It waits."), lambda done, total: None)
    await index.ingest.add(replace(FERRY, paragraphs=FERRY.paragraphs[:1]))
    index.minilm.texts.clear()
    await index.ingest.add(article("Other", "It waits."))
    assert index.minilm.texts == []


async def test_when_another_process_takes_another_embedder_nothing_is_stored_for_the_old(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    await index.ingest.add(FERRY)
    put = index.articles.put

    async def late(
        wanted: Article, embedder: str, groups: Collection[str] | None
    ) -> Article | None:
        with opened(index.folder, FakeEmbedder()) as other:
            await other.ingest.reindex()
        return await put(wanted, embedder, groups)

    monkeypatch.setattr(index.articles, "put", late)
    with pytest.raises(EmbedderMismatch, match="Make the index anew"):
        await index.ingest.add(article("Other", "It waits."))
    assert len(await index.articles.entries()) == 1


# Removing

WORDS = {
    "title": "quixotry",
    "byline": "zweckmann",
    "source": "gazetteville",
    "section": "worldwidely",
    "url": "permalinkish",
    "body": "xylophonists",
    "middle": "brachiopod",
    "name": "Przewalski",
    "accents": "crèmeürü",
    "chinese": "古巴顾问",
}


def telling(suffix: str = "") -> Article:
    """An article with a word in each part of it that is nowhere else."""
    said = {part: f"{word}{suffix}" for part, word in WORDS.items()}
    filler = [f"Filler {suffix} {number} " + "about the weather. " * 20 for number in range(20)]
    return article(
        f"On {said['title']}",
        f"The {said['body']} played on. {said['name']} listened.",
        *filler,
        f"Nobody saw the {said['middle']} or the {said['accents']}.",
        f"{said['chinese']}已离开。",
        byline=said["byline"],
        source=said["source"],
        section=said["section"],
        url=f"https://news.example/{said['url']}",
    )


LEFT = [*WORDS.values(), "xylophonist", "przewalski", "cremeuru", "巴顾"]


@pytest.mark.parametrize("others", [0, 8])
async def test_nothing_that_was_removed_can_be_read_in_any_file(folder: Path, others: int) -> None:
    """Neither while the library is open, nor afterwards; not its BM25 terms either."""
    with opened(folder) as index:
        for number in range(others):
            await index.ingest.add(article(f"Report {number}", *(["Some text."] * 9)))
        done = await index.ingest.add(telling())
        # A term of BM25 is never to be read: what stands for it is a keyed hash.
        assert {word for _, word in files_with(folder, LEFT)} == {*LEFT} - {"cremeuru"}
        removed = await index.ingest.remove(done.article.id)
        assert removed == done.article
        assert files_with(folder, LEFT) == set()
        with pytest.raises(ArticleNotFound):
            await index.articles.get(done.article.id)
        if others:
            await assert_consistent(index)
    assert files_with(folder, LEFT) == set()


async def test_nothing_of_the_old_text_can_be_read_after_an_update(folder: Path) -> None:
    with opened(folder) as index:
        done = await index.ingest.add(replace(telling("old"), url=URL))
        await index.ingest.add(replace(telling("new"), url=URL))
        await assert_consistent(index)
    old = {f"{word}old" for word in WORDS.values()} - {f"{WORDS['title']}old", "permalinkishold"}
    assert files_with(folder, old) == set()
    assert {file for file, _ in files_with(folder, ["quixotryold"])} == {"library.db"}, "in its id"
    with opened(folder) as index:
        await index.ingest.remove(done.article.id)
        assert files_with(folder, ["quixotry", *LEFT]) == set()


async def test_what_cannot_be_found_is_not_removed(index: Index) -> None:
    await index.ingest.add(FERRY)
    with pytest.raises(ArticleNotFound, match="there is no article"):
        await index.ingest.remove("nothing")
    assert len(await index.articles.entries()) == 1


# Another embedder


Use = Callable[[Index], Awaitable[object]]


@pytest.mark.parametrize(
    "use",
    [
        lambda index: index.retriever.passages("Who?"),
        lambda index: index.ingest.add(article("Other", "Text.")),
        lambda index: index.ingest.check(),
    ],
)
async def test_another_embedder_is_an_error_that_names_the_way_out(folder: Path, use: Use) -> None:
    with opened(folder) as index:
        await index.ingest.add(FERRY)
    with opened(folder, FakeEmbedder()) as index:
        with pytest.raises(EmbedderMismatch, match=r"fake.*other.*Make the index anew"):
            await use(index)
        assert await texts(index) == [FERRY_TEXTS]
    with opened(folder) as index:
        assert await index.ingest.check() == 3


async def test_an_empty_library_takes_any_embedder(folder: Path) -> None:
    with opened(folder) as index:
        await index.ingest.remove((await index.ingest.add(FERRY)).article.id)
    with opened(folder, FakeEmbedder()) as index:
        await index.ingest.add(FERRY)
        await assert_consistent(index)


async def test_an_article_can_be_removed_whatever_the_embedder(folder: Path) -> None:
    with opened(folder) as index:
        done = await index.ingest.add(FERRY)
        await index.ingest.add(article("Other", "It stays."))
        before = in_chroma(folder)
    with opened(folder, FakeEmbedder()) as index:
        await index.ingest.remove(done.article.id)
        assert in_chroma(folder) == before, "the index of the other embedder is not touched"
    with opened(folder) as index:
        assert await index.ingest.check() == 1
        await assert_consistent(index)


async def test_a_reindex_switches_to_another_embedder(folder: Path) -> None:
    with opened(folder) as index:
        done = await index.ingest.add(FERRY)
        await index.ingest.add(article("Other", "Something else. It has two sentences."))
    other = FakeEmbedder()
    with opened(folder, other) as index:
        assert await index.ingest.reindex() == 2
        await assert_consistent(index)
        assert len(other.texts) == 1 + 4 + 6, "a probe, a text a chunk and a sentence"
        passages = await index.retriever.passages("mediator from Lisbon")
        assert (passages[0].article.id, passages[0].paragraph.number) == (done.article.id, 2)
        assert await index.nearest("Ferry strike ends. Fares will rise in April.") == [
            (done.article.id, 3)
        ]
    with opened(folder) as index, pytest.raises(EmbedderMismatch):
        await index.ingest.check()


async def test_a_reindex_that_failed_goes_on_where_it_stopped(folder: Path) -> None:
    """And until it is through, the index is the old embedder's."""
    with opened(folder) as index:
        for number in range(10):
            await index.store(article(f"Report {number}", f"It is about thing{number}."))
    failing = FakeEmbedder(fails_after=11)
    with opened(folder, failing) as index, pytest.raises(EmbeddingError):
        await index.ingest.reindex()
    with opened(folder) as index:
        assert (await index.retriever.passages("thing3"))[0].article.title == "Report 3"
    resumed = FakeEmbedder()
    with opened(folder, resumed) as index:
        await index.ingest.reindex()
        assert set(resumed.texts).isdisjoint(failing.texts[1:])
        assert len(failing.texts) + len(resumed.texts) == 2 + 20
        await assert_consistent(index)


async def test_another_model_under_the_same_name_is_noticed(folder: Path) -> None:
    """By its dimensions: an endpoint can come to serve another."""
    with opened(folder, FakeEmbedder(dimensions=16)) as index:
        await index.ingest.add(FERRY)
    with opened(folder, FakeEmbedder(dimensions=24)) as index:
        for use in (index.retriever.passages("Who?"), index.ingest.add(article("Other", "Text."))):
            with pytest.raises(EmbedderMismatch, match="24 dimensions, and the index has 16"):
                await use
        await index.ingest.reindex()
        await index.ingest.add(article("Other", "Text."))
        await assert_consistent(index)
        assert (await index.retriever.passages("Lisbon"))[0].paragraph.number == 2


async def test_what_others_add_and_remove_during_a_reindex_is_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(folder) as index:
        gone = (await index.ingest.add(FERRY)).article
        await index.ingest.add(article("Second", "It stays."))
    with opened(folder) as old, opened(folder, FakeEmbedder()) as new:
        entries = new.articles.entries
        interfered: list[bool] = []

        async def interfere() -> object:
            listed = await entries()
            if not interfered:
                interfered.append(True)
                await old.ingest.add(article("Third", "It came in between."))
                await old.ingest.remove(gone.id)
            return listed

        monkeypatch.setattr(new.articles, "entries", interfere)
        await new.ingest.reindex()
        await assert_consistent(new)
        assert {entry.title for entry in await entries()} == {"Second", "Third"}
        assert len(await new.retriever.passages("Who?", Scope())) == 2


# Killed

CHANGED = article(
    FERRY.title,
    FERRY_TEXTS[0],
    "Nobody mediated.",
    *(f"Afterthought number{number}." for number in range(70)),
    source=FERRY.source,
)
CHANGED = replace(CHANGED, published=FERRY.published)


async def update(index: Index) -> None:
    await index.ingest.add(CHANGED)


async def add(index: Index) -> None:
    await index.ingest.add(telling("second"))


async def remove(index: Index) -> None:
    with suppress(ArticleNotFound):
        await index.ingest.remove("on-quixotry")


async def reindex(index: Index) -> None:
    await index.ingest.reindex()


OPERATIONS = {"update": update, "add": add, "remove": remove, "reindex": reindex}
OWNERS = (ChromaVectors, Database, Outbox, SqlArticleStore, SqlEmbeddingStore, VectorIndex)

# Forked from one that has imported Chroma, which takes a second, and has not opened one.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["chromadb", "tests.index.fakes"])


def crash(folder: Path, operation: str, owner: str, method: str, calls: int) -> None:
    """Do it, and kill this process at that call of that method: of the database's before it."""
    [killed] = [each for each in OWNERS if each.__name__ == owner]
    original = getattr(killed, method)
    chroma.BATCH = 20
    left = itertools.count(calls - 1, -1)

    def die_at_last() -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    async def dying_after(*args: Any, **kwargs: Any) -> object:  # noqa: ANN401 - the method's
        result = await original(*args, **kwargs)
        die_at_last()
        return result

    def dying_before(*args: Any, **kwargs: Any) -> object:  # noqa: ANN401
        die_at_last()
        return original(*args, **kwargs)

    setattr(killed, method, dying_before if killed is Database else dying_after)

    async def work() -> None:
        with opened(folder) as index:
            await OPERATIONS[operation](index)

    asyncio.run(work())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("operation", "at"),
    [
        ("add", "SqlEmbeddingStore adopt 1"),
        ("update", "SqlEmbeddingStore save 1"),
        ("update", "SqlEmbeddingStore save 2"),
        ("update", "SqlArticleStore put 1"),
        ("update", "Outbox begin_write 1"),
        ("update", "ChromaVectors delete 1"),
        ("update", "ChromaVectors upsert 1"),
        ("update", "VectorIndex _add 1"),
        ("update", "Outbox mark_synced 1"),
        ("update", "ChromaVectors seal 1"),
        ("update", "Outbox end_write 1"),
        ("remove", "Database scrub 1"),
        ("remove", "SqlArticleStore remove 1"),
        ("remove", "ChromaVectors delete 1"),
        ("reindex", "SqlEmbeddingStore adopt 1"),
        ("reindex", "ChromaVectors _discard 1"),
        ("reindex", "ChromaVectors upsert 1"),
        ("reindex", "ChromaVectors seal 1"),
    ],
)
async def test_after_a_kill_the_next_start_puts_it_right(
    folder: Path, operation: str, at: str
) -> None:
    """Wherever it strikes, each article is whole, old or new; done again, all is as it should."""
    with opened(folder) as index:
        if operation != "add":
            await index.ingest.add(FERRY)
            await index.ingest.add(telling())
        before = await texts(index)
    owner, method, calls = at.split()
    killed = PROCESSES.Process(target=crash, args=(folder, operation, owner, method, int(calls)))
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL

    with opened(folder) as index:
        await index.ingest.check()
        found = await texts(index)
        assert len(await index.chunk_ids()) >= sum(len(each) for each in found)
        [ids] = in_chroma(folder).values()
        assert ids == await index.chunk_ids()
        new = {"add": [telling("second")], "update": [CHANGED]}.get(operation, [])
        whole = [*before, *([paragraph.text for paragraph in each.paragraphs] for each in new)]
        assert all(each in whole for each in found)

        await OPERATIONS[operation](index)
        await assert_consistent(index)
        if operation in {"update", "remove", "reindex"}:
            assert (await index.retriever.passages("Crews went back"))[0].paragraph.number == 1
        for row in await index.embeddings.candidates(None, index.encoder.name):
            title = (await index.articles.get(row.article_id)).title
            near = await index.nearest(f"{title}. {row.paragraph.text}", limit=3)
            assert (row.article_id, row.paragraph.number) in near
    if operation == "remove":
        assert files_with(folder, LEFT) == set()
    if operation == "update":
        assert files_with(folder, ["mediator", "lisbon"]) == set()
