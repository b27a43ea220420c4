"""Chroma: told what changed, rebuilt when damaged, shared between processes."""

from __future__ import annotations

import asyncio
import os
import platform
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import numpy as np
import pytest
from filelock import FileLock

from index.errors import IndexBusy, StorageError
from index.store import chroma, vector_index
from index.store.chroma import ChromaVectors
from index.types import Article
from tests.index.fakes import FakeEmbedder, Index, article, files_with, in_chroma, opened

ROOT = Path(__file__).parents[3]


async def fill(index: Index, count: int = 3, first: int = 0) -> None:
    for number in range(first, first + count):
        texts = [f"Topic{number} is treated in part{part}." for part in range(4)]
        await index.ingest.add(article(f"Report {number}", *texts))


async def assert_complete(index: Index, count: int = 3) -> None:
    """Chroma has every chunk, and finds every paragraph by its own text."""
    assert len(await index.embeddings.article_keys()) == count
    [ids] = in_chroma(index.folder).values()
    assert ids == await index.chunk_ids()
    by_id = {entry.id: entry.title for entry in await index.articles.entries()}
    for id_, title in by_id.items():
        topic = title.replace("Report ", "Topic")
        text = f"{title}. {topic} is treated in part2."
        assert await index.nearest(text) == [(id_, 3)]


# What Chroma is told


async def test_the_nearest_come_first_and_once(index: Index) -> None:
    """A long paragraph has several chunks."""
    long = " ".join(f"Sentence{number} about ships." for number in range(200))
    stored = (await index.ingest.add(article("Ports", "Ships.", long, "Weather."))).article
    assert len(await index.chunk_ids()) > 4
    found = await index.nearest("Ports. Ships.", limit=20)
    assert found[0] == (stored.id, 1)
    assert sorted(found) == [(stored.id, number) for number in (1, 2, 3)]


async def test_articles_can_be_chosen(index: Index) -> None:
    await fill(index)
    question = await index.encoder.question("Report 0. Topic0 is treated in part0.")
    keys = await index.embeddings.article_keys()
    rows = await index.vectors.nearest(question.vector, 50, keys[1:2])
    found = await index.embeddings.candidates_at(rows, index.encoder.name)
    assert [each.article_id[:8] for each in found] == ["report-1"] * 4


async def test_no_text_is_in_chromas_files(index: Index) -> None:
    await index.ingest.add(article("Quixotry", "Xylophonists played on.", byline="Zweckmann"))
    content = b"".join(p.read_bytes() for p in (index.folder / "chroma").rglob("*") if p.is_file())
    for word in (b"uixot", b"ylopho", b"played", b"weckman"):
        assert word not in content


DIRTYING = """
import asyncio, sys, threading
from pathlib import Path
from tests.index.fakes import article, opened

kept = []

def dirty():
    bytearray(8_000_000)  # once such a block was freed, smaller ones are on the heap
    sizes = (50, 500, 5000, 25_000, 50_000)
    blocks = [bytearray(b"quixotry" * size) for size in sizes for _ in range(60)]
    del blocks[::2]
    kept.append(blocks)

threads = [threading.Thread(target=dirty) for _ in range(20)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

async def main():
    with opened(Path(sys.argv[1])) as index:
        await index.ingest.add(article("A title", "Some text."))

asyncio.run(main())
"""


