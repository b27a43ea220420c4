"""Room for answers, shared among keys."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack, suppress

import pytest

from api.limits.answer_slots import AllSlotsTaken, AnswerSlots, NoSlot


def begun(slots: AnswerSlots, key: str | None, stack: ExitStack) -> int:
    """How many answers it begins until it is refused."""
    count = 0
    with suppress(NoSlot):
        while count < 1_000:
            stack.enter_context(slots.slot(key))
            count += 1
    return count


def test_one_key_cannot_take_all() -> None:
    """Half; the next one half of what is left; and there is always room for one more."""
    slots = AnswerSlots(256)
    with ExitStack() as stack:
        assert [begun(slots, f"key {n}", stack) for n in range(4)] == [128, 64, 32, 16]
    assert [slots.running, *slots._by_key] == [0]
    with slots.slot("key 0"):
        assert slots.running == 1


def test_without_keys_there_are_no_shares() -> None:
    """Only this machine asks then."""
    with ExitStack() as stack:
        assert begun(AnswerSlots(4), None, stack) == 4


def test_what_is_taken_on_already_is_counted_though_nothing_is_free() -> None:
    """So that a server does not stop in the middle of it."""
    slots = AnswerSlots(1)
    with slots.overbooked(), slots.overbooked():
        assert slots.running == 2
        with pytest.raises(AllSlotsTaken):
            slots.check()
    assert slots.running == 0


def test_nothing_is_begun_while_the_server_stops() -> None:
    slots = AnswerSlots(4)
    slots.draining = True
    with pytest.raises(AllSlotsTaken, match="stopping") as raised:
        slots.check()
    assert raised.value.retry_after == 5


async def test_what_is_stopped_is_refused_and_what_is_cancelled_is_not() -> None:
    slots = AnswerSlots(4)

    async def work() -> None:
        with slots.stoppable():
            await asyncio.Event().wait()

    stopped = asyncio.create_task(work())
    await asyncio.sleep(0)
    slots.stop()
    with pytest.raises(AllSlotsTaken, match="stopping"):
        await stopped
    cancelled = asyncio.create_task(work())
    await asyncio.sleep(0)
    cancelled.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cancelled
