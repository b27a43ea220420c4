"""Two servers and commands at once on one library: what is done for one is done for all."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from typing import Final

import httpx

from tests.faults.checks import Finding, Wrong
from tests.faults.grounds import Grounds
from tests.faults.killing import Child
from tests.faults.kills import Row, examined
from tests.faults.made_articles import word
from tests.faults.operations import BEGINNING, Act, after, commands
from tests.faults.servers import ask, client_of, put, remove, served

PENDING: Final = "deletion_pending"
"""Done, but what was deleted may stay on disk as long as somebody is reading: that is said."""

SHARED: Final = 50
"""An article that all update."""


async def at_once(grounds: Grounds, seconds: float, seed: int, chroma_url: str) -> Row:
    """Add, update, remove and ask by two servers and by commands, and look at what they left."""
    ground = await asyncio.to_thread(grounds.new, BEGINNING, chroma_url)
    row = Row("two servers and commands at once", ground.name)
    acts = _commands(random.Random(seed), 8)
    async with (
        served(ground) as (_, one),
        served(ground) as (_, other),
        client_of(one) as first,
        client_of(other) as second,
    ):
        person = asyncio.create_task(asyncio.to_thread(_typed, ground, acts))
        workers = [
            _Worker(first, second, 100, seed + 1),
            _Worker(second, first, 200, seed + 2),
            _Worker(first, second, 300, seed + 3),
        ]
        await asyncio.gather(*(each.work(seconds) for each in workers))
        typed = await person
        row.note([finding for each in workers for finding in each.findings], "while they run")
    row.finished = sum(each.done.total() for each in workers) + len(typed)
    state = dict(BEGINNING)
    for act in typed:
        state = dict(after(state, act))
    for each in workers:
        state |= each.state
    ever = {*BEGINNING.items(), *((act[1], act[2]) for act in acts if act[0] == "put")}
    ever |= {one for each in workers for one in each.ever}
    versions = {version for number, version in ever if number == SHARED}
    allowed = [{**state, SHARED: version} for version in versions] or [state]
    row.note(examined(ground, allowed, ever).findings, "afterwards")
    return row


def _typed(ground: object, acts: Sequence[Act]) -> list[Act]:
    child = Child(commands, ground, acts)
    told = child.told()
    child.ended()
    return [each for each in told if isinstance(each, tuple)]


def _commands(chance: random.Random, count: int) -> list[Act]:
    acts: list[Act] = []
    now: dict[int, int] = {}
    for number in range(400, 400 + count):
        acts.append(("put", number, 1))
        now[number] = 1
        other = chance.choice(sorted(now))
        if chance.random() < 0.5:
            now[other] += 1
            acts.append(("put", other, now[other]))
        else:
            del now[other]
            acts.append(("remove", other, 0))
    return acts


class _Worker:
    """Somebody who works with one server, and looks at another for what came of it."""

    def __init__(
        self, own: httpx.AsyncClient, other: httpx.AsyncClient, base: int, seed: int
    ) -> None:
        self._own, self._other, self._next = own, other, base
        self._chance = random.Random(seed)
        self.state: dict[int, int] = {}
        self.ever: set[tuple[int, int]] = set()
        self.findings: list[Finding] = []
        self.done: Counter[str] = Counter()

    async def work(self, seconds: float) -> None:
        """Do one thing after the other."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            kind = self._chance.choice(["add", "update", "remove", "share"])
            if kind == "add" or not self.state:
                self._next += 1
                await self._put(self._next, 1)
            elif kind == "share":
                await self._share()
            elif kind == "update":
                number = self._chance.choice(sorted(self.state))
                await self._put(number, self.state[number] + 1)
            else:
                await self._remove(self._chance.choice(sorted(self.state)))
            self.done[kind] += 1

    async def _put(self, number: int, version: int) -> None:
        self.ever.add((number, version))
        before = self.state.get(number)
        if not self._well(await put(self._own, number, version)):
            return
        self.state[number] = version
        await self._look(word(number, version, 3), stands=True)
        if before:
            await self._look(word(number, before, 3), stands=False)

    async def _share(self) -> None:
        version = self._chance.randrange(1, 9)
        self.ever.add((SHARED, version))
        self._well(await put(self._own, SHARED, version))

    async def _remove(self, number: int) -> None:
        if self._well(await remove(self._own, number)):
            version = self.state.pop(number)
            await self._look(word(number, version, 3), stands=False)

    async def _look(self, said: str, *, stands: bool) -> None:
        """Whether the other server answers by what is there, as soon as it is."""
        reply = await ask(self._other, said)
        if not self._well(reply):
            return
        claims = [each["text"] for each in reply.json()["claims"]]
        if stands and not any(said in each for each in claims):
            self.findings.append(Finding(Wrong.LOST, f"{said} is not found at once: {claims}"))
        if not stands and any(said in each for each in claims):
            self.findings.append(Finding(Wrong.READABLE, f"{said} is told after it went"))

    def _well(self, reply: httpx.Response) -> bool:
        is_well = reply.status_code < 400 or reply.json().get("code") == PENDING
        if not is_well:
            words = f"{reply.request.method} {reply.url.path}: {reply.status_code} {reply.text}"
            self.findings.append(Finding(Wrong.REFUSED, words))
        return is_well
