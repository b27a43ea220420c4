"""A server that finishes its answers before it stops."""

from __future__ import annotations

from time import monotonic
from types import FrameType
from typing import Final

from uvicorn import Config, Server

from api.limits.answer_slots import AnswerSlots

PATIENCE: Final = 25.0
"""Seconds for answers to end: less than the 30 after which containers are killed."""

AFTERWARDS: Final = 1.0
"""Seconds for those that are ended then to say so."""


class DrainingServer(Server):
    """A server that at the first signal refuses new questions, and stops after the last answer.

    At the second signal it stops at once.
    """

    def __init__(self, config: Config, slots: AnswerSlots) -> None:
        super().__init__(config)
        self._slots = slots
        self._stop_at = float("inf")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, on SIGTERM or SIGINT."""
        if self._slots.draining:
            super().handle_exit(sig, frame)
        else:
            # Not should_exit yet: uvicorn would stop listening, and soon end what is running.
            self._slots.draining = True
            self._stop_at = monotonic() + PATIENCE

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether it is time to stop."""
        drained = self._slots.draining and not self._slots.running
        if not drained and monotonic() > self._stop_at:
            self._slots.stop()  # or uvicorn would break them off without a word
        if drained or monotonic() > self._stop_at + AFTERWARDS:
            self.should_exit = True
        return await super().on_tick(counter)
