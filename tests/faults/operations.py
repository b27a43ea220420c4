"""What is killed: each is done as a command of the user's does it, in a process of its own."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final, TypeAlias

from api.wiring import Parts, wired
from index import retriever
from index.identity import article_id
from tests.benchmarks.speed.stub_model import quotes
from tests.faults.grounds import Ground
from tests.faults.made_articles import State, made_article, word
from tests.index.fakes import FakeMiniLM
from tests.model_server import model_server

Tell = Callable[[Any], object]

Act: TypeAlias = tuple[str, int, int]
"""An act: what is done, and to which article in which version."""

QUOTED: Final = 1
"""The article that is asked about, whatever else happens."""

ACTS: Final[dict[str, Act]] = {
    "ingest": ("put", 9, 1),
    "update": ("put", 2, 2),
    "update of what is quoted": ("put", QUOTED, 2),
    "remove": ("remove", QUOTED, 0),
    "ask": ("ask", 2, 1),
    "ask a model": ("ask a model", 2, 1),
    "reindex": ("reindex", 0, 0),
}
"""One of each, for the library that every kill by statement begins with."""

BEGINNING: Final[State] = {QUOTED: 1, 2: 1, 3: 1}


@asynccontextmanager
async def opened(ground: Ground, *, model: bool = False) -> AsyncIterator[Parts]:
    """The parts as a process of the user's has them; all is searched through Chroma."""
    retriever.EXACT = 0  # type: ignore[misc]  # else a small library is searched without
    if not model:
        async with wired(ground.settings, minilm=FakeMiniLM()) as parts:
            yield parts
        return
    async with model_server(quotes) as server:
        settings = replace(ground.settings, base_url=server.base_url, model="stub")
        async with wired(settings, minilm=FakeMiniLM()) as parts:
            yield parts


async def do(ground: Ground, act: Act, tell: Tell) -> None:
    """Do one act, from opening the library to closing it."""
    async with opened(ground, model=act[0] == "ask a model") as parts:
        tell("open")
        await carry_out(parts, act)
        tell("done")


async def commands(ground: Ground, acts: Sequence[Act], tell: Tell) -> None:
    """Commands of a user's, one after the other, each with the library opened for it alone."""
    for act in acts:
        async with opened(ground) as parts:
            await carry_out(parts, act)
        tell(act)


async def mixture(ground: Ground, state: State, seed: int, tell: Tell) -> None:
    """One act after the other without end, each told when it begins and when it has ended."""
    chance = random.Random(seed)
    now = dict(state)
    async with opened(ground, model=True) as parts:
        tell("open")
        while True:
            act = some_act(chance, now)
            tell(("began", act))
            await carry_out(parts, act)
            now = dict(after(now, act))
            tell(("ended", act))


def some_act(chance: random.Random, now: State) -> Act:
    """Any that this library allows."""
    kinds = ["add", "update", "remove", "ask a model", "reindex"]
    kind = chance.choices(kinds, [6, 5, 4, 6, 1])[0]
    if kind == "add" or not now:
        return ("put", max([*now, 100]) + 1 + chance.randrange(3), 1)
    number = chance.choice(sorted(now))
    if kind == "update":
        return ("put", number, now[number] + 1)
    return (kind, number, now[number])


def after(state: State, act: Act) -> State:
    """The library's articles when the act is done."""
    kind, number, version = act
    if kind == "put":
        return {**state, number: version}
    return {each: at for each, at in state.items() if kind != "remove" or each != number}


async def carry_out(parts: Parts, act: Act) -> None:
    """Do it."""
    kind, number, version = act
    await _DOING[kind](parts, number, version)


async def _put(parts: Parts, number: int, version: int) -> None:
    await parts.ingest.add(made_article(number, version))


async def _remove(parts: Parts, number: int, _: int) -> None:
    await parts.ingest.remove(identifier(number))


def identifier(number: int) -> str:
    """The article's id in any library."""
    return article_id(made_article(number, 1))


async def _ask(parts: Parts, number: int, version: int) -> None:
    for at in (1, 3):
        said = word(number, version if at > 1 else 0, at)
        await parts.assistant.ask(f"What did inspector {said} say of the bridge at {said}?")


async def _reindex(parts: Parts, _: int, __: int) -> None:
    await parts.ingest.reindex()


_DOING: Final[dict[str, Callable[[Parts, int, int], Awaitable[None]]]] = {
    "put": _put,
    "remove": _remove,
    "ask": _ask,
    "ask a model": _ask,
    "reindex": _reindex,
}
