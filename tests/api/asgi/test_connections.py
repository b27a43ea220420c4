"""What is waited for on a connection, and how many there are; with a clock that the test sets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from api.asgi.connections import BoundedConnection, connections
from api.server import create_app
from api.settings import Settings
from tests.api.server import connected, running_app

HEAD = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n"


class Timer:
    """What a loop gives for a call that it will make."""

    def __init__(self, due: float, call: Callable[[], object]) -> None:
        self.due = due
        self.call = call
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Loop:
    """A loop whose time passes when the test says so; tasks run on the real one."""

    def __init__(self) -> None:
        self.now = 0.0
        self._timers: list[Timer] = []

    def time(self) -> float:
        return self.now

    def call_later(self, delay: float, call: Callable[..., object], *given: object) -> Timer:
        self._timers.append(Timer(self.now + delay, lambda: call(*given)))
        return self._timers[-1]

    def create_task(self, coroutine: Any) -> asyncio.Task[None]:  # noqa: ANN401
        return asyncio.create_task(coroutine)

    def passes(self, seconds: float) -> None:
        """Time; what is due in it is called, in order."""
        end = self.now + seconds
        while due := [each for each in self._timers if each.due <= end and not each.cancelled]:
            timer = min(due, key=lambda each: each.due)
            self._timers.remove(timer)
            self.now = timer.due
            timer.call()
        self.now = end


class Wire:
    """A transport that keeps what is written, and says that it was closed."""

    def __init__(self) -> None:
        self.protocol: BoundedConnection | None = None
        self.written = b""
        self.left = 0
        self.closed = False

    def get_extra_info(self, name: str) -> object:
        return None

    def write(self, data: bytes) -> None:
        self.written += data

    def get_write_buffer_size(self) -> int:
        return self.left

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.abort()

    def abort(self) -> None:
        if not self.closed:
            self.closed = True
            assert self.protocol
            self.protocol.connection_lost(None)

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class Server:
    """Where connections are made; its app answers when it is told to."""

    def __init__(self, most: int = 100) -> None:
        self.loop = Loop()
        self.go = asyncio.Event()
        self._state = ServerState()
        self._kind = connections(most)
        self._config = Config(self._app, interface="asgi3", proxy_headers=False, log_config=None)

    def connects(self) -> tuple[BoundedConnection, Wire]:
        connection = self._kind(self._config, self._state, {}, self.loop)
        wire = Wire()
        wire.protocol = connection
        connection.connection_made(wire)  # type: ignore[arg-type]
        return connection, wire

    async def answers(self) -> None:
        self.go.set()
        for _ in range(5):
            await asyncio.sleep(0)

    async def _app(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        await self.go.wait()
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(
    "sent", [[], [b"G"], [HEAD[:-2]], [b"GET / HTTP/1.1\r\n", b"A: b\r\n"] * 2]
)
async def test_a_request_that_is_never_made_is_not_waited_for(sent: list[bytes]) -> None:
    """However it drips."""
    server = Server()
    connection, wire = server.connects()
    for part in sent:
        connection.data_received(part)
        server.loop.passes(2)
    server.loop.passes(9.9 - server.loop.now)
    assert not wire.closed
    server.loop.passes(0.2)
    assert wire.closed


async def test_an_answer_takes_as_long_as_it_takes() -> None:
    """Once there is a request; what is waited for then is not the client."""
    server = Server()
    connection, wire = server.connects()
    server.loop.passes(9)
    connection.data_received(HEAD)
    server.loop.passes(10_000)
    assert not wire.closed
    await server.answers()
    assert wire.written.startswith(b"HTTP/1.1 204")


async def test_the_next_request_is_waited_for_anew() -> None:
    """Between two as long as Uvicorn does, and from its first byte as long as for the first."""
    server = Server()
    connection, wire = server.connects()
    connection.data_received(HEAD)
    await server.answers()
    server.loop.passes(4)
    connection.data_received(HEAD[:5])
    server.loop.passes(9.9)
    assert not wire.closed
    connection.data_received(HEAD[5:9])
    server.loop.passes(0.2)
    assert wire.closed


async def test_the_rest_of_a_refused_body_is_not_waited_for() -> None:
    """It drips on after the answer, which keeps Uvicorn's own deadline away."""
    server = Server()
    connection, wire = server.connects()
    connection.data_received(POST)
    await server.answers()
    for _ in range(6):
        server.loop.passes(2)
        if not wire.closed:
            connection.data_received(b"x")
    assert wire.closed


