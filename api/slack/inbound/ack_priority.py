"""Lets deliveries be acknowledged before answers are worked on: Slack waits three seconds only."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

LULL: Final = 0.02
"""Seconds without a delivery after which a burst of them is over."""

LONGEST: Final = 0.5
"""Seconds that an answer waits for a lull at most."""


class AckPriority:
    """Counts the deliveries that are being acknowledged, so that answers can wait for them.

    An answer keeps the event loop and the database busy; when a dozen messages come together, the
    last one would be acknowledged too late, and delivered again.
    """

    def __init__(self) -> None:
        self._arrived = 0
        self._arriving = 0

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Count a delivery while it is being acknowledged."""
        self._arriving += 1
        try:
            yield
        finally:
            self._arriving -= 1
            self._arrived += 1

    async def wait_for_lull(self) -> None:
        """Wait until nothing has arrived for LULL seconds, but no longer than LONGEST."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                before = -1
                while self._arriving or self._arrived != before:
                    before = self._arrived
                    await asyncio.sleep(LULL)
