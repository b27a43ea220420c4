"""The database away under a server that runs: clear words at once, and all well when it is back."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable
from typing import Final

import httpx

from tests.faults.checks import Finding, Wrong
from tests.faults.grounds import Ground, Grounds
from tests.faults.kills import Row, examined
from tests.faults.made_articles import word
from tests.faults.operations import BEGINNING
from tests.faults.servers import ask, client_of, put, served
from tests.postgres import PostgresServer

AT_ONCE: Final = 24
PATIENCE: Final = 5.0
"""Seconds within which an answer or a refusal has to come, whatever else the machine does."""

SAID: Final = word(2, 1, 3)
CODE: Final = "database_unreachable"


async def database_away(
    grounds: Grounds, server: PostgresServer, chroma_url: str | None = None
) -> Row:
    """Crash the database while questions are asked and articles added, and start it again."""
    ground = await asyncio.to_thread(grounds.new, BEGINNING, chroma_url)
    row = Row("the database away", ground.name)
    async with served(ground) as (_, url), client_of(url) as client:
        row.note(await _answered(client), "before")
        for times in range(3):
            asking = asyncio.gather(*(_timed(client) for _ in range(AT_ONCE)))
            adding = asyncio.create_task(_added(client, 10 + times))
            await asyncio.sleep(0.1 * times)
            await asyncio.to_thread(server.stop, signal.SIGQUIT)
            row.kills += 1
            row.note([each for found in await asking for each in found], "while it goes")
            row.note(await adding, "while it goes")
            row.note(await _refused(client), "while it is away")
            await asyncio.to_thread(server.start)
            row.note(await _answered(client), "when it is back")
            row.finished += AT_ONCE + 4
        row.note(await _ready(client, status=200), "when it is back")
    row.note(await asyncio.to_thread(_afterwards, ground), "afterwards")
    return row


def _afterwards(ground: Ground) -> list[Finding]:
    """Each article that was being added is whole or absent."""
    added = [10, 11, 12]
    some: list[dict[int, int]] = [{}]
    for number in added:
        some += [{**each, number: 1} for each in some]
    allowed = [{**BEGINNING, **each} for each in some]
    return [*examined(ground, allowed, [*BEGINNING.items()]).findings]


async def _timed(client: httpx.AsyncClient) -> list[Finding]:
    """A question while it goes: an answer, or the refusal."""
    start = time.monotonic()
    reply = await ask(client, SAID)
    return _late(start) + ([] if reply.status_code == 200 else _explained(reply))


async def _added(client: httpx.AsyncClient, number: int) -> list[Finding]:
    reply = await put(client, number, 1)
    return [] if reply.status_code == 201 else _explained(reply)


async def _answered(client: httpx.AsyncClient) -> list[Finding]:
    start = time.monotonic()
    reply = await ask(client, SAID)
    if reply.status_code != 200 or SAID not in str(reply.json()["claims"]):
        return [Finding(Wrong.REFUSED, f"{reply.status_code} {reply.text[:300]}")]
    return _late(start)


async def _refused(client: httpx.AsyncClient) -> list[Finding]:
    """What people and probes are told while nothing can be read."""
    requests: list[Callable[[], object]] = []
    findings = []
    for path in ("/articles", f"/search?q={SAID}", "/v1/models"):
        start = time.monotonic()
        findings += _explained(await client.get(path)) + _late(start)
    start = time.monotonic()
    findings += _explained(await ask(client, SAID)) + _late(start)
    del requests
    return findings + await _ready(client, status=503)


async def _ready(client: httpx.AsyncClient, *, status: int) -> list[Finding]:
    """Readiness tells the truth within its freshness; it is asked until it does."""
    for _ in range(200):
        reply = await client.get("/health/ready")
        if reply.status_code == status:
            return []
        await asyncio.sleep(0.1)
    return [Finding(Wrong.REFUSED, f"readiness says {reply.status_code} after 20 s")]


def _explained(reply: httpx.Response) -> list[Finding]:
    if reply.status_code == 503 and CODE in reply.text:
        return []
    return [Finding(Wrong.REFUSED, f"{reply.url.path}: {reply.status_code} {reply.text[:300]}")]


def _late(start: float) -> list[Finding]:
    taken = time.monotonic() - start
    return [Finding(Wrong.REFUSED, f"that took {taken:.1f} s")] if taken > PATIENCE else []
