"""Habits in sending a reply: its pieces, its end, and forms that were not asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from tests.assistant.models.habits.player import (
    FACTS,
    Habit,
    Handler,
    Request,
    answer,
    cut,
    error,
    good,
    piece,
    streamed,
    usage,
    whole,
    writing,
)

HABITS: Final[list[Habit]] = []
FIRST: Final = frozenset({6})  # what the model's first sentence cites
QUOTED: Final = frozenset({22})  # what the article says without a model


def stream(name: str, whose: str, **expected: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401 - of the fields' types
    """Adds a habit in writing."""

    def add(write: Handler) -> Handler:
        HABITS.append(Habit(name, whose, writing(write), **expected))
        return write

    return add


def frames(text: str, finish: str | None = "stop") -> Iterator[bytes]:
    """The events of a reply as bytes, the last one with its end."""
    chunks = [*map(piece, cut(text)), *([piece("", finish)] if finish else [])]
    return (f"data: {json.dumps(each, ensure_ascii=False)}\n\n".encode() for each in chunks)


def half(request: Request) -> str:
    """The reply up to the middle of its second sentence."""
    text = answer(request)
    return text[: text.index(FACTS[1]) + 30]


@stream("plain", "OpenAI, vLLM")
async def _(request: Request) -> None:
    await good(request)


@stream("cut anywhere", "proxies")
async def _(request: Request) -> None:
    raw = b"".join(frames(answer(request))) + b"data: [DONE]\n\n"
    await request.begin()
    for at in range(0, len(raw), 7):
        await request.raw(raw[at : at + 7])
    await request.end()


@stream("other line ends, names and numbers", "proxies")
async def _(request: Request) -> None:
    await request.begin()
    for number, frame in enumerate(frames(answer(request))):
        line = frame.replace(b"data: ", b"data:").replace(b"\n\n", b"\r\n\r\n")
        await request.raw(b"event: message\r\nid: %d\r\n" % number + line)
    await request.raw("data:[DONE]\r\n\r\n")
    await request.end()


@stream("no empty line between events", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(frame.replace(b"\n\n", b"\n"))
    await request.raw("data: [DONE]\n")
    await request.end()


@stream("comments between events", "OpenRouter, DeepSeek")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(b": PROCESSING\n\n" + frame)
    await request.event("[DONE]")
    await request.end()


@stream("events that are no object", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(b"data: ping\n\ndata: null\n\ndata: {}\n\n" + frame)
    await request.event("[DONE]")
    await request.end()


@stream("[DONE] never", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(frame)
    await request.end()


@stream("[DONE] never, the connection open", "gateways", stays_open=True)
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(frame)
    await request.stay_open()


@stream("[DONE], the connection open", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(frame)
    await request.event("[DONE]")
    await request.stay_open()


@stream("[DONE] before the end", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request), None):
        await request.raw(frame)
    await request.event("[DONE]")
    await request.event(piece("", "stop"))
    await request.end()


@stream("the end never told, then [DONE]", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request), None):
        await request.raw(frame)
    await request.event("[DONE]")
    await request.end()


@stream("nothing told at the end of a sentence", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request), None):
        await request.raw(frame)
    await request.end()


@stream("the connection lost after the end", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(frame)
    await request.break_off()


@stream("nothing told in mid-word", "gateways", code="reply_cut", kept=QUOTED)
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(half(request), None):
        await request.raw(frame)
    await request.end()


@stream("the connection lost in mid-word", "everybody", code="reply_cut", kept=QUOTED)
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(half(request), None):
        await request.raw(frame)
    await request.break_off()


@stream("aborted by the server", "vLLM, SGLang", code="reply_cut", kept=QUOTED)
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(half(request), "abort"):
        await request.raw(frame)
    await request.end()


@stream("no length, the connection closed", "HTTP/1.0 servers")
async def _(request: Request) -> None:
    await request.write(b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\n")
    for frame in frames(answer(request)):
        await request.write(frame)
    await request.break_off()


@stream("the end an empty text until it is there", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    for part in cut(answer(request)):
        await request.event(piece(part, ""))
    await request.event(piece("", "stop"))
    await request.event("[DONE]")
    await request.end()


@stream("the end told with every piece", "Gemini behind gateways")
async def _(request: Request) -> None:
    await request.begin()
    for part in cut(answer(request)):
        await request.event({**piece(part, "stop"), "usage": usage()})
    await request.event("[DONE]")
    await request.end()


for told in ("STOP", "eos_token", "end_turn", "COMPLETE"):

    @stream(f"the end told as {told}", "Gemini, TGI, Anthropic, Cohere")
    async def _(request: Request, told: str = told) -> None:
        await streamed(request, answer(request), told)


@stream("usage without choices", "Azure, vLLM")
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(answer(request)):
        await request.raw(frame)
    await request.event({**piece(), "choices": None, "usage": usage()})
    await request.event("[DONE]")
    await request.end()


@stream("usage with every piece, no delta at the end", "Groq, xAI")
async def _(request: Request) -> None:
    await request.begin()
    for part in cut(answer(request)):
        await request.event({**piece(part), "usage": usage()})
    choice = {"index": 0, "delta": None, "finish_reason": "stop"}
    await request.event({"choices": [choice], "usage": usage()})
    await request.event("[DONE]")
    await request.end()


@stream("filters' findings in pieces of their own", "Azure")
async def _(request: Request) -> None:
    await request.begin()
    await request.event({"choices": [], "prompt_filter_results": [{"prompt_index": 0}]})
    for part in cut(answer(request)):
        chunk = piece(part)
        chunk["choices"][0]["content_filter_results"] = {"hate": {"filtered": False}}
        await request.event(chunk)
    await request.event(piece(finish="stop"))
    await request.event({**piece(), "choices": [], "usage": usage()})
    await request.event("[DONE]")
    await request.end()


@stream("message for delta", "gateways")
async def _(request: Request) -> None:
    await request.begin()
    message = {"role": "assistant", "content": answer(request)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    await request.event({"id": "c", "choices": [choice]})
    await request.event("[DONE]")
    await request.end()


@stream("text for delta", "older servers")
async def _(request: Request) -> None:
    await request.begin()
    for part in cut(answer(request)):
        await request.event({"choices": [{"index": 0, "text": part, "finish_reason": None}]})
    await request.event("[DONE]")
    await request.end()


@stream("a letter at a time", "local servers")
async def _(request: Request) -> None:
    await streamed(request, answer(request), size=1)


# --- Other forms than the one that was asked for ------------------------------------------------


for kind in ("application/json", "text/plain", "text/event-stream", "application/octet-stream"):

    @stream(f"whole for a stream, as {kind}", "gateways")
    async def _(request: Request, kind: str = kind) -> None:
        await request.send(200, whole(answer(request)), kind)


@stream("whole for a stream, spread over lines", "gateways")
async def _(request: Request) -> None:
    await request.send(200, "\n\n" + json.dumps(whole(answer(request)), indent=2))


@stream("whole for a stream, its end not told", "gateways")
async def _(request: Request) -> None:
    await request.send(200, whole(answer(request), None))


@stream("JSON a line for a stream", "gateways")
async def _(request: Request) -> None:
    await request.begin("application/x-ndjson")
    for part in cut(answer(request)):
        await request.raw(json.dumps(piece(part)) + "\n")
    await request.raw(json.dumps(piece("", "stop")) + "\n")
    await request.end()


def without_streams(*refusal: Any) -> Handler:  # noqa: ANN401 - a status, a body
    async def play(request: Request) -> None:
        if request.body.get("stream"):
            await request.send(*refusal)
        else:
            await good(request)

    return play


for name, refusal in {
    "by its name": (400, error("Streaming is not supported for this model", "stream")),
    "in words": (400, error("streaming not supported")),
    "as not available": (422, {"detail": "Streaming is not available for this deployment."}),
    "as not implemented": (501, error("stream is not implemented: unsupported")),
}.items():
    HABITS.append(Habit(f"streams refused {name}", "gateways", without_streams(*refusal)))


def streams_alone(words: str) -> Handler:
    async def play(request: Request) -> None:
        if request.lists or request.body.get("stream"):
            await good(request)
        else:
            await request.send(400, error(words))

    return play


for name, words in {
    "for what thinks": "parameter.enable_thinking must be set to false for non-streaming calls",
    "by a mode": "This model only supports stream mode, enable it to access the model.",
    "for the time it takes": "Streaming is required for operations that may take long.",
    "by a value": "Stream must be set to true",
    "in Chinese": "该模型仅支持流式输出",
}.items():
    for settings in ((), (("ASSISTANT_STRATEGY", "select"),)):
        called = f"nothing but streams, told {name}{', one by one' if settings else ''}"
        HABITS.append(
            Habit(called, "Alibaba, Anthropic", streams_alone(words), most=6, settings=settings)
        )


@stream("a stream without anything in it", "gateways")
async def _(request: Request) -> None:
    if request.body.get("stream"):
        await request.begin()
        await request.end()
    else:
        await good(request)


async def always_streams(request: Request) -> None:
    if request.lists:
        await good(request)
    else:
        await streamed(request, answer(request) if request.writes else request.word)


HABITS.append(Habit("streams whether or not it is asked to", "gateways", always_streams))


async def kept_alive(request: Request) -> None:
    if request.writes:
        await good(request)
        return
    await request.begin("application/json")
    for _ in range(3):
        await request.raw("\n")
    await request.raw(json.dumps(whole(request.word)))
    await request.end()


HABITS.append(Habit("empty lines before a whole reply", "DeepSeek", kept_alive))


# --- Broken before a word, or after the last ------------------------------------------------------

OVERLOADED: Final = {
    "type": "error",
    "error": {"type": "overloaded_error", "message": "Overloaded"},
}


def at_first(begin: Handler) -> Handler:
    """Writes so once, and is good from then on."""
    writings = 0

    async def play(request: Request) -> None:
        nonlocal writings
        writings += 1
        await (begin if writings == 1 else good)(request)

    return play


def breaks_off(*events: object, closed: bool = False) -> Handler:
    async def play(request: Request) -> None:
        await request.begin()
        for event in events:
            await request.event(event)
        await (request.end() if closed else request.break_off())

    return play


for name, begin in {
    "a role": breaks_off(piece("", role="assistant")),
    "a thought": breaks_off(piece(None, reasoning_content="Who ordered it?")),
    "a role, properly closed": breaks_off(piece("", role="assistant"), closed=True),
    "an error": breaks_off(piece("", role="assistant"), OVERLOADED, closed=True),
    "an error in words": breaks_off(
        piece("", role="assistant"), {"error": {"message": "worker died"}}, closed=True
    ),
    "an error at first": breaks_off(OVERLOADED, closed=True),
    "a limit": breaks_off(
        piece("", role="assistant"), error("slow down", kind="rate_limit_error"), closed=True
    ),
}.items():
    stream(f"broken off once, after {name}", "proxies", most=6)(at_first(begin))

stream("filtered before a word", "Amazon", code="reply_filtered")(
    breaks_off(piece("", "guardrail_intervened"), "[DONE]", closed=True)
)
stream("broken off always, after a role", "proxies", code="reply_cut", most=8)(
    breaks_off(piece("", role="assistant"))
)

for name, rest in {
    "JSON that is cut": 'data: {"id": "c", "choi\n\n',
    "an error": 'data: {"error": {"message": "Internal error", "code": 500}}\n\n',
    "a page": "<html><body>502 Bad Gateway</body></html>\n",
    "an end in small letters": "data: [done]\n\n",
    "a list of nothing": "data: {\n\ndata: []\n\n",
}.items():

    @stream(f"after the end, {name}", "proxies")
    async def _(request: Request, rest: str = rest) -> None:
        await request.begin()
        for frame in frames(answer(request)):
            await request.raw(frame)
        await request.raw(rest)
        await request.end()


for name, line in {
    "an event that is cut": 'data: {"id": "c", "choices": [{"del\n\n',
    "a line that is cut, no empty line after it": 'data: {"id": "c", "choices": [{"del\n',
    "a line that is no field": "Warning: buffer\n",
}.items():

    @stream(f"{name} among good ones", "proxies")
    async def _(request: Request, line: str = line) -> None:
        await request.begin()
        for frame in frames(answer(request)):
            await request.raw(frame + line.encode())
        await request.event("[DONE]")
        await request.end()


for name, counted in {
    "texts": {"prompt_tokens": "12", "completion_tokens": "n/a"},
    "below nothing": {"prompt_tokens": -1, "completion_tokens": -1},
    "a text": "n/a",
    "texts within": {"prompt_tokens": 1, "completion_tokens_details": "none"},
}.items():

    @stream(f"tokens counted as {name}", "gateways")
    async def _(request: Request, counted: object = counted) -> None:
        await request.begin()
        for frame in frames(answer(request)):
            await request.raw(frame)
        await request.event({**piece(), "choices": [], "usage": counted})
        await request.event("[DONE]")
        await request.end()


# --- Errors in the place of a reply -------------------------------------------------------------


@stream("an error in the stream", "OpenRouter", code="server_overloaded", says="Provider returned")
async def _(request: Request) -> None:
    await request.begin()
    await request.event(piece("One source"))
    failed = {"code": 502, "message": "Provider returned error", "metadata": {"name": "X"}}
    await request.event({**piece("", "error"), "error": failed})
    await request.event("[DONE]")
    await request.end()


@stream("an error after a sentence", "vLLM", code="reply_broken", says="CUDA", kept=QUOTED)
async def _(request: Request) -> None:
    await request.begin()
    for frame in frames(half(request), None):
        await request.raw(frame)
    await request.event(error("CUDA error: an illegal memory access", code=None))
    await request.end()


@stream("an event named an error", "LM Studio", code="context_too_long", says="context length")
async def _(request: Request) -> None:
    words = (
        "The number of tokens to keep from the initial prompt is greater than the context length."
    )
    await request.begin()
    await request.raw("event: error\ndata: " + json.dumps({"error": {"message": words}}) + "\n\n")
    await request.end()


@stream("an event named an error, in words", "gateways", code="reply_broken", says="worker died")
async def _(request: Request) -> None:
    await request.begin()
    await request.raw("event: error\ndata: the worker died\n\n")
    await request.end()


# --- Replies that are none, or have no end ------------------------------------------------------


@stream("nothing said", "everybody", code="reply_empty", says="said nothing")
async def _(request: Request) -> None:
    await streamed(request, "")


@stream("a refusal beside the content", "OpenAI", code="reply_declined", says="can’t help with")
async def _(request: Request) -> None:
    await request.begin()
    await request.event(piece(None, refusal="I’m sorry, I can’t help with that."))
    await request.event(piece(finish="stop"))
    await request.event("[DONE]")
    await request.end()


REFUSALS: Final = {
    "no help": "I'm sorry, but I can't assist with that request.",
    "as an AI": "As an AI model, I cannot provide information on political matters of today.",
    "a policy": "This request violates our policy on content and cannot be completed.",
    "a scope": "Sorry, that is beyond my present scope. Let’s talk about something else.",
    "comfort": "I apologize, but I do not feel comfortable discussing armies.",
    "Chinese": "很抱歉，我无法回答这个问题。",
    "Spanish": "Lo siento, no puedo ayudar con esa petición.",
}
for about, words in REFUSALS.items():

    @stream(f"a refusal in words: {about}", "everybody", code="reply_declined", says="declined")
    async def _(request: Request, words: str = words) -> None:
        await streamed(request, words)


@stream("silence in the first person", "everybody", silent=True)
async def _(request: Request) -> None:
    await streamed(request, "I can't tell from this article, which names nobody.")


for finish in ("error", "network_error", "timeout", "insufficient_system_resource", "cancelled"):

    @stream(f"broken off, told {finish}", "DeepSeek, Zhipu", code="reply_cut", kept=QUOTED)
    async def _(request: Request, finish: str = finish) -> None:
        await streamed(request, half(request), finish)


for finish in (
    *("content_filter", "SAFETY", "RECITATION", "guardrail_intervened"),
    "content_filter: RECITATION",
):

    @stream(f"stopped by {finish}", "Azure, Gemini", code="reply_filtered", kept=QUOTED)
    async def _(request: Request, finish: str = finish) -> None:
        await streamed(request, half(request), finish)


@stream("the same sentence for ever", "small models", code="reply_repetitive", kept=FIRST)
async def _(request: Request) -> None:
    one, _ = request.labels
    await request.begin()
    while True:
        await request.event(piece(f"{FACTS[0]} [{one}]. "))


@stream("the same words for ever", "small models", code="reply_repetitive", kept=FIRST)
async def _(request: Request) -> None:
    one, _ = request.labels
    await request.begin()
    await request.event(piece(f"{FACTS[0]} [{one}]. At least some of"))
    while True:
        await request.event(piece(" Cuba’s military advisers and"))


@stream("empty lines for ever", "small models", code="reply_repetitive", kept=QUOTED)
async def _(request: Request) -> None:
    one, _ = request.labels
    await request.begin()
    await request.event(piece(f"{FACTS[0]} [{one}]. "))
    while True:
        await request.event(piece("\n"))


@stream("a second choice beside the first", "proxies that sample twice")
async def _(request: Request) -> None:
    other = piece("President Trump ordered 65 advisers to leave [6]. ")
    other["choices"][0]["index"] = 1
    await request.begin()
    for part in cut(answer(request), 40):
        await request.event(piece(part))
        await request.event(other)
    await request.event(piece(finish="stop"))
    await request.event("[DONE]")
    await request.end()


@stream("longer than its limit, without an end", "servers that ignore the limit")
async def _(request: Request) -> None:
    await request.begin()
    await request.event(piece(answer(request) + "\n\n"))
    number = 0
    while True:
        number += 1
        await request.event(piece(f"Paragraph {number} has {number * 7} words about oil. "))


@stream("bytes without an end", "broken servers", code="reply_endless")
async def _(request: Request) -> None:
    await request.begin()
    while True:
        await request.raw("x" * 65_536)