@pytest.mark.slow
@pytest.mark.skipif(not platform.libc_ver()[0], reason="only glibc overwrites new memory")
def test_what_memory_held_does_not_get_into_chromas_files(folder: Path) -> None:
    """Chroma saves memory that it has not filled."""
    command = [sys.executable, "-c", DIRTYING, str(folder)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert list((folder / "chroma").glob("*/data_level0.bin"))
    assert files_with(folder, ["quixotry"]) == set()


async def test_what_was_not_told_is_told_at_the_next_start(index: Index) -> None:
    await fill(index)
    for number in (3, 4):
        other = article(
            f"Report {number}", *(f"Topic{number} is treated in part{n}." for n in range(4))
        )
        await index.ingest._embed(other, lambda done, total: None)
        await index.articles.put(other, index.encoder.name)
    gone = await index.articles.get("report-1")
    await index.articles.remove(gone.id)
    with opened(index.folder) as again:
        await again.vectors.sync()
        await assert_complete(again, 4)
        assert await again.outbox.open_changes() == []


async def test_adding_an_unchanged_article_tells_what_was_not_told(index: Index) -> None:
    texts = [f"Topic0 is treated in part{number}." for number in range(4)]
    await index.ingest._embed(article("Report 0", *texts), lambda done, total: None)
    await index.embeddings.adopt(index.encoder.name)
    await index.articles.put(article("Report 0", *texts), index.encoder.name)
    with opened(index.folder) as again:
        await again.ingest.add(article("Report 0", *texts))
        await assert_complete(again, 1)


async def test_more_chunks_than_fit_a_call(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma, "BATCH", 5)
    monkeypatch.setattr(vector_index, "ARTICLES", 2)
    await fill(index, 5)
    await index.ingest.reindex()
    await assert_complete(index, 5)
    for entry in await index.articles.entries():
        await index.articles.remove(entry.id)
    await index.vectors.sync()
    assert in_chroma(index.folder).popitem()[1] == set()


# Damage


def delete(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"")


def garbage(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"no database " * 1000)


def halve(folder: Path) -> None:
    file = folder / "chroma.sqlite3"
    os.truncate(file, file.stat().st_size // 2)


def truncate_nearest_neighbours(folder: Path) -> None:
    for file in folder.glob("*/*"):
        os.truncate(file, file.stat().st_size // 2)


async def lose_some(folder: Path) -> None:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    collection = client.list_collections()[0]
    collection.delete(ids=collection.get(include=[])["ids"][:2])


@pytest.mark.parametrize("damage", [delete, empty])
async def test_what_is_missing_is_noticed_and_made_anew(folder: Path, damage: object) -> None:
    with opened(folder) as index:
        await fill(index)
    assert callable(damage)
    damage(folder / "chroma")
    with opened(folder) as index:
        await index.vectors.sync()
        await assert_complete(index)


async def test_chunks_that_are_missing_are_noticed_at_the_next_start(folder: Path) -> None:
    with opened(folder) as index:
        await fill(index)
    await lose_some(folder / "chroma")
    with opened(folder) as index:
        assert await index.ingest.check() == 12
        await assert_complete(index)


@pytest.mark.parametrize("damage", [garbage, halve])
async def test_a_damaged_chroma_is_named_and_a_reindex_mends_it(
    folder: Path, damage: object
) -> None:
    with opened(folder) as index:
        await fill(index)
    assert callable(damage)
    damage(folder / "chroma")
    with opened(folder) as index:
        with pytest.raises(StorageError, match=r"Nothing is lost: `assistant reindex` rebuilds"):
            await index.vectors.sync()
        embedded = len(index.minilm.texts)
        assert await index.ingest.reindex() == 3
        assert len(index.minilm.texts) == embedded + 1, "nothing is embedded again but the probe"
        await assert_complete(index)


@pytest.mark.slow
async def test_a_reindex_does_not_look_at_damaged_files(folder: Path) -> None:
    """To open them can crash the process: Chroma's nearest neighbours are native code."""
    with opened(folder) as index:
        texts = [" ".join(f"w{n}" for n in range(at, at + 9)) for at in range(1100)]
        await index.ingest.add(article("Long", *texts))
    assert list((folder / "chroma").glob("*/*.bin"))
    truncate_nearest_neighbours(folder / "chroma")
    with opened(folder) as index:
        await index.ingest.reindex()
        [ids] = in_chroma(folder).values()
        assert ids == await index.chunk_ids()
        assert (await index.nearest(f"Long. {texts[700]}"))[0][1] == 701


async def test_a_write_that_did_not_end_is_followed_by_a_rebuild(folder: Path) -> None:
    """A process killed while Chroma writes can leave torn files that no count shows."""
    with opened(folder) as index:
        await fill(index)
        await index.outbox.begin_write()
    garbage(folder / "chroma")
    with opened(folder) as index:
        await index.vectors.sync()
        await assert_complete(index)
        state = await index.outbox.state()
        assert not state.is_half_written


async def test_a_write_that_failed_is_followed_by_a_rebuild(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(index)

    async def fail(store: ChromaVectors, ids: list[str]) -> None:
        raise StorageError("Chroma failed")

    monkeypatch.setattr(ChromaVectors, "delete", fail)
    with pytest.raises(StorageError):
        await fill(index, 1, first=3)
    monkeypatch.undo()
    await fill(index, 1, first=4)
    await assert_complete(index, 5)


# Others at work


async def test_what_another_opened_index_wrote_is_found(folder: Path) -> None:
    """As from another process: Chroma shows it only to a client that is opened anew."""
    with opened(folder) as one, opened(folder) as other:
        await fill(one, 1, first=0)
        await fill(other, 1, first=1)
        await fill(one, 1, first=2)
        await assert_complete(other)
        await assert_complete(one)
        await one.ingest.remove("report-1")
        await assert_complete(other, 2)
        await other.ingest.reindex()
        await assert_complete(one, 2)


async def test_a_lock_that_is_not_given_back_is_named(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_index, "LOCK_TIMEOUT", 0.01)
    with (
        FileLock(index.folder / "chroma.lock"),
        pytest.raises(IndexBusy, match=r"another process .*Run the same command again"),
    ):
        await fill(index, 1)
    await fill(index, 1)
    await assert_complete(index, 1)


async def test_a_lock_that_cannot_be_made_is_named(index: Index) -> None:
    (index.folder / "chroma.lock").mkdir()
    with pytest.raises(StorageError, match=r"chroma\.lock cannot be written: .*ASSISTANT_DATA_DIR"):
        await fill(index, 1)


async def test_a_sync_goes_on_when_the_caller_has_gone(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader who leaves must not leave Chroma half-written."""
    await fill(index)
    begun, go_on = asyncio.Event(), asyncio.Event()
    add = index.vectors._add

    async def slow(keys: set[int]) -> None:
        begun.set()
        await go_on.wait()
        await add(keys)

    monkeypatch.setattr(index.vectors, "_add", slow)
    caller = asyncio.create_task(fill(index, 1, first=3))
    waiting = asyncio.create_task(begun.wait())
    await asyncio.wait({caller, waiting}, return_when=asyncio.FIRST_COMPLETED)
    assert begun.is_set()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    async with index.vectors._lock():
        assert not (await index.outbox.state()).is_half_written
    await assert_complete(index, 4)


# A server


async def test_a_server_that_is_away_is_named(folder: Path) -> None:
    with opened(folder, url="http://127.0.0.1:9") as index:
        with pytest.raises(StorageError, match=r"Chroma failed: .*Nothing is lost"):
            await fill(index, 1)
        assert len(await index.articles.entries()) == 1


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    chroma = str(Path(sys.executable).with_name("chroma"))
    command = [chroma, "run", "--host", "127.0.0.1", "--port", port, "--path", str(tmp_path / "s")]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(transport=httpx.HTTPTransport(retries=9)) as client:
            client.get(f"{url}/api/v2/heartbeat").raise_for_status()
        yield url
        process.terminate()


@pytest.mark.slow
async def test_a_server_holds_the_vectors(folder: Path, server: str) -> None:
    with opened(folder, url=server) as index:
        await fill(index)
        assert await index.ingest.check() == 12
        question = await index.encoder.question("Report 1. Topic1 is treated in part2.")
        rows = await index.vectors.nearest(question.vector, 1)
        [found] = await index.embeddings.candidates_at(rows, index.encoder.name)
        assert (found.article_id[:8], found.paragraph.number) == ("report-1", 3)
        await index.ingest.remove("report-1")
    with opened(folder, FakeEmbedder(), url=server) as index:
        await index.ingest.reindex()
        assert await index.ingest.check() == 8
        assert len(await index.vectors.nearest(np.ones(16, np.float32), 50)) == 8
    assert not (folder / "chroma").exists()


# Other processes

WRITER = """
import asyncio, sys
from pathlib import Path
from tests.index.fakes import opened
from tests.index.store.test_chroma import long

async def main(folder, name):
    with opened(Path(folder)) as index:
        for number in range(4):
            await index.ingest.add(long(f"{name}{number}"))

sys.stdin.readline()
asyncio.run(main(*sys.argv[1:]))
"""


def long(name: str) -> Article:
    """Enough for Chroma to write its nearest neighbours to disk, at 1,000, more than once."""
    return article(name, *(part(name, number) for number in range(300)))


def part(name: str, number: int) -> str:
    return " ".join(f"{name}w{word}" for word in range(number * 6, number * 6 + 6))


@pytest.mark.slow
async def test_two_processes_that_ingest_at_once_lose_nothing(folder: Path) -> None:
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), name],
            cwd=ROOT,
            stdin=pipe,
            stderr=pipe,
            text=True,
        )
        for name in ("left", "right")
    ]
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in processes] == ["", ""]
    with opened(folder) as index:
        entries = await index.articles.entries()
        assert [entry.paragraphs for entry in entries] == [300] * 8
        [ids] = in_chroma(folder).values()
        assert ids == await index.chunk_ids()
        for entry in entries:
            for number in range(0, 300, 20):
                text = f"{entry.title}. {part(entry.title, number)}"
                assert await index.nearest(text) == [(entry.id, number + 1)]
