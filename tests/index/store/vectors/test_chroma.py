"""Chroma: no text in its files, rebuilt when damaged, shared between processes."""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import delete as delete_rows

from index.errors import StorageError
from index.store.schema import facts
from index.store.vectors import chroma, vector_index
from index.store.vectors.chroma import ChromaVectors
from index.store.vectors.sealed_files import SEAL, SealedFiles
from index.types import Article
from tests.index.fakes import FakeEmbedder, Index, article, files_with, in_chroma, opened
from tests.index.store.vectors import damage as damage_bench

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
async def test_a_damaged_chroma_is_named_and_made_anew(
    folder: Path, damage: object, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(folder) as index:
        await fill(index)
    assert callable(damage)
    damage(folder / "chroma")
    with opened(folder) as index:
        await index.vectors.sync()
        [record] = caplog.records
        assert "made anew from the library: its files are damaged: chroma.sqlite3" in record.msg % (
            record.args or ()
        )
        assert index.minilm.texts == [], "nothing is embedded again"
        await assert_complete(index)


async def test_what_chroma_itself_cannot_open_is_named_and_a_reindex_mends_it(
    folder: Path,
) -> None:
    """As after a downgrade: sealed by who could read it."""
    with opened(folder) as index:
        await fill(index)
    garbage(folder / "chroma")
    files = SealedFiles(folder / "chroma")
    with opened(folder) as index:
        files.seal((await index.outbox.state()).mark)
        with pytest.raises(StorageError, match=r"Nothing is lost: it can be rebuilt"):
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


SEEDS = (*range(7), 8, 27)
"""Each file overwritten; one bit; the seal gone, and a file that Chroma does not look at wrong."""


@pytest.mark.slow
async def test_whatever_is_damaged_the_same_is_found(folder: Path) -> None:
    """In a process of its own: opened as they are, such files end it, or take all memory."""
    await damage_bench.make(folder)
    command = [sys.executable, "-m", damage_bench.__name__, str(folder), *map(str, SEEDS)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert len(lines) == len(SEEDS)
    assert [line for line in lines if " same " not in line or "not mended" in line] == []


DYING = """
import asyncio, os, signal, sys
from pathlib import Path
from index.store.vectors import chroma
from tests.index.fakes import opened

chroma._read_all = lambda _: os.kill(os.getpid(), signal.SIGKILL)

async def main(folder):
    with opened(folder) as index:
        await index.vectors.sync()

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.slow
async def test_files_that_a_process_died_of_are_not_opened_again(folder: Path) -> None:
    with opened(folder) as index:
        await fill(index)
    died = subprocess.run([sys.executable, "-c", DYING, str(folder)], cwd=ROOT, check=False)
    assert died.returncode == -signal.SIGKILL
    with opened(folder) as index:
        await index.vectors.sync()
        assert index.vectors.mended == "a process ended while it opened the files"
        assert await index.nearest("Report 1. Topic1 is treated in part2.", 1)
    with opened(folder) as index:
        await index.vectors.sync()
        assert index.vectors.mended == ""
        await assert_complete(index)


async def test_what_an_earlier_version_left_is_sealed_as_it_is(folder: Path) -> None:
    """It made no seal, and noted no mark."""
    with opened(folder) as index:
        await fill(index)
        with index.database.writing() as connection:
            connection.execute(delete_rows(facts).where(facts.c.name == "vector_mark"))
    (folder / "chroma" / SEAL).unlink()
    for _ in range(2):
        with opened(folder) as index:
            await index.vectors.sync()
            assert index.vectors.mended == ""
            assert len(await index.nearest("Report 1. Topic1 is treated in part2.", 12)) == 12
    assert (folder / "chroma" / SEAL).exists()


async def test_an_older_copy_of_the_library_goes_with_no_newer_chroma(folder: Path) -> None:
    with opened(folder) as index:
        await fill(index)
    older = (folder / "library.db").read_bytes()
    with opened(folder) as index:
        await index.ingest.remove("report-1")
        await fill(index, 1, first=7)
    for file in folder.glob("library.db*"):
        file.unlink()
    (folder / "library.db").write_bytes(older)
    with opened(folder) as index:
        await index.vectors.sync()
        assert "older copy" in index.vectors.mended
        await assert_complete(index)


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
