"""A question's time against the bare stack's, on the same paragraphs, in one run.

Each side is a process of its own, and they take turns, so that all meet the same noise: the ratios
are what to read. The model answers at once. What was embedded is kept in `.eval/speed`.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.benchmarks.speed import speed_corpus
from tests.benchmarks.speed.cold import seconds_of
from tests.benchmarks.speed.speed_side import BARE, SETTINGS, SIDES
from tests.benchmarks.speed.stub_model import stub_model

FOLDER: Final = Path(".eval/speed")
ROUNDS: Final = 3
AT_ONCE: Final = 16
COLD_ROUNDS: Final = 9


@dataclass(slots=True)
class Side:
    """A side's process, and what its rounds took."""

    name: str
    process: Process
    medians: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def told(self, command: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
        """What it answers to a command; without one, what it says next."""
        assert self.process.stdin
        assert self.process.stdout
        if command:
            self.process.stdin.write(f"{command}\n".encode())
        return json.loads(await self.process.stdout.readline())

    async def one_round(self) -> None:
        """All questions one at a time, then several at once."""
        self.medians.append(median((await self.told("1"))["milliseconds"]))
        several = await self.told(str(AT_ONCE))
        asked = len(several["milliseconds"])
        self.rates.append(asked / several["seconds"])
        self.cpu.append(several["cpu"] * 1000 / asked)


async def run() -> None:
    """Print a line a side, and the cold start; skip where the data is missing."""
    if not speed_corpus.available():
        print("speed: skipped, the judged data is not beside the project")
        return
    async with stub_model("quotes") as endpoint:
        await _warm(endpoint)
        _cold(endpoint)


async def _warm(endpoint: str) -> None:
    async with AsyncExitStack() as processes:
        sides = []
        for name in SIDES:  # one after the other: the second finds the library filled
            side = Side(name, await _started(name, endpoint))
            processes.push_async_callback(_ended, side.process)
            await side.told()
            sides.append(side)
        for _ in range(ROUNDS):
            for side in sides:
                await side.one_round()
        found = [await side.told("found") for side in sides]
    bare = sides[0]
    print(
        f"{speed_corpus.QUESTIONS} questions on {speed_corpus.PARAGRAPHS:,} paragraphs, "
        f"{ROUNDS} rounds"
    )
    for side, places in zip(sides, found, strict=True):
        slower = median(own / its for own, its in zip(side.medians, bare.medians, strict=True))
        share = median(own / its for own, its in zip(side.rates, bare.rates, strict=True))
        print(
            f"  {side.name:16} a question {median(side.medians):5.1f} ms ({slower:4.2f} of bare's)"
            f"  {AT_ONCE} at once {median(side.rates):5.1f}/s ({share:4.2f} of bare's)"
            f"  CPU {min(side.cpu):4.1f} ms"
            f"  hit@1 {_hits(places, 1):.2f}  hit@5 {_hits(places, 5):.2f}"
        )


def _cold(endpoint: str) -> None:
    """Print what a whole process takes, of the bare stack and of `assistant ask`."""
    question = speed_corpus.questions()[0].text
    assistant = str(Path(sys.executable).with_name("assistant"))
    bare_command = [sys.executable, "-m", "tests.benchmarks.speed.bare"]
    bare = [*bare_command, str(_folder(BARE)), endpoint, question]
    variables = {"ASSISTANT_DATA_DIR": str(_folder("")), "OPENAI_BASE_URL": endpoint}
    for name in SETTINGS:
        environment = os.environ | variables | SETTINGS[name]
        pairs = [
            (seconds_of([assistant, "ask", question], environment), seconds_of(bare, environment))
            for _ in range(COLD_ROUNDS)
        ]
        ratios = sorted(own / its for own, its in pairs)
        print(
            f"fresh process: `assistant ask` {name} {median(own for own, _ in pairs):.2f} s, the "
            f"bare script {median(its for _, its in pairs):.2f} s, ratio {median(ratios):.2f} "
            f"({ratios[0]:.2f} to {ratios[-1]:.2f} in {COLD_ROUNDS} pairs)"
        )


async def _started(side: str, endpoint: str) -> Process:
    command = [sys.executable, "-m", "tests.benchmarks.speed.speed_side"]
    arguments = [side, str(_folder(side)), endpoint]
    return await asyncio.create_subprocess_exec(
        *command, *arguments, stdin=PIPE, stdout=PIPE, limit=1 << 20
    )


async def _ended(process: Process) -> None:
    process.terminate()
    await process.wait()


def _folder(side: str) -> Path:
    folder = FOLDER / ("bare" if side == BARE else "library")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _hits(found: Sequence[Sequence[str]], first: int) -> float:
    """The share of the questions that have a paragraph that answers among the first ones found."""
    asked = speed_corpus.questions()
    hits = [not each.gold.isdisjoint(own[:first]) for own, each in zip(found, asked, strict=True)]
    return sum(hits) / len(hits)
