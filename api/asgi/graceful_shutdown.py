"""A server that finishes its answers before it stops."""

from __future__ import annotations

from time import monotonic
from types import FrameType
from typing import Final

from uvicorn import Config, Server

from api.http.middleware.limits import Streams

PATIENCE: Final = 25.0
"""Seconds for answers to end: less than the 30 after which containers are killed."""


class DrainingServer(Server):
    """When told to stop, it refuses new questions until the last answer is through.

    Told twice, it stops at once.
    """

    def __init__(self, config: Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams
        self._stop_at = float("inf")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; SIGTERM or SIGINT."""
        if self._streams.draining:
            super().handle_exit(sig, frame)
        else:
            self._streams.draining = True
            self._stop_at = monotonic() + PATIENCE

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: whether it is time to stop."""
        drained = self._streams.draining and not self._streams.running
        if drained or monotonic() > self._stop_at:
            self.should_exit = True
        return await super().on_tick(counter)
