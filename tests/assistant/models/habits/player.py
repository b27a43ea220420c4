"""A model endpoint that can be told any habit, and what a good model says behind it.

It means the same two sentences, of paragraphs 6 and 22 of the sample, whatever its habits are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.model_server import Exchange, completion, surely

QUESTION: Final = (
    "Who ordered the departures, and are Cuban military advisers still at work in Venezuela?"
)
CITED: Final = frozenset({6, 22})
FACTS: Final = (
    "One source close to Venezuela’s ruling party said Rodriguez had ordered the departures under "
    "pressure from the United States",
    "At least some of Cuba’s military advisers are still at work in Venezuela, four sources said",
)
_KEYS: Final = ("had ordered the departures", "military advisers are still at work")

Handler = Callable[["Request"], Awaitable[None]]
Body = dict[str, Any]


@dataclass(slots=True)
class Clock:
    """The time of the player and of whoever asks it, put on by those who wait."""

    now: float = 0.0

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


CLOCK: Final = Clock()


@dataclass(slots=True)
class Request:
    """A request to the player; `number` counts those to the same habit from 0."""

    exchange: Exchange
    number: int

    @property
    def body(self) -> Body:
        """What was asked; empty where it was a list of the models."""
        return self.exchange.json or {}

    @property
    def prompt(self) -> str:
        """All that the model reads."""
        return "\n".join(str(message["content"]) for message in self.body.get("messages", ()))

    @property
    def limit(self) -> int:
        """The most tokens of the reply."""
        return int(self.body.get("max_completion_tokens") or self.body.get("max_tokens") or 9_999)

    @property
    def lists(self) -> bool:
        """Whether the models are asked for."""
        return not self.body

    @property
    def writes(self) -> bool:
        """Whether an answer is asked for."""
        return "</paragraphs>\n\nQuestion:" in self.prompt

    @property
    def votes(self) -> bool:
        """Whether a passage is put to the vote."""
        return self.prompt.rpartition("\n")[0].rpartition("\n")[2].startswith("Passage: ")

    @property
    def answers(self) -> bool:
        """Whether the passage is one of those that answer."""
        passage = self.prompt.rpartition("\nPassage: ")[2].partition("\nQuestion: ")[0]
        return any(key in passage for key in _KEYS)

    @property
    def labels(self) -> list[str]:
        """The labels of the paragraphs that answer, as the prompt has them."""
        lines = {key: re.search(rf"\[(\w+)\][^\n\[]*{key}", self.prompt) for key in _KEYS}
        return [found[1] if found else "99" for found in lines.values()]

    @property
    def word(self) -> str:
        """The reply of a good model to anything but a question."""
        if self.votes:
            return "yes" if self.answers else "no"
        if "</passages>" in self.prompt:
            numbers = [int(label) for label in self.labels if label != "99"]
            return json.dumps({"passages": numbers})
        return "yes"

    # --- Sending ---------------------------------------------------------------------------------

    async def send(self, status: int, body: object, kind: str = "", **headers: str) -> None:
        """A whole response, of JSON unless its type says otherwise."""
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        named = {"content_type": kind or "application/json", **headers}
        await self.exchange.send(status, text, **named)

    async def begin(self, kind: str = "text/event-stream") -> None:
        """The head of a response that comes in pieces."""
        head = f"HTTP/1.1 200 X\r\ncontent-type: {kind}\r\ntransfer-encoding: chunked\r\n\r\n"
        await self.write(head.encode())

    async def raw(self, data: str | bytes) -> None:
        """A piece of it, as it is."""
        content = data.encode() if isinstance(data, str) else data
        await self.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")

    async def event(self, data: object) -> None:
        """A server-sent event."""
        text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
        await self.raw(f"data: {text}\n\n")

    async def end(self) -> None:
        """The proper end of the response."""
        await self.write(b"0\r\n\r\n")

    async def break_off(self) -> None:
        """An end that is none."""
        self.exchange.writer.close()

    async def stay_open(self) -> None:
        """Nothing more, until nobody listens."""
        await self.exchange.left()

    async def write(self, data: bytes) -> None:
        """Bytes of the response, head and framing included."""
        self.exchange.writer.write(data)
        await self.exchange.writer.drain()


# --- Replies -------------------------------------------------------------------------------------


def answer(request: Request, form: str = "{0} [{1}]. {2} [{3}].") -> str:
    """The two facts and their labels, in this form."""
    one, two = request.labels
    return form.format(FACTS[0], one, FACTS[1], two)


def whole(text: object, finish: str | None = "stop", **message: object) -> Body:
    """A chat completion."""
    reply: Body = completion("", "stop")
    reply["choices"][0]["message"] = {"role": "assistant", "content": text, **message}
    reply["choices"][0]["finish_reason"] = finish
    return reply


def piece(text: object = None, finish: str | None = None, **delta: object) -> Body:
    """A chunk of a streamed completion."""
    content = {} if text is None else {"content": text}
    choice = {"index": 0, "delta": {**content, **delta}, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "model": "played", "choices": [choice]}


def usage(hidden: int = 0) -> Body:
    """The tokens that a reply took, so many of them for thoughts."""
    counted: Body = {"prompt_tokens": 12, "completion_tokens": 3 + hidden, "total_tokens": 15}
    if hidden:
        counted["completion_tokens_details"] = {"reasoning_tokens": hidden}
    return counted


def cut(text: str, size: int = 9) -> Iterator[str]:
    """A text in pieces."""
    return (text[at : at + size] for at in range(0, len(text), size))


async def streamed(
    request: Request, text: str, finish: str = "stop", hidden: int = 0, size: int = 9
) -> None:
    """A streamed reply as OpenAI sends it."""
    await request.begin()
    await request.event(piece("", role="assistant"))
    for part in cut(text, size):
        await request.event(piece(part))
    await request.event(piece(finish=finish))
    if (request.body.get("stream_options") or {}).get("include_usage"):
        await request.event({**piece(), "choices": [], "usage": usage(hidden)})
    await request.event("[DONE]")
    await request.end()


async def told(
    request: Request, text: str, finish: str = "stop", hidden: int = 0, **more: object
) -> None:
    """A reply in the form in which it was asked for."""
    if request.body.get("stream"):
        await streamed(request, text, finish, hidden)
    else:
        reply = whole(text, finish)
        reply["choices"][0] |= more
        await request.send(200, reply | {"usage": usage(hidden)})


async def good(request: Request, text: str = "", *, likelihoods: bool = True) -> None:
    """A model without any habits: it gives likelihoods, and says the two facts or this text."""
    if request.lists:
        await request.send(200, {"object": "list", "data": [{"id": "played"}]})
    elif request.writes:
        await told(request, text or answer(request))
    elif likelihoods and request.votes and request.body.get("logprobs"):
        await told(request, request.word, "length", logprobs=surely(request.word))
    else:
        await told(request, request.word)


def error(
    message: str, param: str | None = None, code: object = None, kind: str = "invalid_request_error"
) -> Body:
    """An error as OpenAI sends it."""
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


# --- Habits --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Habit:
    """What an endpoint does, whose habit that is, and what becomes of a question.

    Without `code` the answer has both facts, in the model's own words where `own` says so. With
    it, that failure is told in words that match `says`, and the article speaks; `kept` are the
    paragraphs whose sentences the model got out before. `silent`: the articles do not say, as
    the model has it. `stays_open`: nothing but a wait shows the end. `most` requests are enough.
    """

    name: str
    whose: str
    play: Handler
    code: str = ""
    says: str = ""
    kept: frozenset[int] = frozenset()
    most: int = 12
    own: bool = True
    silent: bool = False
    stays_open: bool = False
    settings: Sequence[tuple[str, str]] = ()
    path: str = "/v1"


def writing(write: Handler) -> Handler:
    """A habit in writing alone; all else is done well."""

    async def play(request: Request) -> None:
        await (write if request.writes else good)(request)

    return play


def refusing(status: int, body: object, kind: str = "", **headers: str) -> Handler:
    """An endpoint that refuses whatever it is asked."""

    async def play(request: Request) -> None:
        await request.send(status, body, kind, **headers)

    return play
