"""How long a model may take: to begin, between two pieces, and in all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from time import monotonic
from typing import Any

from assistant.models.types import Timeouts


class Limits:
    """How long the next piece of a reply may take, in seconds."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._start = monotonic()
        self._begun = False

    def begun(self) -> None:
        """Note that the first piece has come."""
        self._begun = True

    def next(self) -> float:
        """Seconds for the next piece."""
        elapsed = monotonic() - self._start
        left = self._timeouts.total - elapsed
        return min(left, self._timeouts.between if self._begun else self._timeouts.first - elapsed)


async def paced(chunks: AsyncIterator[Any], limits: Limits) -> AsyncGenerator[Any, None]:
    """The chunks, while each comes in time; TimeoutError when one does not."""
    iterator = aiter(chunks)
    while True:
        try:
            async with asyncio.timeout(limits.next()):
                chunk = await anext(iterator)
        except StopAsyncIteration:
            return
        yield chunk
