"""Server-sent events: numbered, with heartbeats, and ended when the client has gone."""

from __future__ import annotations

import asyncio
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

from api.asgi.problems import PROBLEM, Problem, problem_of

T = TypeVar("T")

HEARTBEAT: Final = 15.0
"""Seconds without an event after which a comment says that there is still someone."""

_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its name; `data` is written as JSON."""

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
    """What the OpenAPI document says about a stream of these events, by their names.

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


async def event_stream(request: Request, events: AsyncGenerator[Told, None]) -> EventStream:
    """The events as a response, the last one `error` with a problem when something fails."""
    numbers = count(1)

    def frame(told: Told) -> bytes:
        data = json.dumps(told.data, ensure_ascii=False)
        return format_sse_event(data_str=data, event=told.event, id=str(next(numbers)))

    def failed(problem: Problem) -> Told:
        return Told("error", problem.model_dump())

    return await streamed(request, events, frame, failed)


async def streamed(
    request: Request,
    events: AsyncGenerator[T, None],
    frame: Callable[[T], bytes],
    failed: Callable[[Problem], T],
) -> EventStream:
    """The events as a response, the last one telling what `failed`, if something did.

    What fails at once is raised, so that it is answered with a status of its own: there is no
    response yet until the first event, or the first heartbeat.
    """
    beating = with_heartbeats(events, request.state.heartbeat)
    first = await anext(beating)
    return EventStream(_frames(first, beating, frame, failed), beating)


async def with_heartbeats(
    events: AsyncGenerator[T, None], seconds: float
) -> AsyncGenerator[T | None, None]:
    """The events as they come, and None whenever none has come for so long.

    One task runs them from the first to the last, and is stopped when this is closed.
    """
    waiting: asyncio.Queue[tuple[T] | None] = asyncio.Queue()

    async def drain() -> None:
        try:
            async with aclosing(events):
                async for event in events:
                    waiting.put_nowait((event,))
        finally:
            waiting.put_nowait(None)

    draining = asyncio.create_task(drain())
    try:
        while True:
            try:
                async with asyncio.timeout(seconds):
                    item = await waiting.get()
            except TimeoutError:
                yield None
                continue
            if item is None:
                break
            yield item[0]
        await draining  # it ended; what failed in it is raised here
    finally:
        draining.cancel()
        await asyncio.wait([draining])


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
