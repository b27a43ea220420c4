"""Model servers on this machine are noticed by their list of models, and asked nothing else."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.local_servers import LocalServer, local_servers
from index.language.visible_text import clean
from tests.model_server import Exchange, Handler, ModelServer, model_server


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is given time."""
    monkeypatch.setattr("api.local_servers.PATIENCE", 30)


def lists(*models: object, **more: object) -> Handler:
    """A server with these models; a text is one by its name."""
    listed = [{"id": each, "object": "model"} if isinstance(each, str) else each for each in models]
    return sends(json.dumps({"object": "list", "data": listed, **more}))


def sends(body: str, status: int = 200) -> Handler:
    """A server that answers everything with this."""

    async def handler(exchange: Exchange) -> None:
        await exchange.send(status, body)

    return handler


def port_of(server: ModelServer) -> int:
    """Where it listens."""
    port = urlsplit(server.base_url).port
    assert port
    return port


async def noticed(*handlers: Handler) -> list[LocalServer]:
    """What is noticed of servers that answer so."""
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(model_server(each)) for each in handlers]
        return await local_servers(port_of(server) for server in servers)


async def models_in(body: str, status: int = 200) -> tuple[str, ...]:
    """The models of a server that answers so; none where it is not noticed."""
    found = await noticed(sends(body, status))
    return found[0].models if found else ()


async def test_a_server_is_noticed_with_its_models() -> None:
    """By one request, for the list, and with nothing in it that tells of the user."""
    async with model_server(lists("qwen2.5:7b", "llama3.2:3b")) as server:
        [found] = await local_servers([port_of(server)])
    assert (found.base_url, found.models) == (server.base_url, ("qwen2.5:7b", "llama3.2:3b"))
    [asked] = server.asked
    assert (asked.path, asked.json, set(asked.headers)) == ("/v1/models", None, {"host"})


async def test_a_port_where_nothing_listens() -> None:
    async with model_server(lists("tiny")) as server:
        port = port_of(server)
    assert await local_servers([port]) == []


async def test_several_are_told_in_the_order_of_their_ports() -> None:
    found = await noticed(lists("first"), sends("no", 404), lists("second"))
    assert [server.models for server in found] == [("first",), ("second",)]


async def test_no_proxy_of_the_environment_hears_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async with model_server(lists("of-the-proxy")) as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.base_url)
        [found] = await noticed(lists("tiny"))
    assert found.models == ("tiny",)
    assert proxy.asked == []


async def test_models_that_only_embed_cannot_write() -> None:
    assert await noticed(lists("nomic-embed-text:latest")) == []
    [found] = await noticed(lists("text-embedding-nomic-embed-text-v1.5", "qwen"))
    assert found.models == ("qwen",)


async def test_a_list_beside_other_things() -> None:
    """As llama.cpp sends it."""
    [found] = await noticed(lists("m.gguf", models=[{"name": "m.gguf"}]))
    assert found.models == ("m.gguf",)


async def test_a_list_that_ends_with_the_connection() -> None:
    """Without its length."""

    async def handler(exchange: Exchange) -> None:
        exchange.writer.write(b'HTTP/1.0 200 OK\r\n\r\n{"data": [{"id": "tiny"}]}')
        exchange.writer.close()

    [found] = await noticed(handler)
    assert found.models == ("tiny",)


async def test_our_own_server_is_no_model_server(client: TestClient) -> None:
    """It listens where vLLM does, and what it lists are articles."""
    assert await models_in(client.get("/v1/models").text) == ()


@pytest.mark.parametrize(
    "body",
    [
        "<!doctype html><title>Jenkins</title>",
        "",
        "null",
        "[]",
        '"data"',
        '{"data": null}',
        '{"data": {"id": "tiny"}}',
        '{"data": ["tiny", 1, null, {"id": 1}, {"id": ""}, {"name": "tiny"}]}',
        '{"data": [{"id": "tiny"',
        "[" * 100_000,
        "9" * 10_000,
    ],
    ids=lambda body: body[:20],
)
async def test_what_is_no_list_of_models(body: str) -> None:
    assert await models_in(body) == ()


