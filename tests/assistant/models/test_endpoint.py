"""The language model over HTTP: what is sent, what comes back, and every way to fail."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

import pytest

from assistant.calls import Usage
from assistant.errors import (
    ContextTooLong,
    ModelBusy,
    ModelError,
    ModelRefused,
    ReplyBroken,
)
from assistant.models import Fallback, OpenAILLM, Reply, Timeouts
from assistant.models.errors import (
    AccessDenied,
    CreditUsedUp,
    KeyRefused,
    ModelTooSlow,
    ModelUnknown,
    ModelUnreachable,
    ReplyCut,
)
from assistant.types import Message
from tests.assistant.scripted import Scripted
from tests.model_server import Exchange, Handler, chunk, completion, model_server, stream

pytestmark = pytest.mark.slow

ASKED = (Message("system", "Be brief."), Message("user", "Who says so?"))
KEY = "sk-secret-0123456789"
SOON = Timeouts(connect=0.5, first=0.05, between=0.05, total=5.0)


def llm(base_url: str, timeouts: Timeouts | None = None, model: str | None = "m") -> OpenAILLM:
    return OpenAILLM(model, base_url=base_url, api_key=KEY, timeouts=timeouts, max_retries=2)


async def streamed(model: OpenAILLM | Fallback) -> tuple[list[str], Reply]:
    """The pieces and the reply that they end with."""
    pieces: list[str] = []
    async with aclosing(model.stream(ASKED, max_tokens=50)) as events:
        async for event in events:
            if isinstance(event, Reply):
                return pieces, event
            pieces.append(event)
    raise AssertionError("no reply at the end")


def sends(status: int, body: object, **headers: str) -> Handler:
    async def handler(exchange: Exchange) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        await exchange.send(status, text, content_type="application/json", **headers)

    return handler


def refuses(status: int, message: str, **headers: str) -> Handler:
    return sends(status, {"error": {"message": message}}, **headers)


def streams(*pieces: str) -> Handler:
    async def handler(exchange: Exchange) -> None:
        await stream(exchange, pieces)

    return handler


async def test_a_streamed_reply_in_pieces_then_whole() -> None:
    """With the model's name and the tokens that it took; the first of all may be but a thought."""
    async with model_server(streams("It ", "rained", ".")) as server:
        model = llm(server.base_url)
        unheard, _ = await streamed(model)
        pieces, reply = await streamed(model)
        await model.close()
    assert unheard == ["It rained."]
    assert pieces == ["It ", "rained", "."]
    assert reply == Reply("It rained.", "stub", Usage(12, 3))
    exchange, _ = server.asked
    assert exchange.path == "/v1/chat/completions"
    assert exchange.json == {
        "model": "m",
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Who says so?"},
        ],
        "max_tokens": 50,
        "temperature": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


async def test_a_whole_reply() -> None:
    async with model_server(sends(200, completion("It rained."))) as server:
        model = llm(server.base_url)
        assert await model.reply(ASKED, max_tokens=50) == Reply("It rained.", "stub", Usage(12, 3))
        await model.close()
    assert "stream" not in server.asked[0].json


async def test_a_reply_stopped_at_its_most_tokens_is_not_whole() -> None:
    async with model_server(sends(200, completion("It rai", "length"))) as server:
        model = llm(server.base_url)
        assert not (await model.reply(ASKED, max_tokens=3)).whole
        await model.close()


def choice(*tops: tuple[str, float]) -> dict[str, object]:
    top = [{"token": token, "logprob": logprob, "bytes": None} for token, logprob in tops]
    first = {"token": tops[0][0], "logprob": tops[0][1], "bytes": None, "top_logprobs": top}
    return completion(tops[0][0], logprobs={"content": [first]})


@pytest.mark.parametrize(
    ("body", "likelihood"),
    [
        (choice(("yes", -0.5), ("no", -1.5), ("Yes", -2.0)), 0.77),
        (choice((" No", -0.1), ("yes", -3.0)), 0.05),
        (choice(("The", -0.1), ("yes", -9.0)), None),
        (completion("Yes."), 1.0),
        (completion("no"), 0.0),
        (completion("yes", logprobs={"content": None}), 1.0),
        (completion("yes", logprobs={"content": [{"token": "yes", "logprob": -0.1}]}), 1.0),
        (completion("Maybe"), None),
        (completion(""), None),
    ],
)
async def test_how_likely_yes_is(body: object, likelihood: float | None) -> None:
    """By the first token's likelihoods, by the word alone without them; unreadable is neither."""
    async with model_server(sends(200, body)) as server:
        model = llm(server.base_url)
        found = (await model.choose(ASKED, ("yes", "no"))).likelihoods
        await model.close()
    if likelihood is None:
        assert found is None
    else:
        assert found is not None
        assert found["yes"] == pytest.approx(likelihood, abs=0.01)
        assert sum(found.values()) == pytest.approx(1)


