"""How much one may ask of a server: how often, how long, and how many at a time."""

from __future__ import annotations

import asyncio
import math
import time
from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.answer_slots import AnswerSlots
from api.asgi.request_context import current
from api.http.middleware.route_roles import is_asking, is_upload

MOST_BYTES: Final = 1_000_000
"""Of a request's body, where no article is uploaded."""

_AROUND_AN_UPLOAD: Final = 100_000
"""Bytes of a form besides the file in it."""

PATIENCE: Final = 10.0
"""Seconds without a byte after which the rest of a body is not waited for."""

SLOWEST: Final = 10_000
"""Bytes a second at which a body has to come, once PATIENCE is over: a bad line is faster."""


class RateLimits:
    """How often each may ask, counted in this process."""

    def __init__(self, limit: str) -> None:
        """`limit` is like `300/minute`."""
        self._limit = parse(limit)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def hit(self, who: str) -> dict[str, str]:
        """Count a request; what its response says of the limit. HTTPException 429 beyond it."""
        allowed = self._limiter.hit(self._limit, who)
        window = self._limiter.get_window_stats(self._limit, who)
        seconds = str(max(0, math.ceil(window.reset_time - time.time())))
        headers = {
            "RateLimit-Limit": str(self._limit.amount),
            "RateLimit-Remaining": str(max(0, window.remaining)),
            "RateLimit-Reset": seconds,
        }
        if not allowed:
            raise HTTPException(
                429,
                f"that was more than {self._limit}; ask again in {seconds} s",
                headers | {"Retry-After": seconds},
            )
        return headers


class BodyLimit:
    """Refuses a body that is too large, before it is read if it says so, and one that is too slow.

    `patience`: as PATIENCE explains.
    """

    def __init__(self, app: ASGIApp, upload_mb: int, patience: float = PATIENCE) -> None:
        self._app = app
        self._upload_mb = upload_mb
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, advice = MOST_BYTES, f"the body may have {MOST_BYTES // 1_000_000} MB"
        if is_upload(scope):
            most = self._upload_mb * 1_000_000 + _AROUND_AN_UPLOAD
            advice = f"an article may have {self._upload_mb} MB; give a part of it"
        told = Headers(scope=scope).get("content-length", "")
        if told.isdecimal() and int(told[:20]) > most:
            raise _too_large(advice)
        received = 0
        whole = False
        clock = asyncio.get_running_loop().time
        began = clock()

        async def receive_some() -> Message:
            nonlocal received, whole
            if whole:  # what is waited for now is that the client leaves
                return await receive()
            try:
                async with asyncio.timeout_at(deadline(began, clock(), received, self._patience)):
                    message = await receive()
            except TimeoutError:
                raise _too_slow() from None
            received += len(message.get("body", b""))
            if received > most:
                raise _too_large(advice)
            whole = not message.get("more_body", False)
            return message

        await self._app(scope, receive_some, send)


def deadline(began: float, now: float, received: int, patience: float = PATIENCE) -> float:
    """When more of a body has to have come that began then, has come this far, and is read now."""
    return patience + min(now, began + received / SLOWEST)


class AnswerLimit:
    """Answers only as many questions at a time as there are slots.

    A request gets its slot once its body has come: before that it costs next to nothing, and a
    body that never comes keeps nobody out.
    """

    def __init__(self, app: ASGIApp, slots: AnswerSlots) -> None:
        self._app = app
        self._slots = slots

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request."""
        if scope["type"] != "http" or not is_asking(scope):
            await self._app(scope, receive, send)
            return
        self._slots.check()  # rather than read a body in vain
        body = await _whole_body(receive)
        if body is None:
            return
        request = current.get()
        with self._slots.slot(request.key if request else None):
            await self._app(scope, _with_body(body, receive), send)


async def _whole_body(receive: Receive) -> bytes | None:
    """A request's body; None when the client has gone."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def _with_body(body: bytes, receive: Receive) -> Receive:
    """What the app receives: the body that has been read, then what comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay


def _too_large(advice: str) -> HTTPException:
    return HTTPException(413, advice, {"Connection": "close"})  # what is left of it is not read


def _too_slow() -> HTTPException:
    return HTTPException(
        408, "the body did not come; send the request again", {"Connection": "close"}
    )
