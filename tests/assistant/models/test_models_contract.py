"""What every language model does, a scripted one, a recorded one and, where one is set, a live one.

OPENAI_BASE_URL names the live one; it has to be on this machine.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import pytest
import pytest_asyncio
import respx

from api.settings import Settings
from assistant.models import LLM, OpenAILLM
from tests import scenarios
from tests.assistant.scripted import Scripted
from tests.model_server import Exchange, Handler, model_server
from tests.recorded import BASE_URL, Recording, replay

LIVE = Settings.load()
NOT_TAKEN: Final = ("temperature", "logprobs", "top_logprobs", "max_tokens")


SHAPES: Final = {
    "thoughts beside": ({"reasoning_content": "Noon, the harbour master said."}, ""),
    "thoughts in tags": ({}, "<think>Noon? It says so.</think>\n\n"),
    "thoughts that are hidden": ({}, ""),
}
"""How the thoughts of a model arrive: what its message has beside the content, and before it."""


def thinking(beside: Mapping[str, str], before: str) -> Handler:
    """A model that thinks for 300 tokens, behind an endpoint that gives no likelihoods."""

    async def handler(exchange: Exchange) -> None:
        asked = exchange.json
        if refused := next((name for name in NOT_TAKEN if name in asked), None):
            words = f"Unsupported parameter: '{refused}' is not supported with this model."
            await exchange.send(400, json.dumps({"error": {"message": words, "param": refused}}))
            return
        limit = asked["max_completion_tokens"]
        is_choice = asked["messages"][0]["content"] == scenarios.CHOSEN[0].content
        text = "Yes" if is_choice else "It sails at noon."
        if limit < 300:  # all of it went into thoughts
            text, finish, taken = "", "length", limit
        else:
            text, finish, taken = before + text, "stop", 306
        usage = {
            "prompt_tokens": 30,
            "completion_tokens": taken,
            "completion_tokens_details": {"reasoning_tokens": min(taken, 300)},
        }
        if not asked.get("stream"):
            message = {"role": "assistant", "content": text, **beside}
            choice = {"index": 0, "message": message, "finish_reason": finish}
            whole = {"model": "thinker", "choices": [choice], "usage": usage}
            await exchange.send(200, json.dumps(whole))
            return
        await exchange.begin_stream()
        for name, words in beside.items():
            await exchange.event(piece({name: words}))
        for at in range(0, len(text), 5):
            await exchange.event(piece({"content": text[at : at + 5]}))
        await exchange.event(piece({}, finish))
        await exchange.event({**piece({}), "choices": [], "usage": usage})
        await exchange.end_stream()

    return handler


def piece(delta: Mapping[str, str], finish: str | None = None) -> dict[str, Any]:
    """A piece of a streamed completion."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"object": "chat.completion.chunk", "model": "thinker", "choices": [choice]}


@pytest_asyncio.fixture(params=["scripted", "recorded", "live"])
async def model(request: pytest.FixtureRequest) -> AsyncIterator[LLM]:
    match request.param:
        case "scripted":
            yield Scripted("It sails at noon.", "It sails at noon.")
        case "recorded":
            recorded = OpenAILLM(
                Recording.load("contract").model, base_url=BASE_URL, api_key="none"
            )
            with respx.mock(using="httpcore2") as router, replay(router, "contract"):
                yield recorded
            await recorded.close()
        case _:
            if LIVE.base_url is None:
                pytest.skip("OPENAI_BASE_URL is not set")
            key = LIVE.api_key or "none"
            live = OpenAILLM(LIVE.model, base_url=LIVE.base_url, api_key=key)
            yield live
            await live.close()


async def test_the_contract(model: LLM) -> None:
    """Pieces that make up the reply, the same reply whole, a choice that adds up; and tokens."""
    pieces, streamed, whole, choice = await scenarios.contract(model)
    assert len(pieces) > 1
    assert "".join(pieces) == streamed.text == whole.text
    assert "noon" in streamed.text
    assert streamed.whole
    assert choice.likelihoods is not None
    assert choice.likelihoods.keys() == {*scenarios.OPTIONS}
    assert sum(choice.likelihoods.values()) == pytest.approx(1)
    assert choice.likelihoods["yes"] > 0.5
    for usage in (streamed.usage, whole.usage, choice.usage):
        assert usage.prompt_tokens > 0
        assert usage.completion_tokens > 0
    assert streamed.model == whole.model == choice.model
    known = await model.capabilities()
    assert known.likelihoods
    assert known.streaming is not False


@pytest.mark.parametrize("shape", SHAPES)
async def test_the_contract_of_a_model_that_thinks(shape: str) -> None:
    """The same, at its word: its thoughts are nowhere, and there is room for them."""
    async with model_server(thinking(*SHAPES[shape])) as server:
        model = OpenAILLM("thinker", base_url=server.base_url, api_key="none")
        pieces, streamed, whole, choice = await scenarios.contract(model)
        asked_before = len(server.asked)
        again = [each async for each in model.stream(scenarios.ASKED, max_tokens=scenarios.MOST)]
        await model.close()
    assert "".join(pieces).strip() == streamed.text.strip() == whole.text.strip()
    assert streamed.text.strip() == "It sails at noon."
    assert streamed.whole
    assert choice.is_word
    assert choice.likelihoods == {"yes": 1, "no": 0}
    assert streamed.usage.completion_tokens > 300
    assert again[-1] == streamed
    assert len(server.asked) == asked_before + 1  # what was learnt is not refused again
