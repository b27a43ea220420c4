"""What endpoints of providers refuse, each in its own words, and how their models reply.

Nothing was recorded of any provider: these play what their documents and users report.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from assistant.errors import (
    ContextTooLong,
    ModelBusy,
    ModelError,
    ModelRefused,
    PromptFiltered,
    ReplyBroken,
)
from assistant.models import Choice, OpenAILLM, Reply, Timeouts
from assistant.models.capabilities import THOUGHTS
from assistant.types import Message
from tests.model_server import Exchange, Handler, chunk, completion, model_server, surely

pytestmark = pytest.mark.slow

ASKED = (Message("system", "Be brief."), Message("user", "Did it rain?"))
OPTIONS = ("yes", "no")
KEY = "sk-secret-0123456789"

Refuse = Callable[[dict[str, Any]], tuple[int, object] | None]
"""The status and body with which a request is refused; None when it is taken."""


@asynccontextmanager
async def listening(
    handler: Handler, timeouts: Timeouts | None = None
) -> AsyncIterator[tuple[OpenAILLM, list[Exchange]]]:
    """A model at an endpoint that does so, and what that was asked."""
    async with model_server(handler) as server:
        model = OpenAILLM(
            "m", base_url=server.base_url, api_key=KEY, timeouts=timeouts, max_retries=0
        )
        try:
            yield model, server.asked
        finally:
            await model.close()


def limit(body: dict[str, Any]) -> int:
    return int(body.get("max_completion_tokens") or body.get("max_tokens") or 0)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Refuses as it says, and replies with a word, or with the same in a stream."""

    refuse: Refuse = lambda body: None
    likelihoods: bool = False
    hidden: int = 0  # tokens that the model thinks, which count
    content: object = "yes"

    async def __call__(self, exchange: Exchange) -> None:
        body = exchange.json
        if refused := self.refuse(body):
            await exchange.send(refused[0], json.dumps(refused[1]))
        elif 0 < self.hidden >= limit(body):
            await self._reply(exchange, "", "length")
        else:
            await self._reply(exchange, self.content, "stop")

    async def _reply(self, exchange: Exchange, content: object, finish: str) -> None:
        told = {"completion_tokens_details": {"reasoning_tokens": self.hidden}}
        if exchange.json.get("stream"):
            await exchange.begin_stream()
            await exchange.event(
                {"choices": [{"index": 0, "delta": {"content": content}, "finish_reason": finish}]}
            )
            await exchange.event({**chunk(), "choices": [], "usage": told})
            await exchange.end_stream()
            return
        more = {"logprobs": surely("yes")} if self.likelihoods else {}
        reply = completion("", finish, **more)
        reply["choices"][0]["message"]["content"] = content  # type: ignore[index]
        await exchange.send(200, json.dumps(reply | {"usage": told}))


async def chosen(endpoint: Endpoint) -> tuple[Choice, list[dict[str, Any]]]:
    """What a yes/no question comes to, and the requests that it took."""
    async with listening(endpoint) as (model, asked):
        choice = await model.choose(ASKED, OPTIONS)
    return choice, [each.json for each in asked]


async def streamed(model: OpenAILLM) -> tuple[list[str], Reply]:
    pieces: list[str] = []
    async with aclosing(model.stream(ASKED, max_tokens=512)) as events:
        async for event in events:
            if isinstance(event, Reply):
                return pieces, event
            pieces.append(event)
    raise AssertionError("no reply at the end")


# --- Refusals, in everybody's shape --------------------------------------------------------------

TOO_FEW = {
    "error": {
        "message": "Could not finish the message because max_tokens or model output limit was "
        "reached. Please try again with higher max_tokens.",
        "type": "invalid_request_error",
        "param": None,
    }
}


