"""Every request gets an id, a line in the log, and is counted."""

from __future__ import annotations

import logging
import re
import secrets
from time import perf_counter

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.asgi.request_context import RequestRecord, current
from api.http.middleware.metrics import Metrics

log = logging.getLogger(__name__)


class Observing:
    """Around all else. An `X-Request-ID` that is fit for one is taken over, and sent back."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = RequestRecord(_request_id(Headers(scope=scope).get("x-request-id", "")))
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = record.id
            await send(message)

        start = perf_counter()
        token = current.set(record)
        try:
            await self._app(scope, receive, send_with_id)
        except Exception:  # after the response began, or its handler would have answered
            log.exception("a response was broken off")
        finally:
            self._note(scope, record, status, perf_counter() - start)
            current.reset(token)

    def _note(self, scope: Scope, record: RequestRecord, status: int, seconds: float) -> None:
        is_file = scope["path"].startswith("/web/")  # a dozen for each page: not worth a line
        # A path could be a question, so of what is not ours it is not said.
        route = "/web" if is_file else getattr(scope.get("route"), "path", "unknown")
        self._metrics.requested(scope["method"], route, status, seconds)
        fields = {
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "key": record.key,
            "outcome": record.outcome,
        }
        log.log(logging.DEBUG if is_file else logging.INFO, "request", extra={"fields": fields})


def _request_id(given: str) -> str:
    return given if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", given) else secrets.token_hex(8)
