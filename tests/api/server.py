"""The HTTP API: in this process for what it answers, on loopback for how it streams."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient
from uvicorn import Server

from api.asgi.connections import BoundedConnection
from api.asgi.problems import Problem
from api.launch import uvicorn_config
from api.server import create_app
from api.settings import Settings
from tests.model_server import Handler, pauses

CANONICAL = "Who says the departures were ordered?"
BASE_URL = "http://127.0.0.1"

SAYS_SO = (
    "One source close to Venezuela’s ruling party said that Rodriguez had ordered the departures "
    "under pressure from the United States [6]."
)
INVENTED = "Frank Mora is 65 years old [6]."


def served(settings: Settings) -> AbstractContextManager[TestClient]:
    """A client of the app, without a network; replies come whole."""
    app = create_app(settings)
    return TestClient(app, BASE_URL, raise_server_exceptions=False)


@asynccontextmanager
async def running(
    settings: Settings,
    heartbeat: float = 60.0,
    **others: Any,  # noqa: ANN401
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API behind a real server, as `assistant serve` runs it."""
    async with running_app(create_app(settings, heartbeat=heartbeat, **others)) as client:
        yield client


@asynccontextmanager
async def running_app(
    app: FastAPI, http: type[BoundedConnection] | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """The same of an app; `http` are its connections, if not the usual ones."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        served_as = uvicorn_config(app)
        served_as.http = http or served_as.http
        server = Server(served_as)
        serving = asyncio.create_task(server.serve([listener]))
        url = f"{BASE_URL}:{listener.getsockname()[1]}"
        try:
            async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as client:
                yield client
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def connected(client: httpx.AsyncClient, sent: bytes) -> AsyncIterator[asyncio.StreamReader]:
    """What comes back on a connection of its own to the same server, when this was sent on it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    try:
        writer.write(sent)
        await writer.drain()
        yield reader
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def in_two_parts(go: asyncio.Event) -> Handler:
    """A model that says so, and may go on with a second sentence when it is told to."""
    return pauses(
        f"{SAYS_SO} Other sources were not sure whether the new ",
        go,
        "leadership was pushing the Cubans out [6].",
    )


@dataclass(frozen=True, slots=True)
class Received:
    """A server-sent event, its data read as JSON; a comment has no event."""

    id: str | None
    event: str | None
    data: Any = None


async def events(response: httpx.Response) -> AsyncIterator[Received]:
    """The events and comments of a stream, as they come."""
    fields: dict[str, str] = {}
    async for line in response.aiter_lines():
        name, _, value = line.partition(": ")
        if line:
            fields[name] = value
            continue
        data = json.loads(fields["data"]) if "data" in fields else None
        yield Received(fields.get("id"), fields.get("event"), data)
        fields = {}


def problem(response: Response | httpx.Response) -> Problem:
    """What went wrong; the response says the same of itself."""
    assert response.headers["content-type"] == "application/problem+json"
    told = Problem.model_validate(response.json())
    assert told.status == response.status_code
    return told
