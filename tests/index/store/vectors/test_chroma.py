"""Chroma: no text in its files, rebuilt when damaged, shared between processes."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import StorageError
from index.store.vectors import chroma, vector_index
from index.store.vectors.chroma import ChromaVectors
from index.types import Article
from tests.index.fakes import FakeEmbedder, Index, article, files_with, in_chroma, opened

ROOT = Path(__file__).parents[4]


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


# What Chroma keeps


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


# A server


async def test_a_server_that_is_away_is_named(folder: Path) -> None:
    away = ChromaVectors("fake", folder, "http://127.0.0.1:9")
    with opened(folder, store=away) as index:
        with pytest.raises(StorageError, match=r"Chroma failed: .*Nothing is lost"):
            await fill(index, 1)
        assert len(await index.articles.entries()) == 1


@pytest.mark.slow
async def test_a_server_holds_the_vectors(folder: Path, chroma_server: str) -> None:
    """Those of another embedder go; nothing of it is in the data folder."""
    fake, other = (ChromaVectors(name, folder, chroma_server) for name in ("fake", "other"))
    with opened(folder, store=fake) as index:
        await fill(index)
        assert await index.ingest.check() == 12
        question = await index.encoder.question("Report 1. Topic1 is treated in part2.")
        rows = await index.vectors.nearest(question.vector, 1)
        [found] = await index.embeddings.candidates_at(rows, index.encoder.name)
        assert (found.article_id[:8], found.paragraph.number) == ("report-1", 3)
        await index.ingest.remove("report-1")
    with opened(folder, FakeEmbedder(), other) as index:
        await index.ingest.reindex()
        assert await index.ingest.check() == 8
        assert len(await index.vectors.nearest(np.ones(16, np.float32), 50)) == 8
    assert not (folder / "chroma").exists()


# Other processes

WRITER = """
import asyncio, sys
from pathlib import Path
from tests.index.fakes import opened
from tests.index.store.vectors.test_chroma import long

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
