"""What is learnt of a model outlasts the process: the next one asks as the endpoint takes it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Capabilities, OpenAILLM
from assistant.models.capabilities import (
    Effort,
    InstructionRole,
    Structure,
    Thinking,
)
from assistant.models.capabilities.memory import CapabilityStore
from assistant.store.model_tables import MODEL_TABLES, LibraryCapabilities
from assistant.types import Message
from index.errors import StorageError
from index.store.database import Database
from tests.model_server import Exchange, ModelServer, completion, model_server, stream, surely

pytestmark = pytest.mark.slow

ASKED = (Message("system", "Be brief."), Message("user", "Did it rain?"))
OPTIONS = ("yes", "no")
SCHEMA = {"type": "object"}
KEY = "sk-secret-0123456789"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "library.db", [MODEL_TABLES])
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> LibraryCapabilities:
    return LibraryCapabilities(database)


Refuse = Callable[[dict[str, Any]], str | None]
"""The parameter that is refused, if any."""


def unknown(*names: str) -> Refuse:
    return lambda body: next((name for name in names if name in body), None)


class Endpoint:
    """Refuses what it does not know, and says yes, in every way that it can be asked."""

    def __init__(self, refuse: Refuse = lambda body: None) -> None:
        self.refuse = refuse
        self.refused = 0
        self.together: asyncio.Barrier | None = None  # so many are answered at once

    async def __call__(self, exchange: Exchange) -> None:
        body = exchange.json
        if self.together:
            await self.together.wait()
        if exchange.path.endswith("/models"):
            await exchange.send(200, json.dumps({"data": [{"id": "only", "object": "model"}]}))
        elif name := self.refuse(body):
            self.refused += 1
            refusal = {"error": {"message": f"Unsupported parameter: '{name}'", "param": name}}
            await exchange.send(400, json.dumps(refusal))
        elif body.get("stream"):
            await stream(exchange, ["yes"])
        else:
            more = {"logprobs": surely("yes")} if "logprobs" in body else {}
            await exchange.send(200, json.dumps(completion("yes", "stop", **more)))


@asynccontextmanager
async def process(
    server: ModelServer, store: CapabilityStore | None, name: str | None = "m"
) -> AsyncIterator[OpenAILLM]:
    """A process of its own: a model that knows of others only what the store has."""
    model = OpenAILLM(name, base_url=server.base_url, api_key=KEY, max_retries=0, store=store)
    try:
        yield model
    finally:
        await model.close()


async def asked_in_every_way(model: OpenAILLM) -> None:
    await model.choose(ASKED, OPTIONS)
    async with aclosing(model.stream(ASKED, max_tokens=50)) as pieces:
        async for _ in pieces:
            pass
    await model.reply(ASKED, max_tokens=50)
    await model.reply(ASKED, max_tokens=50, schema=SCHEMA)


PICKY = ("max_tokens", "logprobs", "top_logprobs", "temperature", "stream_options")


async def test_the_next_process_is_refused_nothing(store: LibraryCapabilities) -> None:
    """It makes one request a call, and knows what the first one has learnt."""
    endpoint = Endpoint(unknown(*PICKY, "response_format"))
    async with model_server(endpoint) as server:
        async with process(server, store) as model:
            await asked_in_every_way(model)
            learnt = await model.capabilities()
        assert endpoint.refused
        endpoint.refused, server.asked[:] = 0, []
        async with process(server, store) as model:
            assert await model.capabilities() == learnt
            await asked_in_every_way(model)
    assert endpoint.refused == 0
    assert len(server.asked) == 4
    assert learnt.limit == "max_completion_tokens"
    assert learnt.likelihoods == 0
    assert learnt.streaming is True
    assert learnt.structure is Structure.NONE
    assert learnt.thinking is Thinking.NONE


async def test_of_many_first_calls_at_once_one_learns(store: LibraryCapabilities) -> None:
    """And in the next process, none waits for another."""
    endpoint = Endpoint(unknown("logprobs"))
    async with model_server(endpoint) as server:
        async with process(server, store) as model:
            await asyncio.gather(*(model.choose(ASKED, OPTIONS) for _ in range(12)))
        assert endpoint.refused == 1
        endpoint.together = asyncio.Barrier(12)
        async with process(server, store) as model, asyncio.timeout(20):
            await asyncio.gather(*(model.choose(ASKED, OPTIONS) for _ in range(12)))
    assert endpoint.refused == 1


async def test_what_another_model_can_do_is_not_taken_for_its_own(
    store: LibraryCapabilities,
) -> None:
    async with model_server(Endpoint()) as server:
        async with process(server, store) as model:
            await model.choose(ASKED, OPTIONS)
        async with process(server, store, "another") as other:
            assert await other.capabilities() == Capabilities()
    async with model_server(Endpoint()) as elsewhere, process(elsewhere, store) as model:
        assert await model.capabilities() == Capabilities()


async def test_an_endpoints_only_model_is_known_by_its_name(store: LibraryCapabilities) -> None:
    async with model_server(Endpoint()) as server:
        async with process(server, store, None) as model:
            await model.choose(ASKED, OPTIONS)
        async with process(server, store, "only") as model:
            assert (await model.capabilities()).likelihoods == 1


async def test_another_version_of_the_probe_learns_anew(
    store: LibraryCapabilities, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = Endpoint(unknown("logprobs"))
    async with model_server(endpoint) as server:
        async with process(server, store) as model:
            await model.choose(ASKED, OPTIONS)
        monkeypatch.setattr("assistant.models.capabilities.memory.PROBE", 99)
        async with process(server, store) as model:
            assert await model.capabilities() == Capabilities()
            await model.choose(ASKED, OPTIONS)
    assert endpoint.refused == 2


async def test_a_model_that_has_changed_behind_its_name_is_learnt_anew(
    store: LibraryCapabilities,
) -> None:
    """By the refusals that it meets, once."""
    endpoint = Endpoint(unknown("max_tokens"))
    async with model_server(endpoint) as server:
        async with process(server, store) as model:
            await model.choose(ASKED, OPTIONS)
        endpoint.refuse = unknown("max_completion_tokens", "logprobs")
        for refused in (2, 0):
            endpoint.refused = 0
            async with process(server, store) as model:
                assert (await model.choose(ASKED, OPTIONS)).likelihoods
            assert endpoint.refused == refused


async def test_a_model_that_has_begun_to_think_is_given_room(store: LibraryCapabilities) -> None:
    """Its reply is cut off before the first word; nothing is refused."""
    thinks = False

    async def handler(exchange: Exchange) -> None:
        is_cut = thinks and exchange.json["max_tokens"] < 1_000
        body = completion("", "length") if is_cut else completion("yes")
        await exchange.send(200, json.dumps(body))

    async with model_server(handler) as server:
        async with process(server, store) as model:
            await model.choose(ASKED, OPTIONS)
        thinks = True
        async with process(server, store) as model:
            choices = await asyncio.gather(*(model.choose(ASKED, OPTIONS) for _ in range(3)))
            assert all(each.likelihoods for each in choices)
            known = await model.capabilities()
    assert known.thinking is Thinking.HIDDEN
    assert known.least == 16


async def test_neither_text_nor_a_key_is_kept(database: Database) -> None:
    async with model_server(Endpoint()) as server:
        address = server.base_url.replace("//", f"//me:{KEY}@") + f"?code={KEY}"
        model = OpenAILLM("m", base_url=address, api_key=KEY, store=LibraryCapabilities(database))
        await model.choose(ASKED, OPTIONS)
        await model.close()
        with database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT * FROM model_capabilities").all()
    [row] = rows
    assert row.endpoint == server.base_url
    assert KEY not in str(row)
    assert "rain" not in str(row)


# --- A store that fails --------------------------------------------------------------------------


class Broken:
    """A library that cannot be used, for reading or for writing."""

    def __init__(self, *, reads: bool) -> None:
        self._reads = reads

    async def find(self, endpoint: str, model: str, probe: int) -> Mapping[str, Any] | None:
        if not self._reads:
            raise StorageError("locked")
        return None

    async def keep(
        self, endpoint: str, model: str, probe: int, capabilities: Mapping[str, Any]
    ) -> None:
        raise StorageError("read-only")


@pytest.mark.parametrize("reads", [True, False])
async def test_a_store_that_fails_does_not_break_answering(
    reads: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, and what is learnt counts in this process."""
    endpoint = Endpoint(unknown("logprobs"))
    with caplog.at_level(logging.WARNING):
        async with model_server(endpoint) as server, process(server, Broken(reads=reads)) as model:
            for _ in range(2):
                assert (await model.choose(ASKED, OPTIONS)).likelihoods
    assert endpoint.refused == 1
    assert "read-only" in caplog.text
    assert ("locked" in caplog.text) is not reads