def says(message: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    return {"error": {"message": message, "param": param, "code": code}}


def extra(*names: str) -> dict[str, Any]:
    """Mistral's."""
    detail = [
        {"type": "extra_forbidden", "loc": ["body", name], "msg": "Extra inputs are not permitted"}
        for name in names
    ]
    return {"object": "error", "message": {"detail": detail}, "param": None}


LIKELIHOODS = ("logprobs", "top_logprobs")
REFUSALS = {
    "OpenAI, by param": (400, says("Unsupported parameter.", "logprobs", "unsupported_parameter")),
    "OpenAI, 403": (403, says("You are not allowed to request logprobs from this model")),
    "Gemini, a list": (
        400,
        [{"error": {"code": 400, "message": 'Unknown name "logprobs": Cannot find field.'}}],
    ),
    "Gemini, violations": (
        400,
        {"error": {"message": "Invalid", "details": [{"field": "logprobs", "description": "no"}]}},
    ),
    "Mistral, an object": (422, extra(*LIKELIHOODS)),
    "FastAPI, a list": (422, {"detail": [{"loc": ["body", "logprobs"], "msg": "not permitted"}]}),
    "LM Studio, a text": (400, {"error": "'logprobs' is not supported"}),
    "Groq": (400, says("`logprobs` is not supported with this model")),
    "a proxy, wrapped": (400, says(json.dumps(says("logprobs: unsupported")))),
    "a bare text": (400, "logprobs is unknown here"),
    "in camel case": (400, says("topLogprobs: unknown field")),
    "in words": (400, says("Log probabilities are not supported for reasoning models")),
    "by another status": (404, says("logprobs: no such parameter for this model")),
    "by none": (400, says("Provider returned error")),
    "a page": (400, "<html><body>Bad request</body></html>"),
}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
async def test_likelihoods_are_left_out_whatever_the_refusal_looks_like(
    refusal: tuple[int, object],
) -> None:
    """The word counts then, and the next question does not try again."""
    endpoint = Endpoint(lambda body: refusal if "logprobs" in body else None)
    async with listening(endpoint) as (model, asked):
        choice = await model.choose(ASKED, OPTIONS)
        await model.choose(ASKED, OPTIONS)
    assert choice.likelihoods == {"yes": 1.0, "no": 0.0}
    assert choice.is_word
    assert (await model.capabilities()).likelihoods == 0
    assert [set(LIKELIHOODS) & set(each.json) != set() for each in asked] == [
        True,
        False,
        False,
    ]


async def test_no_more_than_five_likelihoods_are_asked_for() -> None:
    """More are refused by OpenAI's newer models."""
    choice, [asked] = await chosen(Endpoint(likelihoods=True))
    assert asked["top_logprobs"] == 5
    assert not choice.is_word


async def test_a_403_that_names_no_parameter_is_told_in_the_servers_words() -> None:
    """Not only that the key may be wrong."""
    refusal = (403, says("Country, region, or territory not supported"))
    with pytest.raises(ModelRefused, match=r"403.*territory not supported.*Is the key right"):
        await chosen(Endpoint(lambda body: refusal))


@pytest.mark.parametrize(
    ("body", "error", "told"),
    [
        ([{"error": {"message": "API key not valid."}}], ModelRefused, "API key not valid"),
        ({"message": {"detail": [{"msg": "no such tool"}]}}, ModelRefused, "no such tool"),
        ({"error": "the model has crashed"}, ModelRefused, "the model has crashed"),
        (
            says("input length and `max_tokens` exceed context limit: 9000 + 512 > 8192"),
            ContextTooLong,
            "8192",
        ),
        (says("too much", code="context_length_exceeded"), ContextTooLong, "too much"),
        (
            says("The response was filtered due to the content management policy", "prompt"),
            PromptFiltered,
            "filtered",
        ),
        (f"<html><body>{'x' * 99}</body></html>", ModelRefused, "400"),
        ({"error": {"message": f"bad key {KEY}"}}, ModelRefused, "bad key …"),
    ],
)
async def test_the_servers_own_words_reach_the_user(
    body: object, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told) as raised:
        await chosen(Endpoint(lambda _: (400, body)))
    assert KEY not in str(raised.value)
    assert "<html>" not in str(raised.value)


async def test_a_limit_for_hours_is_told_with_its_wait() -> None:
    async def full(exchange: Exchange) -> None:
        body = json.dumps(says("Limit 100000 tokens per day, used 99999"))
        await exchange.send(429, body, retry_after="1200")

    async with listening(full) as (model, _):
        with pytest.raises(ModelBusy, match=r"429.*tokens per day.*in 20 minutes"):
            await model.reply(ASKED, max_tokens=5)


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": 502, "message": "Provider returned error"}},
        {"detail": "Provider returned error"},
    ],
)
async def test_an_error_in_place_of_a_reply_is_told_as_that(body: dict[str, object]) -> None:
    """OpenRouter sends it with a 200, others in a stream."""

    async def failed(exchange: Exchange) -> None:
        if exchange.json.get("stream"):
            await exchange.begin_stream()
            await exchange.event(body)
            await exchange.end_stream()
        else:
            await exchange.send(200, json.dumps(body))

    async with listening(failed) as (model, _):
        with pytest.raises(ModelError, match="Provider returned error"):
            await model.reply(ASKED, max_tokens=5)
        with pytest.raises(ModelError, match="Provider returned error"):
            await streamed(model)


