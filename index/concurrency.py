"""Work that takes a while: off the event loop or, where it is on it, never twice in a row."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, Final, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(blocking: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    """A blocking function as one to await: it runs in a worker thread."""

    @functools.wraps(blocking)
    def awaitable(*args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, T]:
        return asyncio.to_thread(blocking, *args, **kwargs)

    return awaitable


class Slots:
    """A limit on how many do something at the same time, counted for each event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        # A semaphore belongs to the loop that first waits for it, and a program may run several,
        # one after the other; keys are weak so that a loop that has ended is let go.
        self._taken: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = (
            WeakKeyDictionary()
        )

    def one(self) -> asyncio.Semaphore:
        """The semaphore of the running event loop, to be held while one of the slots is used."""
        loop = asyncio.get_running_loop()
        return self._taken.setdefault(loop, asyncio.Semaphore(self._most))


_HEAVY: Final = Slots(1)
# One round reads a request, and what answers it comes in later ones.
_ROUNDS: Final = 4


async def my_turn() -> None:
    """Wait for one's turn to hold the event loop for milliseconds.

    Such work, of many answers at once, would otherwise come in one block. Between two pieces of it
    the loop goes round a few times, in which another request is read and answered.
    """
    async with _HEAVY.one():
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)
