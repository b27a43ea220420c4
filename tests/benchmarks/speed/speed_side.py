"""One side of the comparison: `python -m tests.benchmarks.speed.speed_side SIDE FOLDER URL`.

Each line of its standard input is a number: all questions are asked, so many at the same time, and
what that took is printed. With `found`, what was found for each.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from tests.benchmarks.speed import speed_corpus
from tests.benchmarks.speed.speed_corpus import Asked

Ask = Callable[[str], Awaitable[Sequence[str]]]

SETTINGS: Final = {
    "without a model": {"ASSISTANT_MODEL": "extractive"},
    "direct": {"ASSISTANT_MODEL": "stub", "ASSISTANT_STRATEGY": "direct"},
}
"""The project's ways to answer, as the environment sets them."""

BARE: Final = "bare"
SIDES: Final = (BARE, *SETTINGS)


@asynccontextmanager
async def asking(side: str, folder: Path, endpoint: str) -> AsyncIterator[Ask]:
    """What answers on this side, with all articles in; it returns what it found, best first."""
    if side == BARE:
        from tests.benchmarks.speed.bare import BareStack

        stack = BareStack(folder, endpoint)
        await stack.fill(speed_corpus.articles())

        async def ask_bare(question: str) -> Sequence[str]:
            return (await stack.ask(question))[1]

        yield ask_bare
        return

    from api.settings import Settings
    from api.wiring import wired
    from assistant.types import Sources

    variables = {"ASSISTANT_DATA_DIR": str(folder), "OPENAI_BASE_URL": endpoint}
    async with wired(Settings.parse(variables | SETTINGS[side])) as parts:
        for article in speed_corpus.articles():
            await parts.ingest.add(article)

        async def ask_project(question: str) -> Sequence[str]:
            found = []
            async for event in parts.assistant.stream(question):
                if isinstance(event, Sources):
                    found = [
                        f"{each.article.url} {each.paragraph.number}" for each in event.passages
                    ]
            return found

        yield ask_project


async def milliseconds(ask: Ask, questions: Sequence[Asked], at_once: int) -> list[float]:
    """What each question took, so many at the same time."""
    waiting = iter(questions)
    taken: list[float] = []

    async def worker() -> None:
        for question in waiting:
            start = perf_counter()
            await ask(question.text)
            taken.append((perf_counter() - start) * 1000)

    await asyncio.gather(*(worker() for _ in range(at_once)))
    return taken


async def main() -> None:
    """Do as standard input says."""
    side, folder, endpoint = sys.argv[1:]
    questions = speed_corpus.questions()
    async with asking(side, Path(folder), endpoint) as ask:
        await milliseconds(ask, questions[:5], 1)  # all is loaded
        print(json.dumps("ready"), flush=True)
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            if line == "found":
                print(json.dumps([[*await ask(each.text)] for each in questions]), flush=True)
                continue
            start, worked = perf_counter(), process_time()
            taken = await milliseconds(ask, questions, int(line))
            seconds, cpu = perf_counter() - start, process_time() - worked
            print(json.dumps({"milliseconds": taken, "seconds": seconds, "cpu": cpu}), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
