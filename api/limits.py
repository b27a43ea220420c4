"""How much one may ask of a server: how often, how long, and how many at a time."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routes import is_asking, is_upload

MOST_BYTES: Final = 1_000_000
"""Of a request's body, where no article is uploaded."""

_AROUND_AN_UPLOAD: Final = 100_000
"""Bytes of a form besides the file in it."""


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
    """Refuses a body that is too large before it is read or, without its length, as it comes."""

    def __init__(self, app: ASGIApp, upload_mb: int) -> None:
        self._app = app
        self._upload_mb = upload_mb

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

        async def receive_some() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise _too_large(advice)
            return message

        await self._app(scope, receive_some, send)


class Streams:
    """The answers being worked on, no more than `most`, and none any more when draining."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.running = 0
        self.draining = False

    def check(self) -> None:
        """HTTPException 503 when no more may be begun."""
        if self.draining:
            raise _not_now("the server is stopping", 5)
        if self.running >= self._most:
            raise _not_now(f"{self._most} answers are being worked on, which is the most", 2)

    @contextmanager
    def one(self) -> Iterator[None]:
        """While one more runs; HTTPException 503 when it may not."""
        self.check()
        with self.counted():
            yield

    @contextmanager
    def counted(self) -> Iterator[None]:
        """While one more runs, whose asker has been told that it will."""
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1


class StreamLimit:
    """Requests for answers, from their head to their last byte, are `streams`."""

    def __init__(self, app: ASGIApp, streams: Streams) -> None:
        self._app = app
        self._streams = streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request."""
        if scope["type"] == "http" and is_asking(scope):
            with self._streams.one():
                await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _too_large(advice: str) -> HTTPException:
    return HTTPException(413, advice, {"Connection": "close"})  # what is left of it is not read


def _not_now(reason: str, seconds: int) -> HTTPException:
    return HTTPException(503, f"{reason}; ask again later", {"Retry-After": str(seconds)})
