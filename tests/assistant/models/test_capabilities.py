"""What an endpoint's model can do, as its replies and refusals show it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

import pytest

from assistant.errors import ContextTooLong
from assistant.models import Capabilities, Fallback, OpenAILLM, Reply
from assistant.models.capabilities import Effort, InstructionRole, Thinking
from assistant.types import Message
from tests.model_server import Exchange, Handler, completion, model_server, stream, surely

pytestmark = pytest.mark.slow

ASKED = (Message("system", "Be brief."), Message("user", "Did it rain?"))


@asynccontextmanager
async def listening(
    handler: Handler, effort: Effort | None = None
) -> AsyncIterator[tuple[OpenAILLM, list[Exchange]]]:
    """A model at an endpoint that does so, and what that was asked."""
    async with model_server(handler) as server:
        model = OpenAILLM(
            "m", base_url=server.base_url, api_key="none", max_retries=0, effort=effort
        )
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


async def test_no_more_likelihoods_are_asked_for_than_are_given() -> None:
    """Fewer tell as much about two words."""

    async def handler(exchange: Exchange) -> None:
        if exchange.json["top_logprobs"] > 3:
            words = "Invalid value for 'top_logprobs': must be less than or equal to 3"
            await exchange.send(400, json.dumps(error(words, "top_logprobs")))
        else:
            more = {"logprobs": surely("yes")}
            await exchange.send(200, json.dumps(completion("yes", "stop", **more)))

    async with listening(handler) as (model, asked):
        for _ in range(2):
            assert not (await model.choose(ASKED, ("yes", "no"))).is_word
    assert [each.json["top_logprobs"] for each in asked] == [5, 3, 3]


async def test_calls_at_the_same_time_learn_from_one_refusal() -> None:
    """Of a model that has changed since it was asked: each is refused, and one learns for all."""
    together = asyncio.Barrier(5)
    is_changed = False

    async def handler(exchange: Exchange) -> None:
        if is_changed and exchange.json["messages"][0]["role"] == "system":
            await together.wait()
            await exchange.send(400, json.dumps(error("System role not supported")))
        else:
            await exchange.send(200, json.dumps(completion("yes")))

    async with listening(handler) as (model, asked), asyncio.timeout(20):
        await model.reply(ASKED, max_tokens=50)
        is_changed = True
        await asyncio.gather(*(model.reply(ASKED, max_tokens=50) for _ in range(5)))
    assert len(asked) == 1 + 2 * 5


async def test_of_two_models_the_one_that_can_be_asked_is_known() -> None:
    """The first is not named, and the endpoint has several."""

    async def handler(exchange: Exchange) -> None:
        names = {"data": [{"id": "a"}, {"id": "b"}]}
        await exchange.send(200, json.dumps(completion("yes") if exchange.json else names))

    async with model_server(handler) as server:
        first, second = (
            OpenAILLM(name, base_url=server.base_url, api_key="none") for name in (None, "b")
        )
        model = Fallback(first, second)
        await model.choose(ASKED, ("yes", "no"))
        assert (await model.capabilities()).likelihoods == 0
        await model.close()


async def test_nothing_is_known_of_a_model_that_was_not_asked() -> None:
    model = OpenAILLM("m", base_url="http://127.0.0.1:9/v1", api_key="none")
    assert await model.capabilities() == Capabilities()


# --- Thinking ------------------------------------------------------------------------------------

BESIDE = {"role": "assistant", "content": "It rained.", "reasoning_content": "Hm."}
PARTS = [{"type": "thinking", "thinking": "Hm."}, {"type": "text", "text": "It rained."}]


def saying(message: dict[str, Any], hidden: int = 0) -> dict[str, Any]:
    """A completion with this message, before which so many tokens were thought."""
    details = {"completion_tokens_details": {"reasoning_tokens": hidden}}
    return {
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 9, **details},
    }


def accepting(body: object, *efforts: str | None) -> Handler:
    """An endpoint that takes these efforts and no other."""

    async def handler(exchange: Exchange) -> None:
        effort = exchange.json.get("reasoning_effort")
        if effort in efforts:
            await exchange.send(200, json.dumps(body))
        else:
            words = f"Unsupported value: 'reasoning_effort' does not support '{effort}'"
            await exchange.send(400, json.dumps(error(words)))

    return handler


@pytest.mark.parametrize(
    ("body", "thinking"),
    [
        (saying({"content": "It rained."}), Thinking.NONE),
        (saying({"content": "It rained."}, hidden=200), Thinking.HIDDEN),
        (saying(BESIDE, hidden=200), Thinking.BESIDE),
        (saying({"content": PARTS}), Thinking.BESIDE),
        (saying({"content": "<think>Hm.</think>It rained."}, hidden=5), Thinking.CONTENT),
    ],
)
async def test_where_thoughts_arrive(body: object, thinking: Thinking) -> None:
    async with listening(accepting(body, None, "low")) as (model, _):
        await model.reply(ASKED, max_tokens=50)
        assert (await model.capabilities()).thinking is thinking


async def test_a_model_that_was_seen_to_think_is_asked_to_think_little() -> None:
    """No other is: many endpoints refuse what they do not know."""
    for body, sent in ((saying(BESIDE), [None, "low"]), (saying({"content": "."}), [None, None])):
        async with listening(accepting(body, None, "low")) as (model, asked):
            for _ in range(2):
                await model.reply(ASKED, max_tokens=50)
        assert [each.json.get("reasoning_effort") for each in asked] == sent


async def test_the_effort_that_was_set_is_asked_for_from_the_first_request_on() -> None:
    handler = accepting(saying({"content": "It rained."}), "high")
    async with listening(handler, Effort.HIGH) as (model, asked):
        await model.reply(ASKED, max_tokens=50)
        await model.choose(ASKED, ("yes", "no"))
    assert {each.json["reasoning_effort"] for each in asked} == {"high"}


async def test_an_effort_that_is_refused_is_left_out() -> None:
    """Once; another one may be taken, by the same model."""
    async with listening(accepting(saying(BESIDE), None, "high"), Effort.NONE) as (model, asked):
        for _ in range(2):
            await model.reply(ASKED, max_tokens=50)
        known = await model.capabilities()
    assert [each.json.get("reasoning_effort") for each in asked] == ["none", None, None]
    assert known.efforts_not_taken == {Effort.NONE}
    assert "reasoning_effort" not in known.not_taken


# --- Context -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "context"),
    [
        ("This model's maximum context length is 6000 tokens. You requested 7000.", 6_000),
        ("the request (5000 tokens) exceeds the available context size (4096 tokens)", 4_096),
        ("the prompt is too long", None),
    ],
)
async def test_a_refusal_for_length_tells_the_context(words: str, context: int | None) -> None:
    async def handler(exchange: Exchange) -> None:
        await exchange.send(400, json.dumps(error(words)))

    async with listening(handler) as (model, asked):
        with pytest.raises(ContextTooLong):
            await model.reply(ASKED, max_tokens=50)
        assert (await model.capabilities()).context == context
    assert len(asked) == 1


async def test_thoughts_have_no_more_than_half_of_the_context() -> None:
    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/v1/models":
            await exchange.send(200, json.dumps({"data": [{"id": "m", "max_model_len": 2_048}]}))
        else:
            await exchange.send(200, json.dumps(saying(BESIDE)))

    async with model_server(handler) as server:
        model = OpenAILLM(None, base_url=server.base_url, api_key="none")
        for _ in range(2):
            await model.reply(ASKED, max_tokens=50)
        await model.close()
    assert [each.json["max_tokens"] for each in server.asked[1:]] == [50, 50 + 1_024]