async def test_what_was_kept_and_cannot_be_read_is_learnt_anew(database: Database) -> None:
    store = LibraryCapabilities(database)
    async with model_server(Endpoint()) as server:
        unreadable: list[dict[str, Any]] = [{"limit": 1}, {"likelihoods": "many"}, {"probe": []}]
        for content in unreadable:
            await store.keep(server.base_url, "m", 1, content)
            async with process(server, store) as model:
                assert await model.capabilities() == Capabilities()
        async with process(server, store) as model:
            await model.choose(ASKED, OPTIONS)
        async with process(server, store) as model:
            assert (await model.capabilities()).likelihoods == 1


async def test_an_answer_does_not_wait_for_the_store(store: LibraryCapabilities) -> None:
    """Another process may be writing for a minute."""
    go = asyncio.Event()

    class Slow(Broken):
        async def keep(
            self, endpoint: str, model: str, probe: int, capabilities: Mapping[str, Any]
        ) -> None:
            await go.wait()
            await store.keep(endpoint, model, probe, capabilities)

    async with model_server(Endpoint()) as server:
        async with process(server, Slow(reads=True)) as model:
            await asked_in_every_way(model)
            learnt = await model.capabilities()
            go.set()
        async with process(server, store) as model:
            assert await model.capabilities() == learnt  # the last of what was learnt


