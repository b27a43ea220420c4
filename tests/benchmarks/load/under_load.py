"""The server under load: how many answers come, and what keeps whom waiting.

Server, model and clients are processes of their own that share this machine's cores.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.load.running import Running, Streamed, asked, probed, sent, serving
from tests.benchmarks.speed.model import QUESTION
from tests.benchmarks.speed.synthetic import PARAGRAPHS, articles

SECONDS = 4.0
"""How long new questions are asked at each level."""

STREAMS = (1, 16, 128, 256)
TOGETHER = 128
BURSTS = 5
SETTLING = 2.0
"""Seconds for which `/health/live` is asked while questions arrive in one moment."""

WITHOUT_MODEL = 200
PEOPLE = 4
"""Who ask one question after the other while something else goes on."""

INGESTED = 1_000
"""Articles."""

OTHERS = 64
"""Clients that do not read, and as many that leave."""


async def run() -> None:
    """Print all of it."""
    rates: dict[int, list[float]] = {}
    for processes in (1, 2):
        async with serving(processes=processes) as server:
            await _warm(server)
            rates[processes] = [await at_once(server, streams, processes) for streams in STREAMS]
    shares = (two / one for one, two in zip(rates[1], rates[2], strict=True))
    print("two processes against one:", ", ".join(f"{share:.2f} times" for share in shares))
    async with serving() as server:
        await _warm(server)
        await arriving(server)
        await disturbed(server)
    async with serving(asks_model=False) as server:
        await _warm(server)
        await without_model(server)
        await beside_ingest(server)


async def at_once(server: Running, streams: int, processes: int) -> float:
    """Answers a second when so many are always under way; how soon they begin is printed too."""
    done: list[Streamed] = []
    start = perf_counter()

    async def asks() -> None:
        while perf_counter() - start < SECONDS:
            done.append(await asked(server))

    await asyncio.gather(*(asks() for _ in range(streams)))
    rate = len(done) / (perf_counter() - start)
    firsts = [each.first_claim for each in done]
    print(
        f"{processes} process{'es' if processes > 1 else ''}, {streams:3} streams at once: "
        f"{rate:.1f} answers/s; first claim {_told(firsts)}; {server.megabytes()} MB"
    )
    return rate


async def arriving(server: Running) -> None:
    """Print how alive the server is while many questions arrive in one moment."""
    probes: list[float] = []
    with ProcessPoolExecutor(1) as elsewhere:  # this process is busy with the streams
        loop = asyncio.get_running_loop()
        for _ in range(BURSTS):
            probing = loop.run_in_executor(elsewhere, probed, server.port, SETTLING)
            await asyncio.gather(*(asked(server) for _ in range(TOGETHER)))
            probes += await probing
    print(
        f"/health/live while {TOGETHER} questions arrive in one moment, {BURSTS} times: p50 "
        f"{median(probes):.1f} ms, p99 {quantiles(probes, n=100)[-1]:.1f} ms, slowest "
        f"{max(probes):.1f} ms of {len(probes)} (p99 within 50 is wanted)"
    )


async def without_model(server: Running) -> None:
    """Print what many questions in one moment take without a model."""
    before = server.megabytes()
    start = perf_counter()
    done = await asyncio.gather(*(asked(server) for _ in range(WITHOUT_MODEL)))
    print(
        f"{len(done)} questions at once without a model: all answered in "
        f"{perf_counter() - start:.1f} s, {before} to {server.megabytes()} MB"
    )


async def disturbed(server: Running) -> None:
    """Print how soon people have their first sentence beside clients that behave badly."""
    alone = await _people(server)
    async with _not_reading(server):
        slow = await _people(server)
    leaving = asyncio.create_task(_leaving(server))
    left = await _people(server)
    leaving.cancel()
    print(
        f"{PEOPLE} people, first claim: alone {_told(alone)}; beside {OTHERS} clients that do not "
        f"read {_told(slow)}; beside {OTHERS} that leave {_told(left)}"
    )


async def beside_ingest(server: Running) -> None:
    """Print how soon people have their first sentence while many articles are added."""
    alone = await _people(server)
    with TemporaryDirectory() as folder:
        files = await asyncio.to_thread(_written, Path(folder))
        assistant = str(Path(sys.executable).with_name("assistant"))
        start = perf_counter()
        ingest = await asyncio.create_subprocess_exec(
            assistant, "ingest", "--quiet", *files, env=server.environment
        )
        ended = asyncio.create_task(ingest.wait())
        beside = []
        while not ended.done():
            beside += await _people(server)
        seconds = perf_counter() - start
    print(
        f"{PEOPLE} people, first claim: alone {_told(alone)}; while {INGESTED} articles are added "
        f"in {seconds:.0f} s {_told(beside)} (nobody waits a second for it)"
    )


async def _warm(server: Running) -> None:
    for _ in range(4):
        await asked(server)


async def _people(server: Running) -> list[float]:
    """Seconds to the first sentence of each answer."""
    firsts: list[float] = []
    start = perf_counter()

    async def asks() -> None:
        while perf_counter() - start < SECONDS:
            firsts.append((await asked(server)).first_claim)

    await asyncio.gather(*(asks() for _ in range(PEOPLE)))
    return firsts


@asynccontextmanager
async def _not_reading(server: Running) -> AsyncIterator[None]:
    """Meanwhile there are clients that have asked and read nothing."""
    writers = [(await _asking(server))[1] for _ in range(OTHERS)]
    try:
        yield
    finally:
        for writer in writers:
            writer.close()


async def _leaving(server: Running) -> None:
    """Clients that ask and leave after the first bytes, again and again."""

    async def leaves() -> None:
        while True:
            reader, writer = await _asking(server)
            await reader.read(64)
            writer.close()

    await asyncio.gather(*(leaves() for _ in range(OTHERS)))


async def _asking(server: Running) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    body = json.dumps({"question": QUESTION})
    headers = f"content-type: application/json\r\ncontent-length: {len(body)}"
    return await sent(server, f"POST /ask/stream HTTP/1.1\r\n{headers}", body)


def _written(folder: Path) -> list[str]:
    """Articles of two paragraphs, as files."""
    files = []
    for number, article in enumerate(articles(INGESTED * PARAGRAPHS)):
        file = folder / f"{number}.txt"
        file.write_text("\n\n".join([article.title, *(p.text for p in article.paragraphs[:2])]))
        files.append(str(file))
    return files


def _told(seconds: Sequence[float]) -> str:
    ordered = sorted(each * 1000 for each in seconds)
    return (
        f"p50 {median(ordered):.0f} ms, p99 {quantiles(ordered, n=100)[-1]:.0f} ms, slowest "
        f"{ordered[-1]:.0f} ms of {len(ordered)}"
    )
