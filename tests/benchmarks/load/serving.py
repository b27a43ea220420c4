"""The server with many streams: their pace, and whether the event loop is ever blocked.

Server, model and client are processes of their own that share this machine's cores.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ProcessPoolExecutor
from statistics import median, quantiles

from api.warm_up import warm_up
from assistant.sample import ARTICLE
from index.readers.formats import read_file
from tests.benchmarks.load.running import Running, asked, probed, serving
from tests.benchmarks.scratch import scratch
from tests.benchmarks.speed.model import QUESTION
from tests.benchmarks.speed.stub_model import PACED
from tests.benchmarks.speed.synthetic import articles

PARAGRAPHS = 460
"""Added beside the sample's: more than are searched without Chroma."""

RATE = 50.0
"""Tokens a second."""


async def run() -> None:
    """Print all of it."""
    async with serving(rate=RATE) as server:
        await asked(server)
        await at_pace(server, 128)
    await unblocked()


async def at_pace(server: Running, streams: int) -> None:
    """Print whether so many streams keep the model's pace, and how alive the server is."""
    nominal = len(PACED) / RATE
    with ProcessPoolExecutor(1) as elsewhere:  # this process is busy with the streams
        loop = asyncio.get_running_loop()
        probing = loop.run_in_executor(elsewhere, probed, server.port, nominal)
        done = await asyncio.gather(*(asked(server) for _ in range(streams)))
        probes = await probing
    taken = sorted(each.writing for each in done)
    print(
        f"{streams} streams of {RATE:g} tokens/s, {nominal:.1f} s each: p50 {median(taken):.2f} s, "
        f"slowest {taken[-1]:.2f} s ({len(PACED) / taken[-1]:.1f} tokens/s); /health/live "
        f"p50 {median(probes):.1f} ms, p99 {quantiles(probes, n=100)[-1]:.1f} ms, slowest "
        f"{max(probes):.1f} ms of {len(probes)} (p99 within 50 is wanted); {server.megabytes()} MB"
    )


async def unblocked() -> None:
    """Print by how much a timer is late while articles are added and questions asked."""
    lags: list[float] = []
    ended = asyncio.Event()

    async def watch() -> None:
        loop = asyncio.get_running_loop()
        while not ended.is_set():
            due = loop.time() + 0.005
            await asyncio.sleep(0.005)
            lags.append((loop.time() - due) * 1000)

    async with scratch() as parts:
        await parts.ingest.add(await read_file(ARTICLE))
        await parts.ingest.check()  # chromadb is imported: that holds the lock of all threads
        await parts.assistant.ask(QUESTION)
        await warm_up(parts)  # as a server does
        watching = asyncio.create_task(watch())

        async def ingest() -> None:
            for article in articles(PARAGRAPHS):
                await parts.ingest.add(article)

        async def ask() -> None:
            for _ in range(20):
                await parts.assistant.ask(QUESTION)

        await asyncio.gather(ingest(), ask(), ask())
        ended.set()
        await watching
    print(
        f"event loop while {PARAGRAPHS} paragraphs are added and 40 questions asked: late by p50 "
        f"{median(lags):.1f} ms, p99 {quantiles(lags, n=100)[-1]:.1f} ms, at most "
        f"{max(lags):.1f} ms"
    )
