"""How much may be asked, by what the server answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from tests.api.server import CANONICAL, problem, running, served
from tests.model_server import Exchange, chunk, model_server, says

ASKED = {"question": CANONICAL}


def test_a_rate_is_told_and_kept(filled: Path) -> None:
    with served(Settings(filled, rate_limit="2/hour")) as client:
        told = [client.get("/articles") for _ in range(3)]
        alive = client.get("/health/live")
    assert [each.status_code for each in told] == [200, 200, 429]
    assert [each.headers["ratelimit-remaining"] for each in told] == ["1", "0", "0"]
    assert {each.headers["ratelimit-limit"] for each in told} == {"2"}
    assert "2 per 1 hour" in problem(told[2]).detail
    assert 0 < int(told[2].headers["retry-after"]) <= 3600
    assert told[2].headers["retry-after"] == told[2].headers["ratelimit-reset"]
    assert alive.status_code == 200


def test_who_is_behind_another_address_is_told_by_no_header(filled: Path) -> None:
    """Neither counts a forged address for itself."""
    with served(Settings(filled, rate_limit="1/hour")) as client:
        first = client.get("/articles", headers={"X-Forwarded-For": "192.0.2.1"})
        second = client.get("/articles", headers={"X-Forwarded-For": "192.0.2.2"})
    assert (first.status_code, second.status_code) == (421, 429)


async def test_a_proxy_is_trusted_only_when_it_is_named(filled: Path) -> None:
    """Uvicorn by itself trusts this machine's."""
    from api.app import create_app
    from api.serving import config

    app = create_app(Settings(filled))
    seen: list[str] = []

    async def address(scope: dict[str, object], receive: object, send: object) -> None:
        client = scope["client"]
        assert isinstance(client, tuple)
        seen.append(client[0])

    for trusted in ((), ("127.0.0.1",)):
        made = config(app, trusted)
        made.app = address
        made.load()
        scope = {
            "type": "http",
            "client": ("127.0.0.1", 1),
            "headers": [(b"x-forwarded-for", b"192.0.2.9")],
        }
        await made.loaded_app(scope, None, None)
    assert seen == ["127.0.0.1", "192.0.2.9"]


def big(megabytes: int) -> Iterator[bytes]:
    for _ in range(megabytes * 10):
        yield b" " * 100_000


def test_a_body_that_says_it_is_too_large(client: TestClient) -> None:
    response = client.post("/ask", content=b" " * 1_000_001)
    assert problem(response).status == 413
    assert response.headers["connection"] == "close"
    assert "1 MB" in response.json()["detail"]


async def test_a_body_without_end_is_read_no_further_than_the_limit(filled: Path) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100_000_000:
            sent += 50_000
            yield b" " * 50_000

    async with running(Settings(filled)) as client:
        headers = {"content-type": "application/json"}
        try:
            response = await client.post("/ask", content=endless(), headers=headers)
        except httpx.TransportError:  # it closed before all was sent
            pass
        else:
            assert problem(response).status == 413
        assert sent < 20_000_000
        assert (await client.get("/health/live")).status_code == 200


def test_a_body_as_large_as_it_may_be(client: TestClient) -> None:
    body = json.dumps(ASKED).encode()
    padded = body + b" " * (1_000_000 - len(body))
    response = client.post("/ask", content=padded, headers={"content-type": "application/json"})
    assert response.status_code == 200


def test_an_upload_may_be_larger(filled: Path) -> None:
    with served(Settings(filled, max_upload_mb=2)) as client:
        allowed = client.post("/articles", content=big(2))
        told = problem(client.post("/articles", content=b" " * 2_200_000))
    assert allowed.status_code != 413
    assert (told.status, "2 MB" in told.detail) == (413, True)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ([{"role": "user", "content": "x"}] * 401, "401 turns"),
        ([{"role": "user", "content": "x" * 300_000}] * 2, "600,000 characters"),
    ],
)
def test_a_history_without_end(client: TestClient, turns: list[dict[str, str]], told: str) -> None:
    response = client.post("/ask", json=ASKED | {"history": turns})
    assert problem(response).status == 422
    assert told in response.json()["detail"]


async def test_more_answers_at_a_time_than_may_be_are_told_to_come_again(filled: Path) -> None:
    asked, go = asyncio.Event(), asyncio.Event()

    async def waits(exchange: Exchange) -> None:
        if not exchange.json.get("stream"):
            await says("")(exchange)
            return
        asked.set()
        await go.wait()
        await exchange.begin_stream()
        await exchange.event(chunk("They left [2].", "stop"))
        await exchange.end_stream()

    async with model_server(waits) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny", max_streams=1)
        async with running(settings) as client:
            first = asyncio.create_task(client.post("/ask", json=ASKED))
            await asked.wait()
            refused = await client.post("/ask/stream", json=ASKED)
            reading = await client.get("/articles")
            go.set()
            answered = await first
            again = await client.post("/ask", json=ASKED)
    assert problem(refused).status == 503
    assert refused.headers["retry-after"] == "2"
    assert [each.status_code for each in (reading, answered, again)] == [200, 200, 200]