async def test_a_refusal_is_no_list() -> None:
    body = json.dumps({"data": [{"id": "tiny"}]})
    assert await models_in(body, 401) == ()
    assert await models_in(body) == ("tiny",)


@pytest.mark.parametrize(
    "name", ["\x1b[31mred", "two\nlines", "a\u202eb", "zero\u200bwidth", " space ", "long" * 51]
)
async def test_a_name_that_cannot_be_typed_is_left_out(name: str) -> None:
    """Shown otherwise than it is, it could not be set either."""
    [found] = await noticed(lists(name, "tiny"))
    assert found.models == ("tiny",)


async def never_answers(exchange: Exchange) -> None:
    """A server that takes the request, and leaves it."""
    await exchange.left()


async def trickles(exchange: Exchange) -> None:
    """A head without an end, a little at a time."""
    while True:
        exchange.writer.write(b"x: y\r\n" * 100)
        await exchange.writer.drain()
        await asyncio.sleep(0)


async def lies_about_its_length(exchange: Exchange) -> None:
    exchange.writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n{}")


@pytest.mark.parametrize("handler", [trickles, lies_about_its_length])
async def test_a_server_that_means_harm(handler: Handler) -> None:
    """It is left before patience ends, and the one beside it is noticed."""
    assert [each.models for each in await noticed(handler, lists("tiny"))] == [("tiny",)]


@pytest.mark.parametrize("headers", [b"", b"content-length: 1000000000\r\n"])
async def test_a_list_without_end_is_not_read_to_it(headers: bytes) -> None:
    """Whether it says how long it is or not: no more is taken than lists of models have."""
    sent: list[bytes] = []

    async def handler(exchange: Exchange) -> None:
        exchange.writer.write(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n")
        while len(sent) < 1000:
            sent.append(b'{"id": "tiny"},' * 5000)
            exchange.writer.write(sent[-1])
            await exchange.writer.drain()

    assert [each.models for each in await noticed(handler, lists("tiny"))] == [("tiny",)]
    assert sum(map(len, sent)) < 30_000_000  # most of it in the system's buffers


async def test_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.local_servers.PATIENCE", 0.01)
    assert await noticed(never_answers) == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["data", "id", "owned_by", "x"]), inner, max_size=4)
    ),
)


@given(
    st.binary() | ANYTHING.map(lambda body: b"HTTP/1.1 200 OK\r\n\r\n" + json.dumps(body).encode())
)
async def test_anything_else_that_a_port_may_say(reply: bytes) -> None:
    """Whatever it is, no name comes out of it that would not be seen as it is."""

    async def handler(exchange: Exchange) -> None:
        exchange.writer.write(reply)
        exchange.writer.close()

    for server in await noticed(handler):
        assert all(name and clean(name) == name for name in server.models)


def test_the_advice_can_be_pasted() -> None:
    server = LocalServer("http://127.0.0.1:11434/v1", ("qwen2.5:7b",))
    assert server.advice("\n").splitlines() == [
        "A model server answers at http://127.0.0.1:11434/v1 with qwen2.5:7b. To have it write "
        "answers:",
        "export OPENAI_BASE_URL=http://127.0.0.1:11434/v1;",
        "export ASSISTANT_MODEL=qwen2.5:7b",
    ]


@pytest.mark.parametrize(
    ("models", "told"),
    [
        (("a", "b"), "with a and b."),
        (("a", "b", "c"), "with a, b and c."),
        (("a", "b", "c", "d"), "with a, b, c and 1 other model."),
        (tuple("abcde"), "with a, b, c and 2 other models."),
    ],
)
def test_many_models_are_counted(models: tuple[str, ...], told: str) -> None:
    assert told in LocalServer("http://127.0.0.1:1/v1", models).advice(" ")


def test_a_name_is_no_command() -> None:
    """What a server calls its model is for the shell one word."""
    advice = LocalServer("http://127.0.0.1:1/v1", ("x; touch $(id) 'y'",)).advice("\n")
    assert advice.endswith("""export ASSISTANT_MODEL='x; touch $(id) '"'"'y'"'"''""")
