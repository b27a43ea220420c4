"""What an endpoint's model can do, as its replies and refusals show it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from assistant.models import Capabilities, OpenAILLM, Reply
from assistant.models.capabilities import InstructionRole
from assistant.types import Message
from tests.model_server import Exchange, Handler, completion, model_server, stream

pytestmark = pytest.mark.slow

ASKED = (Message("system", "Be brief."), Message("user", "Did it rain?"))


@asynccontextmanager
async def listening(handler: Handler) -> AsyncIterator[tuple[OpenAILLM, list[Exchange]]]:
    """A model at an endpoint that does so, and what that was asked."""
    async with model_server(handler) as server:
        model = OpenAILLM("m", base_url=server.base_url, api_key="none", max_retries=0)
        try:
            yield model, server.asked
        finally:
            await model.close()


async def streamed(model: OpenAILLM) -> tuple[list[str], Reply]:
    """The pieces, and the reply that they end with."""
    pieces: list[str] = []
    async with aclosing(model.stream(ASKED, max_tokens=50)) as events:
        async for event in events:
            if isinstance(event, Reply):
                return pieces, event
            pieces.append(event)
    raise AssertionError("no reply at the end")


def error(message: str, param: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "param": param}}


# --- What is asked otherwise ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "refusal",
    [
        error("Unsupported value: 'stream' does not support true with this model.", "stream"),
        error("Streaming is not supported by this model."),
    ],
)
async def test_an_endpoint_that_does_not_stream_is_asked_for_the_whole_reply(
    refusal: object,
) -> None:
    """At once, from the second question on."""

    async def handler(exchange: Exchange) -> None:
        if exchange.json.get("stream"):
            await exchange.send(400, json.dumps(refusal))
        else:
            await exchange.send(200, json.dumps(completion("It rained.")))

    async with listening(handler) as (model, asked):
        for _ in range(2):
            pieces, reply = await streamed(model)
            assert pieces == [reply.text] == ["It rained."]
        known = await model.capabilities()
    assert ["stream" in each.json for each in asked] == [True, False, False]
    assert "stream_options" not in asked[1].json
    assert known.streaming is False


async def test_an_error_upstream_is_no_refusal_to_stream() -> None:
    async def handler(exchange: Exchange) -> None:
        if "temperature" in exchange.json:
            words = "Upstream says: temperature is not supported"
            await exchange.send(400, json.dumps(error(words)))
        else:
            await stream(exchange, ["It rained."])

    async with listening(handler) as (model, asked):
        await streamed(model)
        known = await model.capabilities()
    assert [exchange.json.get("stream") for exchange in asked] == [True, True]
    assert known.streaming is True


@pytest.mark.parametrize(
    ("words", "roles", "role"),
    [
        (
            "'messages[0].role' does not support 'system', use 'developer' instead",
            {"developer", "user", "assistant"},
            InstructionRole.DEVELOPER,
        ),
        (
            "Role should be one of 'developer', 'user' or 'assistant'",
            {"developer", "user", "assistant"},
            InstructionRole.DEVELOPER,
        ),
        ("System role not supported", {"user", "assistant"}, InstructionRole.NONE),
        ("Developer instruction is not enabled", {"user", "assistant"}, InstructionRole.NONE),
    ],
)
async def test_instructions_are_given_in_a_role_that_there_is(
    words: str, roles: set[str], role: InstructionRole
) -> None:
    async def handler(exchange: Exchange) -> None:
        if {each["role"] for each in exchange.json["messages"]} <= roles:
            await exchange.send(200, json.dumps(completion("yes")))
        else:
            await exchange.send(400, json.dumps(error(words)))

    async with listening(handler) as (model, asked):
        await model.reply(ASKED, max_tokens=50)
        known = await model.capabilities()
    assert len(asked) == 2
    assert asked[1].json["messages"][0]["content"] == "Be brief."
    assert known.instructions is role


async def test_nothing_is_known_of_a_model_that_was_not_asked() -> None:
    model = OpenAILLM("m", base_url="http://127.0.0.1:9/v1", api_key="none")
    assert await model.capabilities() == Capabilities()
