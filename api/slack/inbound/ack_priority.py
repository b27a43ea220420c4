"""Messages that arrive come before those that are answered: Slack waits for three seconds only."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

LULL: Final = 0.02
"""Seconds without a message: no more of those that came together."""

LONGEST: Final = 0.5
"""Seconds that an answer waits for them at most."""


class AckPriority:
    """Those that are arriving now."""

    def __init__(self) -> None:
        self._arrived = 0
        self._arriving = 0

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """While one more arrives."""
        self._arriving += 1
        try:
            yield
        finally:
            self._arriving -= 1
            self._arrived += 1

    async def wait_for_lull(self) -> None:
        """Until none has arrived for a moment, but not for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                before = -1
                while self._arriving or self._arrived != before:
                    before = self._arrived
                    await asyncio.sleep(LULL)
