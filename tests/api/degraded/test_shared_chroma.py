"""Two servers and a command share a library and a Chroma server that dies and comes back empty."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.http import health
from index import patience
from tests.faults.grounds import Ground
from tests.faults.killing import Child
from tests.faults.made_articles import word
from tests.faults.operations import commands
from tests.faults.servers import ask, client_of, put, served
from tests.index.store.chroma_server import ChromaServer, chroma_server

pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    with chroma_server(tmp_path / "server") as started:
        yield started


def prepared(log: Path) -> None:
    """In a server's process: nobody is left alone for seconds, and what is made anew is noted."""
    patience.REST = health.FRESH = 0.0  # type: ignore[misc]
    logging.disable(logging.NOTSET)
    logging.getLogger("index.store.vectors").addHandler(logging.FileHandler(log))


async def answered(client: httpx.AsyncClient, number: int) -> Any:  # noqa: ANN401 - JSON
    """What a search lacked for an answer that is right."""
    reply = await ask(client, word(number, 1, 3))
    assert reply.status_code == 200, reply.text
    answer = reply.json()
    assert word(number, 1, 3) in answer["text"]
    return answer["searched_without"]


async def ready(client: httpx.AsyncClient) -> tuple[int, str]:
    """The status of the reply, and the one that it tells."""
    reply = await client.get("/health/ready")
    return reply.status_code, reply.json()["status"]


async def test_all_go_on_and_it_is_filled_once(tmp_path: Path, server: ChromaServer) -> None:
    folder = tmp_path / "data"
    ground = Ground(folder, chroma_url=server.url)
    log = tmp_path / "made-anew.log"
    async with (
        served(ground, prepared=partial(prepared, log)) as (_, one),
        served(ground, prepared=partial(prepared, log)) as (_, other),
        client_of(one) as first,
        client_of(other) as second,
    ):
        assert (await put(first, 1, 1)).status_code == 201
        typed = Child(commands, ground, [("put", 2, 1)])
        await asyncio.to_thread(typed.ended)
        for client in (first, second):
            assert [await answered(client, each) for each in (1, 2)] == [None, None]
            assert await ready(client) == (200, "ready")

        server.kill()
        for client in (first, second):
            assert await answered(client, 1) == "vector_index"
            assert await ready(client) == (200, "degraded")
        refused = await put(first, 3, 1)
        assert (refused.status_code, refused.json()["code"]) == (503, "vector_server_failed")
        assert await answered(second, 3) == "vector_index", "it is there, and found by its words"

        server.start(tmp_path / "empty")
        both = await asyncio.gather(answered(first, 3), answered(second, 1), answered(first, 2))
        assert set(both) <= {None, "vector_index"}
        for client in (first, second):
            assert await ready(client) == (200, "ready")
            assert [await answered(client, each) for each in (1, 2, 3)] == [None] * 3
    assert log.read_text(encoding="utf-8").count("made anew") == 1
