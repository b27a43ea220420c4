"""When an endpoint may be asked: waits that all keep to, tries that add up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from assistant.models.pacing import Limits
from assistant.models.transport.throttle import Closed, Throttle, Turn
from assistant.models.types import Timeouts


class Busy(Exception):
    """The endpoint does not answer now."""


@dataclass(slots=True)
class Clock:
    """A clock that is put on by whoever waits."""

    now: float = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        for _ in range(20):  # what is under way comes first
            await asyncio.sleep(0)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for name in ("pacing.monotonic", "transport.throttle.monotonic"):
        monkeypatch.setattr(f"assistant.models.{name}", clock.monotonic)
    monkeypatch.setattr("assistant.models.transport.throttle.sleep", clock.sleep)
    return clock


@dataclass(slots=True)
class Endpoint:
    """Answers or tells a wait, and notes when it was asked."""

    clock: Clock
    answers: Callable[[int, float], bool]
    wait: float | None = None
    asked: list[float] = field(default_factory=list)

    async def ask(self, throttle: Throttle, total: float = 60.0) -> str:
        limits, turn = Limits.of_whole(Timeouts(total=total)), Turn()
        while True:
            async with throttle.taken(turn, limits):
                self.asked.append(self.clock.now)
                answers = self.answers(len(self.asked), self.clock.now)
                await asyncio.sleep(0)
            if answers:
                throttle.answered()
                return "yes"
            throttle.failed(turn, Busy(), self.wait, limits)


async def test_nothing_is_waited_for_where_nothing_failed(clock: Clock) -> None:
    endpoint = Endpoint(clock, lambda *_: True)
    throttle = Throttle(3)
    await asyncio.gather(*(endpoint.ask(throttle) for _ in range(8)))
    assert endpoint.asked == [0.0] * 8


async def test_all_keep_to_the_wait_that_one_is_told(clock: Clock) -> None:
    """And then go one by one until one is answered."""
    endpoint = Endpoint(clock, lambda _, now: now >= 7, wait=7.0)
    throttle = Throttle(3)
    await asyncio.gather(*(endpoint.ask(throttle) for _ in range(4)))
    assert endpoint.asked == [0.0] * 4 + [7.0] * 4


async def test_an_endpoint_that_takes_one_request_at_a_time_gets_them_so(clock: Clock) -> None:
    """Nobody runs out of tries, and few are refused."""
    throttle = Throttle(3)
    under_way = refused = 0

    async def ask() -> None:
        nonlocal under_way, refused
        limits, turn = Limits.of_whole(Timeouts(total=60)), Turn()
        while True:
            async with throttle.taken(turn, limits):
                is_alone = under_way == 0
                under_way += 1
                await asyncio.sleep(0)
                under_way -= 1
            if is_alone:
                return throttle.answered()
            refused += 1
            throttle.failed(turn, Busy(), None, limits)

    await asyncio.gather(*(ask() for _ in range(8)))
    assert refused <= 7 + 8


async def test_a_wait_that_is_longer_than_there_is_time_is_told_at_once(clock: Clock) -> None:
    """Also to the next one who asks, without a request."""
    endpoint = Endpoint(clock, lambda *_: False, wait=1_200.0)
    throttle = Throttle(3)
    for asked_so_far in (1, 1):
        with pytest.raises(Closed) as closed:
            await endpoint.ask(throttle)
        assert isinstance(closed.value.cause, Busy)
        assert closed.value.wait == 1_200.0
        assert len(endpoint.asked) == asked_so_far
    clock.now += 1_200
    with pytest.raises(Closed):
        await endpoint.ask(throttle)
    assert len(endpoint.asked) == 2


async def test_tries_add_up_over_requests_at_the_same_time(clock: Clock) -> None:
    """Four at once, then one at a time; when the last try fails, all fail."""
    endpoint = Endpoint(clock, lambda *_: False)
    throttle = Throttle(3)
    failed = await asyncio.gather(
        *(endpoint.ask(throttle) for _ in range(4)), return_exceptions=True
    )
    assert all(isinstance(each, Closed) for each in failed)
    assert endpoint.asked == [0.0] * 4 + [0.5, 1.5, 3.5]


async def test_after_that_each_is_tried_once_until_one_is_answered(clock: Clock) -> None:
    endpoint = Endpoint(clock, lambda count, _: count in (6, 8))
    throttle = Throttle(3)
    for asked in (4, 5):
        with pytest.raises(Closed):
            await endpoint.ask(throttle)
        assert len(endpoint.asked) == asked
    assert await endpoint.ask(throttle) == "yes"
    assert await endpoint.ask(throttle) == "yes"
    assert len(endpoint.asked) == 8


async def test_one_that_others_pass_by_has_tries_of_its_own(clock: Clock) -> None:
    """A passage on which a server breaks is not tried for as long as there is time."""
    throttle = Throttle(2)
    bad = Endpoint(clock, lambda *_: False)
    good = Endpoint(clock, lambda *_: True)

    async def others() -> None:
        while True:
            await good.ask(throttle)
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    with pytest.raises(Closed):
        await bad.ask(throttle)
    task.cancel()
    assert len(bad.asked) == 3
