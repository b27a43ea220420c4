"""Server-sent events: numbered, with heartbeats, and ended when the client has gone."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, TypeVar

from fastapi import Request
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from api.asgi.heartbeats import with_heartbeats
from api.asgi.problems import PROBLEM, Problem, problem_of

T = TypeVar("T")

HEARTBEAT: Final = 15.0
"""Seconds without an event after which a comment is sent: proxies close idle connections."""

_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """An event of a stream: its name, and data that is written as JSON."""

    event: str
    data: Any


class EventStream(StreamingResponse):
    """A response of events; when it ends, for whatever reason, `source` is closed."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncIterator[bytes], source: AsyncGenerator[Any, None]) -> None:
        super().__init__(frames, headers=_HEADERS)
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, until it ends or the client has gone."""
        async with aclosing(self._source):
            await super().__call__(scope, receive, send)


def documented_events(schemas: Mapping[str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The response in the OpenAPI document for a stream of these events, by their names.

    The schema is that of each event: OpenAPI has no other place for it before 3.2.
    """
    named = {**schemas, "error": PROBLEM}
    kinds = [
        {"properties": {"event": {"const": name}, "data": _json_text(schema)}}
        for name, schema in named.items()
    ]
    item = {"type": "object", "required": ["event", "data", "id"], "oneOf": kinds}
    content = {EventStream.media_type: {"schema": item}}
    return {200: {"description": "Server-sent events", "content": content}}


def _json_text(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "string", "contentMediaType": "application/json", "contentSchema": schema}


async def event_stream(
    request: Request, events: AsyncGenerator[ServerSentEvent, None]
) -> EventStream:
    """The events as a response, the last one `error` with a problem when something fails."""
    # Numbered, so that a reader sees whether any is missing; none can be asked for again.
    numbers = count(1)

    def frame(event: ServerSentEvent) -> bytes:
        data = json.dumps(event.data, ensure_ascii=False)
        return format_sse_event(data_str=data, event=event.event, id=str(next(numbers)))

    def failed(problem: Problem) -> ServerSentEvent:
        return ServerSentEvent("error", problem.model_dump())

    return await streamed(request, events, frame, failed)


async def streamed(
    request: Request,
    events: AsyncGenerator[T, None],
    frame: Callable[[T], bytes],
    failed: Callable[[Problem], T],
) -> EventStream:
    """The events as a response; when something fails, the last one is what `failed` makes of it.

    What fails before the first event, or the first heartbeat, is raised: no response has begun
    then, so it can have a status of its own.
    """
    # Awaiting the first event here, before any response exists, lets early failures have a status.
    beating = with_heartbeats(events, request.state.heartbeat)
    first = await anext(beating)
    return EventStream(_frames(first, beating, frame, failed), beating)


async def _frames(
    first: T | None,
    rest: AsyncGenerator[T | None, None],
    frame: Callable[[T], bytes],
    failed: Callable[[Problem], T],
) -> AsyncIterator[bytes]:
    yield KEEPALIVE_COMMENT if first is None else frame(first)
    try:
        async for event in rest:
            yield KEEPALIVE_COMMENT if event is None else frame(event)
    except Exception as error:  # noqa: BLE001 - whatever it is, the client is told, and the log
        yield frame(failed(problem_of(error)))
