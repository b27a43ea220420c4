"""A server as `assistant serve` runs it, as a process of its own, and questions to it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from tests.benchmarks.speed.model import QUESTION
from tests.benchmarks.speed.stub_model import stub_model
from tests.faults.grounds import served_chroma


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer, in seconds: to its first sentence, from the model's first token to the end."""

    first_claim: float
    writing: float


@dataclass(frozen=True, slots=True)
class Running:
    """A server: its port, its process's id, and the settings that it has."""

    port: int
    pid: int
    environment: Mapping[str, str]

    def megabytes(self) -> int:
        """What it holds in memory now, with the processes that it has started."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/children")
        started = [pid for each in threads for pid in each.read_text().split()]
        return sum(_kilobytes(each) for each in (str(self.pid), *started)) // 1024


def _kilobytes(pid: str) -> int:
    [kilobytes] = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(kilobytes)


@asynccontextmanager
async def serving(
    rate: float | None = None, *, processes: int = 1, asks_model: bool = True
) -> AsyncIterator[Running]:
    """`assistant serve` over the sample, with a stub model or none.

    `rate` is the model's tokens a second, None for all at once. Several processes share a Chroma
    server.
    """
    assistant = str(Path(sys.executable).with_name("assistant"))
    async with AsyncExitStack() as running:
        folder = running.enter_context(tempfile.TemporaryDirectory())
        environment = os.environ | {"ASSISTANT_DATA_DIR": folder, "ASSISTANT_RATE_LIMIT": "0"}
        if asks_model:
            url = await running.enter_async_context(stub_model(str(rate or "")))
            environment |= {"OPENAI_BASE_URL": url, "ASSISTANT_MODEL": "stub"}
        if processes > 1:
            environment["CHROMA_URL"] = running.enter_context(served_chroma(Path(folder, "server")))
        with (Path(folder) / "log").open("wb") as log:
            ingest = await asyncio.create_subprocess_exec(
                assistant, "ingest", "--sample", "-q", env=environment
            )
            await ingest.wait()
            server = await asyncio.create_subprocess_exec(
                assistant,
                "serve",
                *("--port", "0", "--workers", str(processes)),
                env=environment,
                stderr=log,
            )
            try:
                while not (line := Path(log.name).read_text()).endswith("\n"):
                    await asyncio.sleep(0.05)
                yield Running(urlsplit(line.split()[2]).port or 0, server.pid, environment)
            finally:
                server.terminate()
                await server.wait()


async def asked(server: Running) -> Streamed:
    """One question, to the end of its stream; plain sockets cost the least."""
    body = json.dumps({"question": QUESTION})
    start = perf_counter()
    headers = f"content-type: application/json\r\ncontent-length: {len(body)}"
    reader, writer = await sent(server, f"POST /ask/stream HTTP/1.1\r\n{headers}", body)
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
    written = times["total_ms"] - (times["first_token_ms"] or 0)
    return Streamed(first, written / 1000)


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


async def sent(
    server: Running, head: str, body: str = ""
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection on which this request has been sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port, limit=1 << 20)
    writer.write(f"{head}\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n{body}".encode())
    await writer.drain()
    return reader, writer
