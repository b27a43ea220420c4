"""Routes that answer questions, whole or as a stream."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import asdict
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import Field

from api.asgi.inputs import LibraryOf, ScopeFields, Text, Turn
from api.asgi.problems import documented
from api.asgi.sse import EventStream, ServerSentEvent, documented_events, event_stream
from api.presentation.passage_json import FoundPassage
from assistant.types import Answer, Claim, Done, Event, Sources, Withheld

router = APIRouter()

_PASSAGES: Final = {"type": "array", "items": {"$ref": "#/components/schemas/FoundPassage"}}
EVENTS: Final[dict[str, dict[str, Any]]] = {
    "sources": {
        "type": "object",
        "properties": {
            "standalone_question": {"type": "string"},
            "passages": _PASSAGES,
            "is_list": {"type": "boolean"},
            "searched_without": {
                "anyOf": [{"$ref": "#/components/schemas/Lack"}, {"type": "null"}]
            },
        },
        "required": ["standalone_question", "passages", "is_list", "searched_without"],
    },
    "claim": {"$ref": "#/components/schemas/Claim"},
    "withheld": {"$ref": "#/components/schemas/Withheld"},
    "done": {"$ref": "#/components/schemas/Answer"},
}
"""The schemas of the stream's events; those referred to come with the other endpoints."""


class Asked(ScopeFields):
    """A question, the articles that it is asked about, and what was said before."""

    question: Text
    history: list[Turn] = Field(
        default_factory=list, description="What was said before, the oldest first."
    )


@router.post("/ask", response_model=Answer, responses=documented(404, 409, 413, 422, 503))
async def ask(question: Asked, library: LibraryOf) -> JSONResponse:
    """Answer a question; `outcome` says whether the articles do."""
    history = [turn.message for turn in question.history]
    answer = await library.ask(question.question, question.scope, history)
    return JSONResponse(answer.as_json())


@router.post(
    "/ask/stream",
    response_class=EventStream,
    status_code=200,
    responses=documented(404, 409, 413, 422, 503) | documented_events(EVENTS),
)
async def ask_and_stream(question: Asked, library: LibraryOf, request: Request) -> EventStream:
    """Answer a question as server-sent events, each sentence when it has been checked.

    `sources` come first, then each `claim` and whatever is `withheld`, and last `done` with the
    whole answer, or `error` with a problem.
    """
    history = [turn.message for turn in question.history]
    # Not async with: the response closes the events, after the last byte or when the client leaves.
    events = library.stream(question.question, question.scope, history)
    return await event_stream(request, _server_sent(events))


async def _server_sent(
    events: AsyncGenerator[Event, None],
) -> AsyncGenerator[ServerSentEvent, None]:
    async with aclosing(events):
        async for event in events:
            yield sse_payload(event)


def sse_payload(event: Event) -> ServerSentEvent:
    """An event of the assistant as clients read it."""
    match event:
        case Sources(passages, standalone, is_list):
            found = [asdict(FoundPassage.of(passage)) for passage in passages]
            payload = {
                "standalone_question": standalone,
                "passages": found,
                "is_list": is_list,
                "searched_without": event.searched_without,
            }
            return ServerSentEvent("sources", payload)
        case Claim():
            return ServerSentEvent("claim", event.as_json())
        case Withheld():
            return ServerSentEvent("withheld", asdict(event))
        case Done(answer):
            return ServerSentEvent("done", answer.as_json())
