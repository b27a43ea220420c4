"""How much may be asked, by what the server answers."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from api.access.roles import Role
from api.http.middleware.body_limit import BodyLimit, deadline
from api.server import create_app
from api.settings import Settings
from api.wiring import wired
from tests.api.server import CANONICAL, connected, problem, running, running_app, served
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
    from api.launch import uvicorn_config
    from api.server import create_app

    app = create_app(Settings(filled))
    seen: list[str] = []

    async def address(scope: dict[str, object], receive: object, send: object) -> None:
        client = scope["client"]
        assert isinstance(client, tuple)
        seen.append(client[0])

    for trusted in ((), ("127.0.0.1",)):
        made = uvicorn_config(app, trusted)
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
    "turns",
    [
        [{"role": "user", "content": "x"}] * 2_000,
        [{"role": "user", "content": "Why " * 100_000}] * 2,
        [{"role": "assistant", "content": "a" + "\u0301\u0323" * 30_000}],
    ],
    ids=["turns", "words", "marks"],
)
@pytest.mark.parametrize("path", ["/ask", "/v1/chat/completions"])
def test_a_history_without_end_is_read_from_its_newest_turns(
    client: TestClient, turns: list[dict[str, str]], path: str
) -> None:
    """A client that sends all of a long conversation is not refused."""
    last = {"role": "user", "content": "And who says so?"}
    chat = {"model": "assistant", "messages": [*turns, last]}
    asked = chat if path.startswith("/v1") else {"question": last["content"], "history": turns}
    response = client.post(path, json=asked)
    assert response.status_code == 200


def test_a_question_with_room_in_it_is_answered(client: TestClient) -> None:
    """Cubed, a thousand spaces took a minute in which nobody else was answered."""
    article = client.get("/articles").json()[0]["id"]
    asked = {"question": f"give me{' ' * 1_900}a summary", "articles": [article]}
    answer = client.post("/ask", json=asked).json()
    assert (answer["question"], answer["outcome"]) == ("give me a summary", "answered")


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


# --- Bodies --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/ask", "/ask/stream", "/v1/chat/completions"])
@pytest.mark.parametrize("depth", [500, 950, 1_000, 100_000])
def test_a_body_that_goes_too_deep_is_the_clients_fault(
    client: TestClient, path: str, depth: int
) -> None:
    """It cannot be read, or is none that can be asked; no stack is exhausted."""
    body = f'{{"question": "Who?", "history": {"[" * depth}{"]" * depth}}}'
    response = client.post(path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400 if depth > 1_000 else response.status_code in (400, 422)


class Sender:
    """A client that sends these parts of a body, and then nothing more."""

    def __init__(self, *parts: bytes) -> None:
        self._parts = list(parts)

    async def receive(self) -> Message:
        if not self._parts:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": self._parts.pop(0), "more_body": True}


POSTED: Scope = {"type": "http", "method": "POST", "path": "/ask", "headers": []}


BEGUN = (
    b"POST /ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: 60\r\n\r\n{"
)


async def reads(_: Scope, receive: Receive, __: Send) -> None:
    """An app that reads the body to its end."""
    while (await receive()).get("more_body"):
        pass


async def quiet(_: Message) -> None:
    """Takes what is sent."""


@pytest.mark.parametrize("parts", [(), (b"{",), (b"{", b" " * 50_000)])
async def test_a_body_that_does_not_come_is_not_waited_for(parts: tuple[bytes, ...]) -> None:
    limit = BodyLimit(reads, upload_mb=1, patience=0.0)
    with pytest.raises(HTTPException) as raised:
        await limit(POSTED, Sender(*parts).receive, quiet)
    assert (raised.value.status_code, raised.value.headers) == (408, {"Connection": "close"})


async def test_an_answer_may_take_longer_than_a_body() -> None:
    """When the body is there, what is waited for is that the client leaves."""
    left = asyncio.Event()

    async def answers(scope: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["body"] == b"{}"
        gone = asyncio.create_task(asyncio.wait_for(receive(), None))
        for _ in range(5):
            await asyncio.sleep(0)
        assert not gone.done()
        left.set()
        assert (await gone)["type"] == "http.disconnect"

    async def receive() -> Message:
        if body:
            return {"type": "http.request", "body": body.pop()}
        await left.wait()
        return {"type": "http.disconnect"}

    body = [b"{}"]
    await BodyLimit(answers, upload_mb=1, patience=0.0)(POSTED, receive, quiet)


def test_a_slow_line_may_send_what_is_large() -> None:
    """Twenty megabytes at 16 kB/s, in pieces of a second each."""
    times = range(0, 1_300)
    assert all(deadline(0, now, 16_000 * now) >= now + 1 for now in times)


def test_a_body_that_drips_is_not_waited_for() -> None:
    """A byte every nine seconds comes in time only once."""
    came = [now for now in range(0, 900, 9) if deadline(0, now, now // 9) >= now + 9]
    assert came == [0]


async def test_a_body_that_never_comes_keeps_nobody_out(filled: Path) -> None:
    """Nor is it waited for when the server stops."""
    async with running(Settings(filled, max_streams=1)) as client, AsyncExitStack() as held:
        for _ in range(3):
            await held.enter_async_context(connected(client, BEGUN))
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.post("/ask", json=ASKED)).status_code == 200


async def test_a_client_is_told_that_its_body_did_not_come(filled: Path) -> None:
    """And the connection is closed, for what would come next could be the rest of it."""
    app = create_app(Settings(filled))
    [limit] = [each for each in app.user_middleware if "upload_mb" in each.kwargs]
    limit.kwargs["patience"] = 0.0
    async with running_app(app) as client, connected(client, BEGUN) as reader:
        told = await reader.read()
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"send the request again" in told


# --- Shares --------------------------------------------------------------------------------


async def test_others_are_answered_while_a_key_has_its_share(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    shutil.copytree(filled, folder)
    asked, go, holds = asyncio.Semaphore(0), asyncio.Event(), asyncio.Event()

    async def waits(exchange: Exchange) -> None:
        if holds.is_set():
            asked.release()
            await go.wait()
        await says("They left [2].")(exchange)

    async with wired(Settings(folder)) as parts:
        keys = [await parts.keys.new(name, Role.ASK) for name in ("a", "b")]
    one, other = ({"Authorization": f"Bearer {key}"} for key in keys)
    async with model_server(waits) as model:
        settings = Settings(folder, base_url=model.base_url, model="tiny", max_streams=4)
        async with running(settings) as client:
            ask = partial(client.post, "/ask", json=ASKED)
            await ask(headers=one)  # tells how the model is to be asked, for which others wait
            holds.set()
            first = [asyncio.create_task(ask(headers=one)) for _ in range(2)]
            for _ in first:
                await asked.acquire()
            refused = await ask(headers=one)
            second = asyncio.create_task(ask(headers=other))
            await asked.acquire()
            go.set()
            answered = [each.status_code for each in await asyncio.gather(*first, second)]
    assert problem(refused).status == 429
    assert "2 answers for your key" in problem(refused).detail
    assert refused.headers["retry-after"] == "2"
    assert answered == [200, 200, 200]
