"""Chroma's files damaged, lost, half written, or an older copy: made anew from the library."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete as delete_rows

from index.errors import StorageError
from index.store.schema import facts
from index.store.vectors.sealed_files import SEAL, SealedFiles
from tests.index.fakes import article, in_chroma, opened
from tests.index.store.vectors import damage as damage_bench
from tests.index.store.vectors.test_chroma import ROOT, assert_complete, fill


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
