"""How long each stage of an answer took."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter

from assistant.tracing import Tracing


class Clock:
    """Starts when it is made; notes when stages end, and how long parts take in all.

    `tracing` are the spans of the same answer.
    """

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self.tracing = Tracing()
        self._start = perf_counter()
        self._marks: dict[str, float] = {}
        self._sums: dict[str, float] = {}

    def elapsed(self) -> float:
        """Milliseconds since the start."""
        return round((perf_counter() - self._start) * 1000, 1)

    def mark(self, stage: str) -> None:
        """Note that the stage has been reached; only its first time counts."""
        self._marks.setdefault(stage, self.elapsed())

    def at(self, stage: str) -> float | None:
        """When the stage was reached, in milliseconds; None when it was not."""
        return self._marks.get(stage)

    def between(self, first: str, second: str) -> float:
        """Milliseconds from one stage to another; both were reached."""
        return round(self._marks[second] - self._marks[first], 1)

    def add(self, part: str, seconds: float) -> None:
        """Note that the part took so long, again."""
        self._sums[part] = self._sums.get(part, 0.0) + seconds

    def spent(self, part: str) -> float | None:
        """Milliseconds that the part took in all; None when it never ran."""
        seconds = self._sums.get(part)
        return None if seconds is None else round(seconds * 1000, 1)
