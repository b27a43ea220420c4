"""A reply by a schema: as firmly as the endpoint takes one, and no request more than that needs."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from assistant.models import OpenAILLM
from assistant.models.capabilities import Structure
from assistant.models.completions import json_object
from assistant.types import Message
from tests.model_server import Exchange, completion, model_server

pytestmark = pytest.mark.slow

ASKED = (Message("user", 'Did it rain? Reply with JSON like {"rained": true}.'),)
SCHEMA = {
    "type": "object",
    "properties": {"rained": {"type": "boolean"}},
    "required": ["rained"],
    "additionalProperties": False,
}
FORMAT = {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": SCHEMA}}
OBJECT = {"type": "json_object"}
JSON = '{"rained": true}'


@asynccontextmanager
async def taking(
    *kinds: str, refusal: object, reply: str = JSON
) -> AsyncIterator[tuple[OpenAILLM, list[Exchange]]]:
    """A model at an endpoint that takes these kinds of `response_format`."""

    async def handler(exchange: Exchange) -> None:
        asked = exchange.json.get("response_format")
        if asked is None or asked["type"] in kinds:
            await exchange.send(200, json.dumps(completion(reply)))
        else:
            await exchange.send(400, json.dumps(refusal))

    async with model_server(handler) as server:
        model = OpenAILLM("m", base_url=server.base_url, api_key="none", max_retries=0)
        try:
            yield model, server.asked
        finally:
            await model.close()


def formats(asked: list[Exchange]) -> list[Any]:
    return [each.json.get("response_format") for each in asked]


REFUSALS = {
    "in the body": {"error": {"message": "not supported", "param": "response_format"}},
    "Groq": {"error": {"message": "This model does not support response format `json_schema`."}},
    "DeepSeek": {"error": {"message": "This response_format type is unavailable now"}},
    "in a list": {"detail": [{"loc": ["body", "response_format", "type"], "msg": "unexpected"}]},
    "nothing named": {"error": {"message": "Bad request"}},
}


async def test_a_schema_is_sent_where_it_is_taken() -> None:
    async with taking("json_schema", refusal={}) as (model, asked):
        reply = await model.reply(ASKED, max_tokens=50, schema=SCHEMA)
        known = await model.capabilities()
    assert json_object(reply.text) == {"rained": True}
    assert formats(asked) == [FORMAT]
    assert known.structure is Structure.SCHEMA


@pytest.mark.parametrize("refusal", [REFUSALS[each] for each in REFUSALS if "noth" not in each])
async def test_else_an_object_is_asked_for(refusal: object) -> None:
    """Of the second question at once."""
    async with taking("json_object", refusal=refusal) as (model, asked):
        for _ in range(2):
            assert (await model.reply(ASKED, max_tokens=50, schema=SCHEMA)).text == JSON
        known = await model.capabilities()
    assert formats(asked) == [FORMAT, OBJECT, OBJECT]
    assert known.structure is Structure.OBJECT


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
async def test_else_nothing_but_the_words_says_so(refusal: object) -> None:
    async with taking(refusal=refusal) as (model, asked):
        for _ in range(2):
            assert (await model.reply(ASKED, max_tokens=50, schema=SCHEMA)).text == JSON
        known = await model.capabilities()
    assert formats(asked)[-2:] == [None, None]
    assert len(asked) <= 4
    assert known.structure is Structure.NONE


async def test_an_endpoint_that_passes_over_the_schema_is_not_sent_one_again() -> None:
    async with taking("json_schema", refusal={}, reply="It rained.") as (model, asked):
        for _ in range(2):
            await model.reply(ASKED, max_tokens=50, schema=SCHEMA)
    assert formats(asked) == [FORMAT, None]


async def test_a_reply_without_a_schema_asks_for_no_form() -> None:
    async with taking("json_schema", refusal={}) as (model, asked):
        await model.reply(ASKED, max_tokens=50)
        known = await model.capabilities()
    assert formats(asked) == [None]
    assert known.structure is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (JSON, {"rained": True}),
        (f"```json\n{JSON}\n```", {"rained": True}),
        (f"Here it is: {JSON} Let me know.", {"rained": True}),
        ("It rained.", None),
        ("[1, 2]", None),
        ('{"rained": tru', None),
        ("}{", None),
        ('{"a":' * 100_000 + "}", None),
    ],
)
def test_the_object_in_a_reply(text: str, read: object) -> None:
    assert json_object(text) == read
