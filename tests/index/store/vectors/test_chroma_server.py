"""A Chroma server that dies, comes back full, empty or elsewhere, says nothing, or is shared."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import patience, retriever
from index.errors import StorageError
from index.store.vectors import chroma_clients, neighbours
from index.store.vectors.chroma import ChromaVectors
from index.types import Lack
from tests.index.fakes import Index, article, opened
from tests.index.store.chroma_server import ChromaServer, chroma_server
from tests.index.test_patience import Clock

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with chroma_server(tmp_path / "server") as started:
        yield started


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """By which who was away is asked again; every paragraph counts as one of many."""
    clock = Clock()
    monkeypatch.setattr(patience.Patience.__init__, "__kwdefaults__", {"clock": clock})
    monkeypatch.setattr(retriever, "EXACT", 0)
    return clock


@pytest.fixture
def index(folder: Path, server: ChromaServer, clock: Clock) -> Iterator[Index]:
    with opened(folder, store=ChromaVectors("fake", folder, server.url)) as parts:
        yield parts


def report(number: int) -> Iterator[str]:
    return (f"Topic{number} is treated in part{part}." for part in range(4))


async def fill(index: Index, *numbers: int) -> None:
    for number in numbers:
        await index.ingest.add(article(f"Report {number}", *report(number)))


async def lack_of(index: Index) -> Lack | None:
    """What a question lacks; it is answered rightly anyway."""
    passages = await index.retriever.passages("Report 1. Topic1 is treated in part2.", limit=4)
    assert passages[0].paragraph.text == "Topic1 is treated in part2."
    return passages[0].lacked


async def assert_whole(index: Index, server: ChromaServer) -> None:
    """The server has what the library has, and finds it."""
    store = ChromaVectors("fake", index.folder, server.url)
    state = await index.outbox.state()
    await store.open(await index.outbox.library_id(), state.marks)
    assert {*await store.nearest((await index.encoder.question("x")).vector, 99)} == (
        await index.chunk_ids()
    )


async def test_killed_while_it_is_asked_and_back_with_its_data(
    index: Index, server: ChromaServer, clock: Clock
) -> None:
    await fill(index, 0, 1, 2)
    assert await lack_of(index) is None
    server.kill()
    assert await lack_of(index) is Lack.VECTOR_INDEX
    server.start()
    assert await lack_of(index) is Lack.VECTOR_INDEX, "nobody is asked for a while"
    clock.now += patience.REST
    assert await lack_of(index) is None
    assert index.vectors.mended == ""


async def test_killed_in_an_ingest(index: Index, server: ChromaServer, clock: Clock) -> None:
    """The article is stored and found by its words; what the server lacks is brought later."""
    await fill(index, 0)
    server.kill()
    with pytest.raises(StorageError, match="articles are found by their words") as failed:
        await fill(index, 1)
    assert failed.value.code == "vector_server_failed"
    assert await lack_of(index) is Lack.VECTOR_INDEX
    await index.ingest.remove("report-0")
    assert [each.title for each in await index.articles.entries()] == ["Report 1"]
    server.start()
    clock.now += patience.REST
    assert await lack_of(index) is None
    assert index.vectors.mended == ""
    await assert_whole(index, server)


async def test_back_empty_it_is_filled_by_the_question_that_notices(
    index: Index, server: ChromaServer, clock: Clock, tmp_path: Path
) -> None:
    await fill(index, 0, 1, 2)
    assert await lack_of(index) is None
    server.kill()
    server.start(tmp_path / "empty")
    assert await lack_of(index) is Lack.VECTOR_INDEX
    clock.now += patience.REST
    assert await lack_of(index) is None
    await assert_whole(index, server)


async def test_back_with_an_older_copy_it_is_filled_anew(
    index: Index, server: ChromaServer, clock: Clock
) -> None:
    """As many chunks, and not the same."""
    await fill(index, 1, 2)
    server.kill()
    copied = server.folder.with_name("copied")
    shutil.copytree(server.folder, copied)
    server.start()
    clock.now += patience.REST
    await index.ingest.remove("report-2")
    await fill(index, 3)
    assert await lack_of(index) is None
    server.kill()
    server.start(copied)
    assert await lack_of(index) is None, "what it has is of this library, only older"
    assert await index.ingest.check() == 8
    index.vectors.lose()
    assert await lack_of(index) is None
    assert "older copy" in index.vectors.mended
    await assert_whole(index, server)


async def test_another_librarys_chunks_are_never_taken(
    index: Index, server: ChromaServer, tmp_path: Path, clock: Clock
) -> None:
    """Both have chunks of the same ids on one server."""
    await fill(index, 0, 1)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with opened(elsewhere, store=ChromaVectors("fake", elsewhere, server.url)) as other:
        await fill(other, 1, 7)
        await assert_whole(other, server)
        await other.ingest.remove("report-7")
        await assert_whole(other, server)
    assert await lack_of(index) is None
    await assert_whole(index, server)


async def test_somebody_else_at_its_address_is_no_chroma(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that says nothing, and one that says something else."""
    monkeypatch.setattr(chroma_clients, "GREETING", 0.2)
    monkeypatch.setattr(neighbours, "OPENING", 60.0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with opened(folder, store=ChromaVectors("fake", folder, url)) as index:
            with pytest.raises(StorageError, match=r"Chroma failed: .*timed out"):
                await fill(index, 1)
            assert await lack_of(index) is Lack.VECTOR_INDEX
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            while True:
                try:
                    connection, _ = other.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(4096)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nmoo!")

        threading.Thread(target=answer, daemon=True).start()
        url = f"http://127.0.0.1:{other.getsockname()[1]}"
        with opened(folder, store=ChromaVectors("fake", folder, url)) as index:
            with pytest.raises(StorageError, match="Chroma failed"):
                await index.vectors.sync()
            assert await lack_of(index) is Lack.VECTOR_INDEX
        other.shutdown(socket.SHUT_RDWR)


# Several processes

ASKER = """
import asyncio, json, sys
from pathlib import Path
from index import patience, retriever
from index.store.vectors.chroma import ChromaVectors
from tests.index.fakes import article, opened
from tests.index.store.vectors.test_chroma_server import lack_of

patience.REST = 0.0
retriever.EXACT = 0

async def main(folder, url):
    folder = Path(folder)
    with opened(folder, store=ChromaVectors("fake", folder, url)) as index:
        print("ready", flush=True)
        for line in sys.stdin:
            if line.startswith("add"):
                text = line.split()[1]
                await index.ingest.add(article(f"Late {text}", f"{text} came late."))
                print("done", flush=True)
                continue
            lack = await lack_of(index)
            print(json.dumps([lack, index.vectors.mended]), flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


class Asker:
    """A process that asks, or adds, what it is told to."""

    def __init__(self, folder: Path, url: str) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", ASKER, str(folder), url]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )
        assert self.hear() == "ready"

    def tell(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def hear(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def ask(self) -> tuple[str | None, str]:
        self.tell("ask")
        lack, mended = json.loads(self.hear())
        return lack, mended

    def end(self) -> None:
        with self._process as process:
            assert process.stdin
            process.stdin.close()
        assert process.returncode == 0


async def test_several_processes_share_one_that_comes_back_empty(
    index: Index, server: ChromaServer, tmp_path: Path
) -> None:
    """It is filled once, by whoever notices first; what one adds the others find."""
    await fill(index, 0, 1, 2)
    askers = [Asker(index.folder, server.url) for _ in range(3)]
    assert [each.ask() for each in askers] == [(None, "")] * 3
    server.kill()
    assert [each.ask() for each in askers] == [("vector_index", "")] * 3
    server.start(tmp_path / "empty")
    for each in askers:
        each.tell("ask")
    heard = [json.loads(each.hear()) for each in askers]
    assert sum(bool(mended) for _, mended in heard) == 1, heard
    for word, each in zip(("First", "Second", "Third"), askers, strict=True):
        each.tell(f"add {word}")
    assert [each.hear() for each in askers] == ["done"] * 3
    again = [each.ask() for each in askers]
    assert [lack for lack, _ in again] == [None] * 3
    assert sum(bool(mended) for _, mended in again) == 1
    await assert_whole(index, server)
    for each in askers:
        await asyncio.to_thread(each.end)
