"""Who does not answer is waited for once, and asked again after a while by one at a time."""

from __future__ import annotations

import asyncio
import logging

import pytest

from index.errors import EmbedderChanged, StorageError
from index.patience import REST, OutOfReach, Patience, Resting


class Somebody:
    """Answers, fails or says nothing; `asked` counts."""

    def __init__(self) -> None:
        self.asked = 0
        self.error: Exception | None = None
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def __call__(self) -> str:
        self.asked += 1
        await self.may_answer.wait()
        if self.error:
            raise self.error
        return "here"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    return Patience("somebody", clock=clock)


@pytest.fixture
async def somebody() -> Somebody:
    return Somebody()


async def trying(patience: Patience, somebody: Somebody, clock: Clock) -> asyncio.Task[str]:
    """Who is the first to ask again, a while after a failure, and has no answer yet."""
    somebody.error = StorageError("gone")
    with pytest.raises(OutOfReach):
        await patience.ask(somebody, 9)
    somebody.error = None
    clock.now += REST
    somebody.may_answer.clear()
    first = asyncio.create_task(patience.ask(somebody, 9))
    while somebody.asked < 2:
        await asyncio.sleep(0)
    return first


async def test_who_answers_is_asked_each_time(patience: Patience, somebody: Somebody) -> None:
    assert [await patience.ask(somebody, 9) for _ in range(3)] == ["here"] * 3


async def test_after_a_failure_nobody_is_asked_for_a_while(
    patience: Patience, somebody: Somebody, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    """The log hears of it once, and once of the end."""
    caplog.set_level(logging.INFO)
    somebody.error = StorageError("the disk is gone")
    for _ in range(3):
        with pytest.raises(OutOfReach):
            await patience.ask(somebody, 9)
    assert somebody.asked == 1
    clock.now += REST
    with pytest.raises(OutOfReach):
        await patience.ask(somebody, 9)
    assert somebody.asked == 2
    somebody.error = None
    with pytest.raises(Resting):
        await patience.ask(somebody, 9)
    clock.now += REST
    assert await patience.ask(somebody, 9) == "here"
    assert await patience.ask(somebody, 9) == "here"
    assert [record.getMessage() for record in caplog.records] == [
        "somebody: out of reach, questions do without. the disk is gone",
        "somebody: there again",
    ]


async def test_who_says_nothing_is_not_waited_for(patience: Patience, somebody: Somebody) -> None:
    somebody.may_answer.clear()
    with pytest.raises(OutOfReach):
        await patience.ask(somebody, 0)
    with pytest.raises(Resting):
        await patience.ask(somebody, 9)


async def test_one_at_a_time_tries_again(
    patience: Patience, somebody: Somebody, clock: Clock
) -> None:
    first = await trying(patience, somebody, clock)
    for _ in range(9):
        with pytest.raises(Resting):
            await patience.ask(somebody, 9)
    somebody.may_answer.set()
    assert await first == "here"
    assert await patience.ask(somebody, 9) == "here"


async def test_who_leaves_while_trying_keeps_nobody_from_it(
    patience: Patience, somebody: Somebody, clock: Clock
) -> None:
    first = await trying(patience, somebody, clock)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    somebody.may_answer.set()
    assert await patience.ask(somebody, 9) == "here"


async def test_another_embedder_is_told(patience: Patience, somebody: Somebody) -> None:
    somebody.error = EmbedderChanged("one", "another")
    for _ in range(2):
        with pytest.raises(EmbedderChanged):
            await patience.ask(somebody, 9)
    assert somebody.asked == 2
