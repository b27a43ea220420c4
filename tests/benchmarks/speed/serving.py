"""The server under load: streams at once, their pace, and whether the event loop is ever blocked.

Server, model and client are processes of their own that share this machine's cores.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlsplit

from api.warm_up import warm_up
from assistant.sample import ARTICLE
from index.readers.formats import read_file
from tests.benchmarks.scratch import scratch
from tests.benchmarks.speed.model import QUESTION
from tests.benchmarks.speed.stub_model import PACED, stub_model
from tests.benchmarks.speed.synthetic import articles

SECONDS = 4.0
"""How long new questions are asked at each level."""

PARAGRAPHS = 460
"""Added beside the sample's: more than are searched without Chroma."""

RATE = 50.0
"""Tokens a second."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer, in seconds: to its first sentence, from the model's first token to the end."""

    first_claim: float
    writing: float


@dataclass(frozen=True, slots=True)
class Running:
    """A server: its port and its process's id."""

    port: int
    pid: int

    def megabytes(self) -> int:
        """What it holds in memory now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        [kilobytes] = re.findall(r"VmRSS:\s+(\d+)", status)
        return int(kilobytes) // 1024


async def run() -> None:
    """Print all of it."""
    async with serving(rate=None) as server:
        await asked(server)
        for streams in (1, 16, 128):
            await at_once(server, streams)
    async with serving(rate=RATE) as server:
        await asked(server)
        await at_pace(server, 128)
    await unblocked()


async def at_once(server: Running, streams: int) -> None:
    """Print how soon and how many answers come when so many are always under way."""
    done: list[Streamed] = []
    start = perf_counter()

    async def asks() -> None:
        while perf_counter() - start < SECONDS:
            done.append(await asked(server))

    await asyncio.gather(*(asks() for _ in range(streams)))
    seconds = perf_counter() - start
    first = sorted(each.first_claim * 1000 for each in done)
    print(
        f"{streams:3} streams at once: first claim p50 {median(first):.0f} ms, p95 "
        f"{first[int(len(first) * 0.95)]:.0f} ms; {len(done) / seconds:.1f} answers/s; "
        f"{server.megabytes()} MB"
    )


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


@asynccontextmanager
async def serving(rate: float | None) -> AsyncIterator[Running]:
    """`assistant serve` over the sample, with a stub model."""
    assistant = str(Path(sys.executable).with_name("assistant"))
    async with stub_model(str(rate or "")) as url:
        with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
            environment = os.environ | {
                "ASSISTANT_DATA_DIR": folder,
                "OPENAI_BASE_URL": url,
                "ASSISTANT_MODEL": "stub",
                "ASSISTANT_RATE_LIMIT": "0",
            }
            ingest = await asyncio.create_subprocess_exec(
                assistant, "ingest", "--sample", "-q", env=environment
            )
            await ingest.wait()
            server = await asyncio.create_subprocess_exec(
                assistant, "serve", "--port", "0", env=environment, stderr=log
            )
            try:
                while not (line := Path(log.name).read_text()).endswith("\n"):
                    await asyncio.sleep(0.05)
                yield Running(urlsplit(line.split()[2]).port or 0, server.pid)
            finally:
                server.terminate()
                await server.wait()


async def asked(server: Running) -> Streamed:
    """One question, to the end of its stream; plain sockets cost the least."""
    body = json.dumps({"question": QUESTION})
    start = perf_counter()
    headers = f"content-type: application/json\r\ncontent-length: {len(body)}"
    reader, writer = await _sent(server, f"POST /ask/stream HTTP/1.1\r\n{headers}", body)
    first = 0.0
    event = b""
    while line := await reader.readline():
        if line.startswith(b"event: "):
            event = line.strip()
            if event == b"event: claim" and not first:
                first = perf_counter() - start
        elif line.startswith(b"data: ") and event == b"event: done":
            times = json.loads(line[6:])["timings"]
    writer.close()
    return Streamed(first, (times["total_ms"] - times["first_token_ms"]) / 1000)


def probed(port: int, seconds: float) -> list[float]:
    """Milliseconds that `/health/live` took, asked fifty times a second."""
    request = b"GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n"
    taken = []
    end = perf_counter() + seconds
    while (start := perf_counter()) < end:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(request)
            while connection.recv(4096):
                pass
        taken.append((perf_counter() - start) * 1000)
        time.sleep(0.02)
    return taken


async def _sent(
    server: Running, head: str, body: str = ""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1 << 20)
    writer.write(f"{head}\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n{body}".encode())
    await writer.drain()
    return reader, writer
