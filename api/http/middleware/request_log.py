"""An id for every request, its line in the log, and its count."""

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


class RequestLog:
    """The outermost middleware, so that it sees every response, refusals too.

    An `X-Request-ID` of the client is kept where it is harmless, and sent back.
    """

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

        # Set here and not in a route, so that even the refusals of other middleware have the id.
        start = perf_counter()
        token = current.set(record)
        try:
            await self._app(scope, receive, send_with_id)
        except Exception:  # after the response began, or its handler would have answered
            log.exception("a response was broken off")
        finally:
            self._log(scope, record, status, perf_counter() - start)
            current.reset(token)

    def _log(self, scope: Scope, record: RequestRecord, status: int, seconds: float) -> None:
        is_file = scope["path"].startswith("/web/")  # a dozen for each page: not worth a line
        # A path that is no route of ours could hold anything, a question too: it is not logged.
        route = "/web" if is_file else getattr(scope.get("route"), "path", "unknown")
        self._metrics.count_request(scope["method"], route, status, seconds)
        fields = {
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "key": record.key,
            "outcome": record.outcome,
        }
        log.log(logging.DEBUG if is_file else logging.INFO, "request", extra={"fields": fields})


def _request_id(header: str) -> str:
    return header if re.fullmatch(r"[A-Za-z0-9._-]{1,64}", header) else secrets.token_hex(8)
