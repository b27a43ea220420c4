"""When an endpoint may be asked: one for all requests, so that what one is told all keep to."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Final

from assistant.models.pacing import Limits

FIRST_WAIT: Final = 0.5
"""Seconds before another try, where the endpoint tells none; they double with each."""

LONGEST_WAIT: Final = 8.0

MANY: Final = 32
"""Requests at once from which on they are not counted any more."""

sleep = asyncio.sleep


class Closed(Exception):
    """The endpoint is not to be asked for as many seconds as `wait`: longer than there are."""

    def __init__(self, cause: Exception, wait: float) -> None:
        super().__init__()
        self.cause = cause
        self.wait = wait


@dataclass(slots=True)
class Turn:
    """A request's turns: how often it was tried, and how many failures there were in a row then."""

    tries: int = 0
    failures: int = 0


class Throttle:
    """Waits that an endpoint asks for, tries that are left, and how many may ask at once.

    A request that fails after `retries` of them have failed one after the other fails for good;
    with it fail those that are waiting, and until one succeeds again each is tried only once.
    After a failure there is one request at a time; with each that succeeds, twice as many.
    """

    def __init__(self, retries: int) -> None:
        self._retries = retries
        self._failures = 0
        self._opens = 0.0
        self._cause: Exception | None = None
        self._closings = 0
        self._under_way = 0
        self._at_once = math.inf
        self._room = asyncio.Condition()

    @property
    def cause(self) -> Exception | None:
        """The failure that the endpoint is left alone for; None while it answers."""
        return self._cause

    @asynccontextmanager
    async def taken(self, turn: Turn, limits: Limits) -> AsyncIterator[None]:
        """When it is a request's turn; `answered` or `failed` is told how that ended.

        Raises:
            Closed: its time would be over before the endpoint may be asked, or others failed.
        """
        closings = self._closings
        async with self._room:
            await self._room.wait_for(lambda: self._under_way < self._at_once)
            self._under_way += 1
        try:
            if self._cause and closings != self._closings:
                raise Closed(self._cause, max(self._opens - monotonic(), 0.0))
            await self._opened(limits)
            turn.failures = self._failures
            yield
        finally:
            self._under_way -= 1
            async with self._room:
                self._room.notify_all()

    def answered(self) -> None:
        """Note that the endpoint has answered a request."""
        self._failures, self._cause = 0, None
        self._at_once = math.inf if self._at_once >= MANY else self._at_once * 2

    def failed(self, turn: Turn, cause: Exception, wait: float | None, limits: Limits) -> None:
        """Note that a request failed, and when the endpoint asks to be asked again, if it does.

        Raises:
            Closed: there is no other try, or it would come too late.
        """
        turn.tries += 1
        if turn.failures == self._failures:  # of several at the same time, one counts
            self._failures += 1
        self._cause, self._at_once = cause, 1
        # One that others pass by has tries of its own; where it is told to wait, it has time.
        is_last = self._failures > self._retries
        is_over = is_last or (wait is None and turn.tries > self._retries)
        if wait is not None or not is_over:
            tries = max(turn.tries, self._failures)
            backoff = min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)
            self._opens = max(self._opens, monotonic() + (backoff if wait is None else wait))
        is_late = self._opens - monotonic() > limits.next()
        if is_last:  # whoever waits has time of their own, and no more tries
            self._closings += 1
        if is_over or is_late:
            raise Closed(cause, wait or 0.0)

    async def _opened(self, limits: Limits) -> None:
        """Until the endpoint may be asked."""
        while self._cause and (wait := self._opens - monotonic()) > 0:
            if wait > limits.next():
                raise Closed(self._cause, wait)
            await sleep(wait)
