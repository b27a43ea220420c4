"""How large a request's body may be, and how slowly it may come."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.middleware.route_roles import is_upload

MOST_BYTES: Final = 1_000_000
"""Of a request's body, where no article is uploaded."""

_AROUND_AN_UPLOAD: Final = 100_000
"""Bytes of a form besides the file in it."""

PATIENCE: Final = 10.0
"""Seconds without a byte after which the rest of a body is not waited for."""

SLOWEST: Final = 10_000
"""Bytes a second at which a body has to come once PATIENCE is over; a bad line is faster.

Without it, a byte every nine seconds would hold a connection for hours.
"""


class BodyLimit:
    """Refuses a body that is too large or too slow.

    One whose Content-Length is too large is refused before any of it is read.
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
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared[:20]) > most:
            raise _too_large(advice)
        received = 0
        whole = False
        clock = asyncio.get_running_loop().time
        began = clock()

        async def receive_some() -> Message:
            nonlocal received, whole
            if whole:  # the next message is that the client has left, which may take long
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
    """Until when the next part of a body has to come; `began` and `now` are times of one clock.

    The body has `patience` from now on, unless what was `received` is so little that it should
    have come earlier.
    """
    return patience + min(now, began + received / SLOWEST)


def _too_large(advice: str) -> HTTPException:
    return HTTPException(413, advice, {"Connection": "close"})  # what is left of it is not read


def _too_slow() -> HTTPException:
    return HTTPException(
        408, "the body did not come; send the request again", {"Connection": "close"}
    )