# --- As JSON -------------------------------------------------------------------------------------

CAPABILITIES = st.builds(
    Capabilities,
    limit=st.sampled_from(["max_tokens", "max_completion_tokens"]),
    most=st.none() | st.integers(1),
    instructions=st.sampled_from(InstructionRole),
    not_taken=st.frozensets(st.sampled_from(PICKY)),
    efforts_not_taken=st.frozensets(st.sampled_from(Effort)),
    likelihoods=st.none() | st.integers(0, 20),
    streaming=st.none() | st.booleans(),
    structure=st.none() | st.sampled_from(Structure),
    thinking=st.none() | st.sampled_from(Thinking),
    opens_unsaid=st.booleans(),
    context=st.none() | st.integers(1),
    learnt=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(CAPABILITIES)
def test_capabilities_are_read_as_they_were_written(known: Capabilities) -> None:
    read = Capabilities.from_json(json.loads(json.dumps(known.as_json())))
    assert read == known
    assert read.learnt == known.learnt


async def test_they_say_when_they_were_learnt(store: LibraryCapabilities) -> None:
    async with model_server(Endpoint()) as server:
        async with process(server, store) as model:
            before = datetime.now(UTC)
            await model.choose(ASKED, OPTIONS)
            learnt = (await model.capabilities()).learnt
            assert learnt is not None
            assert before <= learnt <= datetime.now(UTC)
            await model.choose(ASKED, OPTIONS)
        async with process(server, store) as model:
            assert (await model.capabilities()).learnt == learnt