# --- Parameters that an endpoint does not know ---------------------------------------------------


@pytest.mark.parametrize(
    ("message", "left_out", "instead"),
    [
        (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
            "'max_completion_tokens' instead.",
            "max_tokens",
            "max_completion_tokens",
        ),
        ("Unsupported value: 'temperature' does not support 0 with this model.", "temperature", ""),
        ("[{'loc': ['body', 'stream_options'], 'msg': 'Extra inputs'}]", "stream_options", ""),
    ],
)
async def test_a_rejected_parameter_is_left_out_from_then_on(
    message: str, left_out: str, instead: str
) -> None:
    """The reply comes all the same, and the next request does not try it again."""
    async with model_server(refuses(400, message), streams("Yes.")) as server:
        model = llm(server.base_url)
        assert (await streamed(model))[1].text == "Yes."
        assert (await streamed(model))[1].text == "Yes."
        await model.close()
    sent = [set(exchange.json) for exchange in server.asked]
    assert [left_out in keys for keys in sent] == [True, False, False]
    assert not instead or all(instead in keys for keys in sent[1:])


async def test_likelihoods_that_are_rejected_are_done_without() -> None:
    refusal = refuses(400, "logprobs is not supported by this model")
    async with model_server(refusal, sends(200, completion("yes"))) as server:
        model = llm(server.base_url)
        assert (await model.choose(ASKED, ("yes", "no"))).likelihoods == {"yes": 1.0, "no": 0.0}
        await model.close()
    assert not {"logprobs", "top_logprobs"} & set(server.asked[1].json)


async def test_an_endpoint_that_takes_no_limit_by_any_name_refuses() -> None:
    """It is not asked for ever."""
    refusal = refuses(400, "neither max_tokens nor max_completion_tokens is supported")
    async with model_server(refusal) as server:
        model = llm(server.base_url, Timeouts(first=5.0))
        with pytest.raises(ModelRefused, match="neither"):
            await streamed(model)
        await model.close()
    assert len(server.asked) == 3


async def test_a_refusal_of_the_key_is_followed_by_no_guess() -> None:
    """Whatever its status."""
    async with model_server(refuses(400, "API key not valid")) as server:
        model = llm(server.base_url)
        with pytest.raises(ModelRefused, match="API key not valid"):
            await streamed(model)
        await model.close()
    assert len(server.asked) == 1


async def test_what_a_refusal_does_not_tell_is_guessed_at_once_only() -> None:
    """Without what is optional, by another limit, without a role for instructions."""
    async with model_server(refuses(400, "your mother was a hamster")) as server:
        model = llm(server.base_url)
        with pytest.raises(ModelRefused, match="hamster"):
            await streamed(model)
        guessed = len(server.asked)
        assert len({str(exchange.json) for exchange in server.asked}) == guessed == 7
        with pytest.raises(ModelRefused, match="hamster"):
            await streamed(model)
        assert server.asked[guessed].json == server.asked[0].json
        assert len(server.asked) == guessed + 1
        await model.close()


# --- Which model ---------------------------------------------------------------------------------


async def test_the_only_model_of_an_endpoint_needs_no_name() -> None:
    """It is asked for once, also by requests at the same time."""
    names = {"object": "list", "data": [{"id": "tiny", "object": "model"}]}
    reply = sends(200, completion("Yes."))
    async with model_server(sends(200, names), reply) as server:
        model = llm(server.base_url, model=None)
        await asyncio.gather(*(model.reply(ASKED, max_tokens=5) for _ in range(3)))
        assert model.name == "tiny"
        await model.close()
    paths = [exchange.path for exchange in server.asked]
    assert paths == ["/v1/models", *["/v1/chat/completions"] * 3]
    assert server.asked[1].json["model"] == "tiny"


@pytest.mark.parametrize(
    ("names", "told"),
    [(["a", "b"], r"2 models. Name the one to ask: a, b"), ([], r"0 models. Name the one to ask")],
)
async def test_of_several_models_one_has_to_be_named(names: Sequence[str], told: str) -> None:
    listed = {"object": "list", "data": [{"id": name, "object": "model"} for name in names]}
    async with model_server(sends(200, listed)) as server:
        model = llm(server.base_url, model=None)
        with pytest.raises(ModelRefused, match=told):
            await model.reply(ASKED, max_tokens=5)
        await model.close()


# --- Failures ------------------------------------------------------------------------------------
# Replies that no healthy server gives: these are written by hand.


@dataclass(frozen=True, slots=True)
class Failure:
    """How the server behaves, the error that it becomes, and what that tells the user."""

    name: str
    handler: Handler
    error: type[ModelError]
    told: str
    timeouts: Timeouts | None = None


