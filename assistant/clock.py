"""How long an answer has been on its way."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter


class Clock:
    """A stopwatch that starts when it is made, at `started`."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self._start = perf_counter()

    def elapsed(self) -> float:
        """Milliseconds since the start."""
        return round((perf_counter() - self._start) * 1000, 1)