async def test_a_client_that_reads_nothing_is_not_waited_for() -> None:
    server = Server()
    connection, wire = server.connects()
    connection.data_received(HEAD)
    wire.left = 1_000_000
    connection.pause_writing()
    server.loop.passes(9.9)
    assert not wire.closed
    server.loop.passes(0.2)
    assert wire.closed


async def test_a_client_that_reads_slowly_gets_all() -> None:
    """Two megabytes at some 20 kB/s."""
    server = Server()
    connection, wire = server.connects()
    connection.data_received(HEAD)
    wire.left = 2_000_000
    connection.pause_writing()
    while wire.left > 16_000:
        server.loop.passes(1)
        wire.left -= 20_000
    connection.resume_writing()
    server.loop.passes(60)
    assert not wire.closed


async def test_who_has_waited_longest_makes_room() -> None:
    """Not who is being answered; and whoever comes next gets in."""
    server = Server(most=3)
    answered, first = server.connects()
    answered.data_received(HEAD)
    made = [server.connects()[1]]
    for _ in range(4):
        server.loop.passes(1)
        made.append(server.connects()[1])
    assert [wire.closed for wire in made] == [True, True, True, False, False]
    assert not first.closed


async def test_half_a_body_makes_room() -> None:
    """It has passed no gate yet, where Slack's requests come in."""
    server = Server(most=1)
    connection, wire = server.connects()
    connection.data_received(POST)
    server.loop.passes(1)
    _, late = server.connects()
    assert (wire.closed, late.closed) == (True, False)


async def test_when_all_are_answered_nobody_else_gets_in() -> None:
    server = Server(most=2)
    for _ in range(2):
        connection, wire = server.connects()
        connection.data_received(HEAD)
        assert not wire.closed
    _, late = server.connects()
    assert late.closed


# --- On real sockets -----------------------------------------------------------------------


async def test_half_a_head_is_closed(filled: Path) -> None:
    """Without a wait, here: that nothing comes any more is seen at once."""
    app = create_app(Settings(filled))
    hasty = connections(10, patience=0.0)
    async with running_app(app, hasty) as client, connected(client, HEAD[:-2]) as reader:
        with suppress(ConnectionResetError):  # what it had sent was not even read
            assert await reader.read() == b""


async def test_idle_connections_keep_nobody_out(filled: Path) -> None:
    app = create_app(Settings(filled))
    async with running_app(app, connections(8)) as client, AsyncExitStack() as held:
        for at in range(30):
            await held.enter_async_context(connected(client, HEAD[: at % 20]))
        assert (await client.get("/health/live")).status_code == 200


async def test_a_head_without_end_is_refused(filled: Path) -> None:
    """And what had come of it is not kept."""
    head = b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 300_000
    async with (
        running_app(create_app(Settings(filled))) as client,
        connected(client, head) as reader,
    ):
        assert (await reader.read(12)) == b"HTTP/1.1 400"


async def test_a_connection_is_not_made_into_another_kind(filled: Path) -> None:
    """A web socket, say, which would have deadlines of its own."""
    headers = {"BoundedConnection": "Upgrade", "Upgrade": "websocket"}
    async with running_app(create_app(Settings(filled))) as client:
        assert (await client.get("/health/live", headers=headers)).status_code == 200
