"""Room for answers: how many are worked on at the same time, in all and for each key."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from api.presentation.quantities import counted

STOPPING: Final = "the server is stopping"


class NoSlot(Exception):
    """No more answers can be begun now; `retry_after` is in seconds."""

    def __init__(self, reason: str, retry_after: int) -> None:
        super().__init__(f"{reason}; ask again later")
        self.retry_after = retry_after


class AllSlotsTaken(NoSlot):
    """The server has as many answers to work on as it takes, or is stopping."""


class KeyShareTaken(NoSlot):
    """This key has as many answers being worked on as leave room for others."""


class AnswerSlots:
    """The answers being worked on: `most` at a time, and no new ones while draining.

    One key gets at most as many as stay free for the others, so that it cannot take all: the only
    one that asks gets half, each of two a third, and whoever comes next finds as much.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.running = 0
        self.draining = False
        self._tasks: set[asyncio.Task[object]] = set()
        self._by_key: Counter[str] = Counter()

    def check(self) -> None:
        """AllSlotsTaken when no more answers can be begun."""
        if self.draining:
            raise AllSlotsTaken(STOPPING, 5)
        if self.running >= self.most:
            raise AllSlotsTaken(f"{self.most} answers are being worked on, which is the most", 2)

    @contextmanager
    def slot(self, key: str | None = None) -> Iterator[None]:
        """Hold a slot for an answer to this key; AllSlotsTaken or KeyShareTaken without one."""
        self.check()
        if key is None:
            with self.overbooked():
                yield
            return
        if self._by_key[key] >= self.most - self.running:
            raise _share_taken(self._by_key[key])
        self._by_key[key] += 1
        try:
            with self.overbooked():
                yield
        finally:
            self._by_key[key] -= 1
            self._by_key += Counter()  # drops the keys that are back at zero

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Around what may be ended by `stop`; it is refused then like what comes too late."""
        task = asyncio.current_task()
        if task is None:
            yield
            return
        self._tasks.add(task)
        try:
            yield
        except asyncio.CancelledError:
            if task in self._tasks:  # whoever else has cancelled it means it
                raise
            task.uncancel()
            raise AllSlotsTaken(STOPPING, 5) from None
        finally:
            self._tasks.discard(task)

    def stop(self) -> None:
        """End the answers that are still worked on."""
        tasks, self._tasks = self._tasks, set()
        for task in tasks:
            task.cancel()

    @contextmanager
    def overbooked(self) -> Iterator[None]:
        """Hold a slot even where none is free.

        Slack has been told that a message is taken on before there is work on it: refusing it then
        would lose it. It is counted, so that a server does not stop in the middle of it.
        """
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1


def _share_taken(count: int) -> KeyShareTaken:
    answers = counted(count, "answer")
    return KeyShareTaken(
        f"{answers} for your key are being worked on, which is the most while others ask too", 2
    )
