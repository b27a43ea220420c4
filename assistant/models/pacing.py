"""How long a model may take: to begin, between two pieces, and in all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable
from dataclasses import replace
from time import monotonic
from typing import Any, Final

from assistant.models.types import Timeouts

SLICE: Final = 0.005
"""Seconds of the event loop for chunks that have come together, before others have their turn."""

AFTER: Final = 0.25
"""Seconds for what follows the end of what a model says: the tokens that it took."""


class Limits:
    """How long the next piece of a reply may take, in seconds."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._start = monotonic()
        self._begun = False
        self._ended = False
        self._nothing_more = False

    @classmethod
    def of_whole(cls, timeouts: Timeouts) -> Limits:
        """The limits of a reply that comes in one piece."""
        return cls(replace(timeouts, first=timeouts.total))

    def asked(self) -> None:
        """Note that the model is asked, which it may be again after its end."""
        self._ended = self._nothing_more = False

    def begun(self) -> None:
        """Note that the first piece has come."""
        self._begun = True

    def ended(self, *, by_its_looks: bool) -> None:
        """Note that the model has told its end, which some do with every piece.

        By the looks of what it said, nothing that is waited for comes after that.
        """
        self._ended, self._nothing_more = True, by_its_looks

    @property
    def has_ended(self) -> bool:
        """Whether the model has come to its end."""
        return self._ended

    def next(self) -> float:
        """Seconds for the next piece."""
        elapsed = monotonic() - self._start
        left = self._timeouts.total - elapsed
        if self._nothing_more:
            return min(left, AFTER)
        return min(left, self._timeouts.between if self._begun else self._timeouts.first - elapsed)


async def paced(chunks: AsyncIterable[Any], limits: Limits) -> AsyncGenerator[Any, None]:
    """The chunks, while each comes in time; TimeoutError when one does not before the end.

    Whatever goes wrong after the end is no matter.
    """
    iterator = aiter(chunks)
    since = monotonic()
    while True:
        try:
            async with asyncio.timeout(limits.next()):
                chunk = await anext(iterator)
        except StopAsyncIteration:
            return
        except (TimeoutError, ConnectionError, ValueError):  # the last: it cannot be read
            if limits.has_ended:
                return
            raise
        yield chunk
        if monotonic() - since > SLICE:  # what has come already is read without a pause
            await asyncio.sleep(0)
            since = monotonic()