async def test_instructions_come_before_the_question_where_they_have_no_role() -> None:
    """By turns, as such templates want it."""

    def refuse(body: dict[str, Any]) -> tuple[int, object] | None:
        roles = [each["role"] for each in body["messages"]]
        return (400, {"message": "System role not supported"}) if "system" in roles else None

    _, [_, asked] = await chosen(Endpoint(refuse))
    assert [(each["role"], each["content"]) for each in asked["messages"]] == [
        ("user", "Be brief."),
        ("assistant", "Understood."),
        ("user", "Did it rain?"),
    ]


async def test_a_server_that_loads_its_model_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.models.connection.LOADING", 0.0)
    tries = iter(range(99))

    def refuse(_: object) -> tuple[int, object] | None:
        return (503, says("Loading model")) if next(tries) < 9 else None

    choice, asked = await chosen(Endpoint(refuse))
    assert choice.likelihoods
    assert len(asked) == 10


GUESSED: list[tuple[str, Refuse]] = [
    ("temperature", lambda body: (400, says("Bad request")) if "temperature" in body else None),
    (
        "several",
        lambda body: (400, says("?")) if {"temperature", "logprobs"} & set(body) else None,
    ),
    (
        "another limit",
        lambda body: None if "max_completion_tokens" in body else (422, says("Invalid")),
    ),
    ("a higher limit", lambda body: (400, says("Too short")) if limit(body) < 99 else None),
    (
        "no role for instructions",
        lambda body: (400, says("?")) if body["messages"][0]["role"] == "system" else None,
    ),
]


@pytest.mark.parametrize("refuse", [each for _, each in GUESSED], ids=[each for each, _ in GUESSED])
async def test_what_a_refusal_does_not_name_is_found_out(refuse: Refuse) -> None:
    """Once: the next question is asked as it was taken."""
    async with listening(Endpoint(refuse)) as (model, asked):
        assert (await model.choose(ASKED, OPTIONS)).likelihoods
        needed = len(asked)
        await model.choose(ASKED, OPTIONS)
    assert 2 <= needed <= 8
    assert len(asked) == needed + 1
    assert refuse(asked[-1].json) is None


# --- Limits --------------------------------------------------------------------------------------


def at_least(tokens: int, body: object = TOO_FEW) -> Refuse:
    return lambda sent: (400, body) if limit(sent) < tokens else None


@pytest.mark.parametrize(
    ("endpoint", "limits"),
    [
        (Endpoint(), [1]),
        (Endpoint(at_least(4)), [1, 16]),
        (Endpoint(at_least(4), hidden=200), [1, 16, 16 + THOUGHTS]),
        (Endpoint(hidden=200), [1, 1 + THOUGHTS]),
        (
            Endpoint(
                at_least(20, says("Invalid 'max_tokens': expected a value >= 20, but got 1."))
            ),
            [1, 20],
        ),
        (Endpoint(at_least(20, says("max_tokens has to be in the range [20, 8192]"))), [1, 20]),
        (Endpoint(at_least(9, says("maxOutputTokens must be > 8"))), [1, 9]),
        (Endpoint(at_least(700, says("max_tokens is too small"))), [1, 16, 2048]),
    ],
)
async def test_the_least_limit_that_an_endpoint_takes_is_found(
    endpoint: Endpoint, limits: list[int]
) -> None:
    """1, then 16, then enough for a model that thinks; the next question begins there."""
    async with listening(endpoint) as (model, asked):
        for _ in range(2):
            assert (await model.choose(ASKED, OPTIONS)).likelihoods == {"yes": 1.0, "no": 0.0}
    assert [limit(each.json) for each in asked] == [*limits, limits[-1]]


