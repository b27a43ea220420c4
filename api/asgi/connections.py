"""Connections that cannot exhaust a server: a bounded number, each with deadlines for its client.

Uvicorn has a deadline for the time between two requests alone; without a key, and without a
request, anybody could keep a connection, and with a thousand of them keep everybody else out.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE: Final = 10.0
"""Seconds in which a request's head has to come, and in which a client has to read on."""

SLOWEST: Final = 10_000
"""Bytes a second at which a client has to read what it is sent."""

MOST_HEAD: Final = 65_536
"""Bytes that a request's head may have."""


class BoundedConnection(H11Protocol):
    """A connection, closed when no request is made on it or no response is taken from it.

    Where there are more than `most`, the one that has waited longest for its client makes room.
    """

    most: ClassVar[int]
    patience: ClassVar[float]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(*args, **kwargs)
        self._head: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._since = self.loop.time()  # when the last request came, or the connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._await_head()
        if len(self.connections) > self.most:
            every = (each for each in self.connections if isinstance(each, BoundedConnection))
            waiting = (each for each in every if each.is_waiting)
            # The longest idle one, not the new one: a flood of them drives itself out.
            min(waiting, key=lambda each: each._since).end()

    def data_received(self, data: bytes) -> None:
        """Stop waiting for a request's head once it has come."""
        # A new cycle is a new request: that is a sign of life, and single bytes are not.
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._since = self.loop.time()
        if self.has_request:
            self._stop(self._head)
            self._head = None
        elif self._head is None:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop all waiting."""
        self._stop(self._head)
        self._stop(self._reading)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait for the client to read."""
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        """Stop waiting: the client has read."""
        super().resume_writing()
        self._stop(self._reading)

    @property
    def has_request(self) -> bool:
        """Whether a request is being read or answered."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def is_waiting(self) -> bool:
        """Whether the client is to act next: to send a request or the rest of one, or to read."""
        waits = not self.has_request or self.cycle.more_body or self.flow.write_paused
        return waits and not self.transport.is_closing()

    def end(self) -> None:
        """Close the connection at once, without sending what is left."""
        self.transport.abort()

    def _await_head(self) -> None:
        self._head = self.loop.call_later(self.patience, self.end)

    def _await_reading(self, before: int | None = None) -> None:
        """Look again after `patience` whether the client has read as much as a bad line carries.

        `before` is how many bytes were left at the last look.
        """
        # What is left in the buffer tells how much the client has taken since the last look.
        left = self.transport.get_write_buffer_size()
        if before is not None and before - left < SLOWEST * self.patience:
            self.end()
        else:
            self._reading = self.loop.call_later(self.patience, self._await_reading, left)

    @staticmethod
    def _stop(timer: asyncio.TimerHandle | None) -> None:
        if timer is not None:
            timer.cancel()


def connections(most: int, patience: float = PATIENCE) -> type[BoundedConnection]:
    """The connection class of a server that may have `most` of them.

    Uvicorn makes its connections itself, from a class: so the limits are the class's.
    """
    return type("BoundedConnection", (BoundedConnection,), {"most": most, "patience": patience})
