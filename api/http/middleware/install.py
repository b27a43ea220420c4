"""The middleware of a server, put around its app in the order in which requests pass it."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware

from api.http.middleware.answer_limit import AnswerLimit
from api.http.middleware.authentication import KeyAuthentication
from api.http.middleware.body_limit import BodyLimit
from api.http.middleware.request_log import RequestLog
from api.http.middleware.security_headers import SecurityHeaders
from api.http.server_state import ServerState
from api.settings import Settings

TELEMETRY: Final[TelemetryConfig] = {
    "auto_configure": True,  # where OTEL_EXPORTER_OTLP_ENDPOINT says, if that is set
    "metrics": False,  # Prometheus has them
    "logs": False,  # they would have what exceptions say
    "operation_spans": False,
    "exclude": lambda scope: scope["path"] == "/search",  # its span would have the query
}
"""FastAPI's own spans: one a request."""


def install(app: FastAPI, settings: Settings, state: ServerState) -> None:
    """Put the middleware around the app; refusals are written by the app's error handlers.

    Starlette's last one added is the outermost, so a request passes these from the bottom up.
    """
    app.add_middleware(AnswerLimit, slots=state.slots)
    app.add_middleware(BodyLimit, upload_mb=settings.max_upload_mb)
    app.add_middleware(KeyAuthentication, rates=state.rates, origins=settings.cors_origins)
    # The app's own handlers are inside of the middleware; what that raises needs them out here too.
    app.add_middleware(ExceptionMiddleware, handlers=app.exception_handlers)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "PUT", "DELETE"],
            allow_headers=["*"],  # OpenAI's clients send headers of their own
            expose_headers=[
                "X-Request-ID",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset",
                "Retry-After",
            ],
        )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog, metrics=state.metrics)