async def cut(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event(chunk("It ra"))
    exchange.writer.close()


async def ends_early(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event(chunk("It ra"))
    exchange.writer.write(b"0\r\n\r\n")


async def breaks_in_json(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event(chunk("It ra"))
    await exchange.event('{"choices": [{"del')
    await exchange.end_stream()


async def fails_in_the_stream(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event({"error": {"message": "out of memory"}})


async def only_thinks(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event(chunk(finish="length"))
    await exchange.end_stream()


async def is_filtered(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event(chunk("It ", finish="content_filter"))
    await exchange.end_stream()


async def hangs_up(exchange: Exchange) -> None:
    exchange.writer.close()


async def silence(exchange: Exchange) -> None:
    await exchange.left()


async def silence_in_the_middle(exchange: Exchange) -> None:
    await exchange.begin_stream()
    await exchange.event(chunk("It ra"))
    await exchange.left()


AT_ONCE = {"retry_after_ms": "1"}
FAILURES = [
    Failure("401", refuses(401, f"Incorrect API key provided: {KEY}"), KeyRefused, "Is it right"),
    Failure("the key repeated", refuses(400, f"bad {KEY}"), ModelRefused, "bad …"),
    Failure("403", refuses(403, "no"), AccessDenied, "Is the key right"),
    Failure("404", refuses(404, "no such model"), ModelUnknown, "Name one .* or mend its address"),
    Failure("quota", refuses(429, "insufficient_quota"), CreditUsedUp, "no credit left"),
    Failure("402", refuses(402, "Add funds"), CreditUsedUp, "no credit left .Add funds"),
    Failure("429", refuses(429, "slow down", **AT_ONCE), ModelBusy, "429.*slow down.*later"),
    Failure("500", refuses(500, "oops", **AT_ONCE), ModelBusy, "broken.*500"),
    Failure("503", refuses(503, "loading", **AT_ONCE), ModelBusy, "503"),
    Failure(
        "too long",
        refuses(400, "the request exceeds the available context size (4096 tokens)"),
        ContextTooLong,
        "4096",
    ),
    Failure("a page", sends(200, "<html>Welcome</html>"), ReplyBroken, "a web page"),
    Failure("cut", cut, ReplyCut, "too early"),
    Failure("ends early", ends_early, ReplyBroken, "ended too early"),
    Failure("malformed JSON", breaks_in_json, ReplyCut, "too early"),
    Failure("an error in the stream", fails_in_the_stream, ReplyBroken, "out of memory"),
    Failure("only thinks", only_thinks, ReplyBroken, "before it said anything"),
    Failure("filtered", is_filtered, ReplyBroken, "content filter"),
    Failure("silent", silence, ModelTooSlow, "Allow it more time", SOON),
    Failure(
        "silent in the middle", silence_in_the_middle, ModelTooSlow, "Allow it more time", SOON
    ),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: failure.name)
async def test_every_failure_is_an_error_that_says_what_to_do(
    failure: Failure, caplog: pytest.LogCaptureFixture
) -> None:
    """And the key is neither in it nor in the log."""
    caplog.set_level(logging.DEBUG)
    async with model_server(failure.handler) as server:
        model = llm(server.base_url, failure.timeouts)
        with pytest.raises(failure.error, match=failure.told) as raised:
            await streamed(model)
        await model.close()
    assert KEY not in str(raised.value)
    assert KEY not in caplog.text


@pytest.mark.parametrize(
    "handler",
    [
        refuses(401, "bad key Bearer hunter2"),
        refuses(400, "bad,hunter2,key"),
        sends(200, {"error": {"message": "bad hunter2"}}),
        sends(200, {"data": [{"id": "hunter2"}, {"id": "m"}]}),
        sends(200, {"choices": [{"message": {"refusal": "No, hunter2."}}]}),
    ],
    ids=["401", "400", "200", "a model of that name", "declined"],
)
async def test_a_key_is_told_nowhere_whatever_it_looks_like(
    handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with model_server(handler) as server:
        model = OpenAILLM(None, base_url=server.base_url, api_key="hunter2", max_retries=0)
        with pytest.raises(ModelError) as raised:
            await streamed(model)
        await model.close()
        named = OpenAILLM("m", base_url=server.base_url, api_key="hunter2", max_retries=0)
        with pytest.raises(ModelError) as other:
            await streamed(named)
        await named.close()
    for error in (raised.value, other.value):
        assert "hunter2" not in f"{error} {error.failure}"
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("body", ["Welcome", {}, {"choices": []}, {"choices": None}, []])
async def test_what_is_no_completion(body: object) -> None:
    async with model_server(sends(200, body)) as server:
        model = llm(server.base_url)
        with pytest.raises(ReplyBroken, match=r"no chat completion.*/v1"):
            await model.reply(ASKED, max_tokens=5)
        with pytest.raises(ReplyBroken, match=r"no chat completion.*/v1"):
            await streamed(model)
        await model.close()


async def test_nobody_there() -> None:
    async with model_server(silence) as server:
        pass
    model = OpenAILLM("m", base_url=server.base_url, api_key=KEY, max_retries=0)
    with pytest.raises(ModelUnreachable, match=f"{server.base_url}.*running"):
        await streamed(model)
    await model.close()


async def test_it_is_tried_again_when_the_server_says_so() -> None:
    """Retry-After is honoured, and the third try's reply is the reply."""
    busy = refuses(429, "slow down", retry_after_ms="1")
    broken = refuses(500, "oops", retry_after_ms="1")
    async with model_server(busy, broken, streams("Yes.")) as server:
        model = llm(server.base_url)
        assert (await streamed(model))[1].text == "Yes."
        await model.close()
    assert len(server.asked) == 3


async def test_a_key_with_strange_characters_is_not_sent() -> None:
    model = OpenAILLM("m", base_url="http://127.0.0.1:9/v1", api_key="clé")
    with pytest.raises(ModelRefused, match="Copy it again"):
        await streamed(model)


async def test_azures_classic_address_is_told_from_its_new_one() -> None:
    """Its query would land in the middle of the path, and its key in the wrong header."""
    classic = "http://127.0.0.1:9/openai/deployments/gpt?api-version=2024-10-21"
    with pytest.raises(ModelRefused, match=r"classic.*/openai/v1.*deployment's name"):
        await streamed(llm(classic))


async def test_closing_the_stream_stops_the_request() -> None:
    """The server sees that nobody listens any more."""
    gone = asyncio.Event()

    heard = False

    async def talks_for_ever(exchange: Exchange) -> None:
        nonlocal heard
        if not heard:
            heard = True
            await stream(exchange, ("It rained.",))
            return
        await exchange.begin_stream()
        await exchange.event(chunk("It "))
        await exchange.left()
        gone.set()

    async with model_server(talks_for_ever) as server:
        model = llm(server.base_url)
        await streamed(model)
        async with aclosing(model.stream(ASKED, max_tokens=50)) as pieces:
            assert await anext(pieces) == "It "
        async with asyncio.timeout(5):
            await gone.wait()
        await model.close()


async def test_closing_the_stream_of_either_model_closes_it() -> None:
    for first, second in (
        (Scripted("It rained and rained."), Scripted()),
        (Scripted(ModelBusy("no")), Scripted("It rained and rained.")),
    ):
        model = Fallback(first, second)
        async with aclosing(model.stream(ASKED, max_tokens=50)) as pieces:
            await anext(pieces)
        assert first.streams_closed + second.streams_closed == 1


async def test_cancelling_stops_the_request() -> None:
    gone = asyncio.Event()
    begun = asyncio.Event()

    async def waits(exchange: Exchange) -> None:
        begun.set()
        await exchange.left()
        gone.set()

    async with model_server(waits) as server:
        model = llm(server.base_url)
        task = asyncio.create_task(streamed(model))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with asyncio.timeout(5):
            await gone.wait()
        await model.close()


# --- A second model ------------------------------------------------------------------------------


async def test_the_second_model_answers_when_the_first_one_fails() -> None:
    first, second = Scripted(ModelBusy("no"), ModelBusy("no")), Scripted("It rained.", "Yes.")
    model = Fallback(first, second)
    assert (await streamed(model))[1].text == "It rained."
    assert (await model.reply(ASKED, max_tokens=5)).text == "Yes."
    await model.close()
    assert first.closed
    assert second.closed


async def test_a_reply_that_has_begun_is_not_begun_again() -> None:
    """What was said is shown already; the failure is told."""
    second = Scripted("It snowed.")
    model = Fallback(Scripted("It rained.✂", ReplyBroken("cut")), second)
    with pytest.raises(ReplyBroken):
        await streamed(model)
    assert second.asked == []


async def test_a_prompt_that_is_too_long_is_shortened_not_sent_elsewhere() -> None:
    second = Scripted("It snowed.")
    with pytest.raises(ContextTooLong):
        await streamed(Fallback(Scripted(ContextTooLong("4096", 400)), second))
    assert second.asked == []


async def test_a_passage_that_is_too_long_is_not_sent_elsewhere_either() -> None:
    first, second = Scripted(likely=lambda _: ContextTooLong("4096", 400)), Scripted()
    with pytest.raises(ContextTooLong):
        await Fallback(first, second).choose(ASKED, ("yes", "no"))
    assert second.chosen == []
