"""Events with a heartbeat in between while nothing happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TypeVar

T = TypeVar("T")


async def with_heartbeats(
    events: AsyncGenerator[T, None], seconds: float
) -> AsyncGenerator[T | None, None]:
    """The events as they come, and None whenever none has come for so many seconds.

    One task runs the generator from its first event to its last: a timeout around `anext` would
    cancel it in the middle of an event. The task is stopped when this is closed.
    """
    waiting: asyncio.Queue[tuple[T] | None] = asyncio.Queue()

    async def drain() -> None:
        try:
            async with aclosing(events):
                async for event in events:
                    waiting.put_nowait((event,))
        finally:
            waiting.put_nowait(None)

    draining = asyncio.create_task(drain())
    try:
        while True:
            try:
                async with asyncio.timeout(seconds):
                    item = await waiting.get()
            except TimeoutError:
                yield None
                continue
            if item is None:
                break
            yield item[0]
        await draining  # it ended; what failed in it is raised here
    finally:
        draining.cancel()
        await asyncio.wait([draining])