@pytest.mark.parametrize(("name", "told"), [("**Yes**, it does.", 1.0), ("*No.* It did not.", 0.0)])
async def test_a_word_that_does_not_come_first_is_waited_for(name: str, told: float) -> None:
    """A limit of one token leaves only the emphasis of such models."""

    async def emphatic(exchange: Exchange) -> None:
        cut = limit(exchange.json) < 16
        reply = completion("**" if cut else name, "length" if cut else "stop")
        await exchange.send(200, json.dumps(reply))

    async with listening(emphatic) as (model, asked):
        choice = await model.choose(ASKED, OPTIONS)
    assert choice.likelihoods is not None
    assert choice.likelihoods["yes"] == told
    assert len(asked) == 2


async def test_one_call_learns_before_others_are_sent() -> None:
    """Of twenty at the same moment only the first meets the refusals; the others go together."""
    together = asyncio.Barrier(19)
    learnt = asyncio.Event()

    def refuse(body: dict[str, Any]) -> tuple[int, object] | None:
        if "logprobs" in body:
            return 400, says("unknown", "logprobs")
        if "temperature" in body:
            return 400, says("only the default is supported", "temperature")
        return at_least(16)(body)

    async def handler(exchange: Exchange) -> None:
        if learnt.is_set():
            await together.wait()
        if refuse(exchange.json) is None:
            learnt.set()
        await Endpoint(refuse)(exchange)

    async with listening(handler) as (model, asked), asyncio.timeout(20):
        await asyncio.gather(*(model.choose(ASKED, OPTIONS) for _ in range(20)))
    assert len(asked) == 20 + 3


async def test_a_model_that_thinks_is_given_room_for_it() -> None:
    """Asked again when all tokens went into thoughts; at once from then on."""
    async with listening(Endpoint(hidden=1_400, content="It rained.")) as (model, asked):
        for _ in range(2):
            pieces, reply = await streamed(model)
            assert "".join(pieces) == reply.text == "It rained."
    assert [limit(each.json) for each in asked] == [512, 512 + THOUGHTS, 512 + THOUGHTS]


async def test_room_for_thoughts_shrinks_to_what_the_model_takes() -> None:
    """A prompt of 3,000 tokens and a context of 6,000."""

    def refuse(body: dict[str, Any]) -> tuple[int, object] | None:
        words = "This model's maximum context length is 6000 tokens"
        return (400, says(words)) if 3_000 + limit(body) > 6_000 else None

    async with listening(Endpoint(refuse, hidden=1_400)) as (model, asked):
        assert (await streamed(model))[1].text == "yes"
    assert [limit(each.json) for each in asked] == [512, 4_608, 2_560]


async def test_a_limit_that_is_too_large_is_lowered() -> None:
    words = "max_tokens is too large: 512. This model supports at most 256 completion tokens."
    endpoint = Endpoint(
        lambda body: (400, says(words, "max_tokens")) if limit(body) > 256 else None
    )
    async with listening(endpoint) as (model, asked):
        assert (await streamed(model))[1].text == "yes"
    assert [limit(each.json) for each in asked] == [512, 256]


async def test_thoughts_that_come_in_are_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """What may not be silent for that long before its first word may think for that long."""
    clock = iter(range(0, 1_000, 4))
    monkeypatch.setattr("assistant.models.pacing.monotonic", lambda: next(clock))

    async def ponders(exchange: Exchange) -> None:
        await exchange.begin_stream()
        for _ in range(8):
            delta = {"content": "", "reasoning_content": "Hmm."}
            await exchange.event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
            for _ in range(20):  # rounds of the event loop, in which the client waits
                await asyncio.sleep(0)
        await exchange.event(chunk("It rained.", "stop"))
        await exchange.end_stream()

    async with listening(ponders, Timeouts(first=20.0, between=20.0, total=900.0)) as (model, _):
        assert (await streamed(model))[1].text == "It rained."


# --- Replies -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "<think>Did it? Yes. Wait.</think>\n\nno",
        "Yes? Wait.\n</think>\n\nno",
        "<|channel|>analysis<|message|>Yes?<|end|><|start|>assistant<|channel|>final<|message|>no",
        "[THINK]yes[/THINK]no",
        [
            {"type": "thinking", "thinking": [{"type": "text", "text": "yes"}]},
            {"type": "text", "text": "no"},
        ],
        [{"type": "reasoning", "text": "yes"}, {"type": "output_text", "text": {"value": "no"}}],
        "<scratchpad>yes</scratchpad>no",
    ],
)
async def test_what_a_model_thinks_is_not_its_word(content: object) -> None:
    """Nor are the likelihoods of a first token, which is a thought's."""
    choice, _ = await chosen(Endpoint(content=content, likelihoods=True))
    assert choice.likelihoods == {"yes": 0.0, "no": 1.0}


