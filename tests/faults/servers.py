"""Servers and commands as processes, over a library that is to be broken."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Final
from unittest.mock import patch

import httpx
from uvicorn import Server

from api.launch import uvicorn_config
from api.server import create_app
from api.slack import dispatcher
from api.slack.store import inbox
from index import retriever
from tests.api.slack.workspace import SECRET, TOKEN
from tests.faults.grounds import Ground
from tests.faults.killing import Child
from tests.faults.made_articles import made_article, page
from tests.faults.operations import Tell, identifier
from tests.index.fakes import FakeMiniLM

HELD: Final = 0.5
"""Seconds that a message of Slack's is held here, where nobody is to wait for 45."""

NOWHERE: Final = "http://127.0.0.1:9"

Prepared = Callable[[], object]


async def serve(
    ground: Ground, slack_url: str | None, prepared: Prepared | None, tell: Tell
) -> None:
    """The assistant as a server, until it is killed; for Slack, if there is one."""
    retriever.EXACT = 0  # type: ignore[misc]  # else a small library is searched without Chroma
    patch("api.wiring.MiniLM", FakeMiniLM).start()
    inbox.HELD = dispatcher.HELD = HELD  # type: ignore[misc, attr-defined]
    if prepared:
        prepared()
    settings = ground.settings
    if slack_url:
        settings = replace(settings, slack_bot_token=TOKEN, slack_signing_secret=SECRET)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(uvicorn_config(create_app(settings, slack_url=slack_url, sleep=_briefly)))
        tell(f"http://127.0.0.1:{listener.getsockname()[1]}")
        await server.serve([listener])


async def _briefly(seconds: float) -> None:
    await asyncio.sleep(min(seconds, HELD))


@asynccontextmanager
async def served(
    ground: Ground,
    slack_url: str | None = None,
    prepared: Prepared | None = None,
    last: int | None = None,
) -> AsyncIterator[tuple[Child, str]]:
    """Such a process, and where it listens: nowhere, if it dies before. Killed at the end."""
    child = await asyncio.to_thread(Child, serve, ground, slack_url, prepared, last=last)
    try:
        yield child, await asyncio.to_thread(_first, child) or NOWHERE
    finally:
        child.kill()
        await asyncio.to_thread(child.ended)


def _first(child: Child) -> Any:  # noqa: ANN401 - what it tells
    try:
        return child.results.recv()
    except EOFError:
        return None


@asynccontextmanager
async def client_of(url: str, patience: float = 60.0) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server."""
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=patience) as client:
        yield client


async def put(client: httpx.AsyncClient, number: int, version: int) -> httpx.Response:
    """Add an article, or bring it to this version."""
    file = page(made_article(number, version)).encode()
    return await client.post("/articles", files={"file": ("a.html", file, "text/html")})


async def remove(client: httpx.AsyncClient, number: int) -> httpx.Response:
    """Remove it."""
    return await client.delete(f"/articles/{identifier(number)}")


async def ask(client: httpx.AsyncClient, said: str) -> httpx.Response:
    """Ask what is said of a word."""
    question = f"What did inspector {said} say of the bridge at {said}?"
    return await client.post("/ask", json={"question": question})
