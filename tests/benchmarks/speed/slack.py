"""How soon Slack is told that its events have arrived, and whether all are answered, once each.

The assistant is a process of its own; Slack is this one. Both share this machine's cores.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlsplit

from api.settings import Settings
from api.wiring import wired
from assistant.sample import ARTICLE
from index.readers.formats import read_file
from tests.api.slack.fake import FakeSlack, fake_slack, signed
from tests.api.slack.workspace import BOT, Said
from tests.benchmarks.speed.model import QUESTION

AT_ONCE = 64
ROUNDS = 5
SETTLING = 0.3
"""Seconds between two rounds, for what is written after an answer."""


async def run() -> None:
    """Print it for one event at a time, for many at once, and for those delivered twice."""
    with tempfile.TemporaryDirectory() as folder:
        async with wired(Settings(Path(folder))) as parts:
            await parts.ingest.add(await read_file(ARTICLE))
        async with _in_slack(folder) as slack:
            await _round(slack, AT_ONCE)
            alone = [await _round(slack, 1, first=number) for number in range(20)]
            _print("1 event at a time", alone)
            together = [await _round(slack, AT_ONCE) for _ in range(ROUNDS)]
            _print(f"{AT_ONCE} events at once", together)
            twice = [await _round(slack, AT_ONCE, copies=2) for _ in range(ROUNDS)]
            _print(f"{AT_ONCE} events at once, each delivered twice", twice)


@asynccontextmanager
async def _in_slack(folder: str) -> AsyncIterator[FakeSlack]:
    async with fake_slack() as slack:
        for number in range(AT_ONCE):
            slack.channel(f"C{number:04}")
        command = [sys.executable, "-m", "tests.benchmarks.speed.slack_server", folder, slack.url]
        server = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
        assert server.stdout
        slack.app = (await server.stdout.readline()).decode().strip()
        try:
            yield slack
        finally:
            server.terminate()
            await server.wait()


Round = tuple[list[float], float]
"""Seconds to each acknowledgement, and to the last answer."""


async def _round(slack: FakeSlack, mentions: int, *, first: int = 0, copies: int = 1) -> Round:
    """Mention it in so many channels at once, and wait for all the answers."""
    asked: dict[str, str] = {}
    deliveries = []
    for number in range(first, first + mentions):
        channel = f"C{number:04}"
        said = Said(slack.ts(), "U0ANNA", f"<@{BOT}> {QUESTION}")
        slack.channels[channel].messages.append(said)
        asked[said.ts] = channel
        deliveries += slack.events(channel, said)[:copies]
    start = perf_counter()
    acknowledged = await asyncio.gather(*(_timed(slack, event) for event in deliveries))
    await slack.until(lambda: _answered(slack, asked) == Counter(asked.keys()))
    seconds = perf_counter() - start
    await asyncio.sleep(SETTLING)
    return list(acknowledged), seconds


async def _timed(slack: FakeSlack, event: dict[str, object]) -> float:
    """Seconds until an event is acknowledged; plain sockets cost the least."""
    body = json.dumps(slack.envelope(event)).encode()
    headers = {**signed(body), "Host": "slack", "Content-Length": str(len(body))}
    lines = [
        "POST /slack/events HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    request = "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
    start = perf_counter()
    address = urlsplit(slack.app or "")
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(request)
    status = await reader.readline()
    seconds = perf_counter() - start
    await reader.read()
    writer.close()
    assert b" 200 " in status
    return seconds


def _answered(slack: FakeSlack, asked: dict[str, str]) -> Counter[str]:
    ours = [each for each in slack.ours() if not each.streaming]
    return Counter(each.thread for each in ours if each.thread in asked)


def _print(what: str, rounds: list[Round]) -> None:
    acknowledged = sorted(each * 1000 for times, _ in rounds for each in times)
    answered = median(seconds for _, seconds in rounds)
    print(
        f"{what}: acknowledged p50 {median(acknowledged):.0f} ms, p99 "
        f"{quantiles(acknowledged, n=100)[-1]:.0f} ms, slowest {acknowledged[-1]:.0f} ms of "
        f"{len(acknowledged)} (p99 within 100 is aimed at); all answered once each, after "
        f"{answered:.1f} s"
    )
