"""The `openai` package as a client of the HTTP API, and its replies in one form."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from openai import AsyncOpenAI, AsyncStream, DefaultAsyncHttpxClient
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from pydantic import BaseModel

from api.settings import Settings
from tests.api.server import CANONICAL, running

Messages = Sequence[Mapping[str, object]]

ASKED: Final[list[dict[str, Any]]] = [{"role": "user", "content": CANONICAL}]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reply comes to, however it was sent."""

    content: str
    annotations: list[dict[str, Any]]
    detail: dict[str, Any]
    finish_reason: str | None


@asynccontextmanager
async def chatting(
    settings: Settings, heartbeat: float = 60.0, key: str = "none"
) -> AsyncIterator[AsyncOpenAI]:
    """A client of the API behind a real server."""
    async with running(settings, heartbeat) as plain:
        base_url = f"{str(plain.base_url).rstrip('/')}/v1"
        http = DefaultAsyncHttpxClient(trust_env=False)
        async with AsyncOpenAI(
            base_url=base_url, api_key=key, max_retries=0, http_client=http
        ) as client:
            yield client


async def whole(
    client: AsyncOpenAI, messages: Messages = ASKED, model: str = "assistant"
) -> ChatCompletion:
    """A reply, whole."""
    sent: Any = messages
    reply: ChatCompletion = await client.chat.completions.create(model=model, messages=sent)
    return reply


async def begun(
    client: AsyncOpenAI, messages: Messages = ASKED, **more: object
) -> AsyncStream[ChatCompletionChunk]:
    """A stream of a reply."""
    sent: Any = {"model": "assistant", "messages": messages, **more}
    stream: AsyncStream[ChatCompletionChunk] = await client.chat.completions.create(
        **sent, stream=True
    )
    return stream


async def streamed(
    client: AsyncOpenAI, messages: Messages = ASKED, **more: object
) -> list[ChatCompletionChunk]:
    """The chunks of a reply."""
    return [chunk async for chunk in await begun(client, messages, **more)]


def shown(reply: ChatCompletion) -> Shown:
    """What a whole reply comes to."""
    [choice] = reply.choices
    return Shown(
        content=choice.message.content or "",
        annotations=[each.to_dict() for each in choice.message.annotations or ()],
        detail=extra(reply)["article_assistant"],
        finish_reason=choice.finish_reason,
    )


def together(chunks: Sequence[ChatCompletionChunk]) -> Shown:
    """What a stream comes to, put together as a client does."""
    choices = [choice for chunk in chunks for choice in chunk.choices]
    annotations = [dict(each) for c in choices for each in extra(c.delta).get("annotations", ())]
    assert [each.pop("index") for each in annotations] == list(range(len(annotations)))
    detail: dict[str, Any] = {"claims": [], "withheld": [], "notes": []}
    for chunk in chunks:
        for name, value in extra(chunk).get("article_assistant", {}).items():
            detail[name] = [*detail[name], *value] if isinstance(value, list) else value
    return Shown(
        content="".join(choice.delta.content or "" for choice in choices),
        annotations=annotations,
        detail=detail,
        finish_reason=choices[-1].finish_reason,
    )


def extra(model: BaseModel) -> dict[str, Any]:
    """What the package passes on without knowing it."""
    return model.model_extra or {}