async def test_thoughts_are_not_in_a_streamed_reply() -> None:
    """Nor those that begin unsaid, once the model has been heard to have them."""
    async with listening(Endpoint(content="It is wet. So?</think>yes")) as (model, _):
        await model.choose(ASKED, OPTIONS)
        pieces, reply = await streamed(model)
    assert pieces == ["yes"]
    assert reply.text == "yes"


@pytest.mark.parametrize(
    "logprobs",
    [
        None,
        [],
        {"content": []},
        {"content": [{"token": "yes", "logprob": None, "top_logprobs": None}]},
        {"content": [{"token": "yes", "top_logprobs": [{"token": "yes", "logprob": None}]}]},
        {"tokens": ["yes"], "token_logprobs": [-0.05], "top_logprobs": [{"yes": -0.05}]},
        {"content": [None]},
    ],
)
async def test_likelihoods_that_are_none_leave_the_word(logprobs: object) -> None:
    async def odd(exchange: Exchange) -> None:
        await exchange.send(200, json.dumps(completion("yes", logprobs=logprobs)))

    async with listening(odd) as (model, _):
        choice = await model.choose(ASKED, OPTIONS)
    assert choice.likelihoods == {"yes": 1.0, "no": 0.0}
    assert choice.is_word


# --- Forms that were not asked for ---------------------------------------------------------------


def refuses_streams(body: dict[str, Any]) -> tuple[int, object] | None:
    return (400, says("Streaming is not available")) if body.get("stream") else None


async def empty_stream(exchange: Exchange) -> None:
    if exchange.json.get("stream"):
        await exchange.begin_stream()
        exchange.writer.write(b"0\r\n\r\n")
    else:
        await Endpoint()(exchange)


@pytest.mark.parametrize("handler", [Endpoint(refuses_streams), empty_stream])
async def test_streams_are_not_asked_for_again_where_there_are_none(handler: Handler) -> None:
    """Whether that is said, or they are just empty."""
    async with listening(handler) as (model, asked):
        for _ in range(2):
            assert (await streamed(model))[1].text == "yes"
    assert ["stream" in each.json for each in asked] == [True, False, False]
    assert (await model.capabilities()).streaming is False


async def test_one_empty_stream_is_no_sign_that_there_are_none() -> None:
    """Where a reply in one piece is empty as well."""

    async def nothing(exchange: Exchange) -> None:
        await exchange.send(200, "")

    async with listening(nothing) as (model, asked):
        for _ in range(2):
            with pytest.raises(ReplyBroken):
                await streamed(model)
    assert ["stream" in each.json for each in asked] == [True, False, True]


# --- One pacing for all requests -----------------------------------------------------------------


async def test_requests_at_the_same_time_share_their_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one 502 there were thirteen requests."""

    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr("assistant.models.transport.throttle.sleep", at_once)

    async def broken(exchange: Exchange) -> None:
        await exchange.send(502, "<html>Bad Gateway</html>")

    async with model_server(broken) as server:
        model = OpenAILLM("m", base_url=server.base_url, api_key=KEY)
        asked = [model.choose(ASKED, OPTIONS) for _ in range(4)]
        failed = await asyncio.gather(*asked, return_exceptions=True)
        await model.close()
    assert all(isinstance(each, ModelBusy) for each in failed)
    assert len(server.asked) <= 4 + 3


async def test_a_model_that_goes_round_is_left() -> None:
    """Its request is closed, so that it does not go on for nobody."""
    left = asyncio.Event()

    async def round_and_round(exchange: Exchange) -> None:
        await exchange.begin_stream()
        try:
            while True:
                await exchange.event(chunk("It rained and it rained. "))
        except ConnectionError:
            left.set()

    async with listening(round_and_round) as (model, _):
        with pytest.raises(ReplyBroken, match="again and again"):
            await streamed(model)
        async with asyncio.timeout(20):
            await left.wait()
