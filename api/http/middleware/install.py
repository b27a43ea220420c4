"""What keeps a server safe and watched, put around the app."""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.security import HTTPBearer
from fastapi.telemetry import TelemetryConfig
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware

from api.answer_slots import AnswerSlots
from api.http.health import Health
from api.http.middleware.authentication import Gate
from api.http.middleware.body_limit import AnswerLimit, BodyLimit, RateLimits
from api.http.middleware.metering import MeteredAssistant
from api.http.middleware.metrics import Metrics
from api.http.middleware.request_log import Observing
from api.http.middleware.security_headers import SecurityHeaders
from api.settings import Settings


class Operations:
    """One app's limits and counters."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.slots = AnswerSlots(settings.max_streams)
        self.metrics = Metrics(lambda: self.slots.running)
        self.health = Health()
        self.assistant = partial(MeteredAssistant, metrics=self.metrics)

    def install(self, app: FastAPI) -> None:
        """Put them around the app, whose handlers say how a refusal looks."""
        settings = self._settings
        app.state.operations = self
        app.include_router(router)
        # The last one added is the outermost.
        app.add_middleware(AnswerLimit, slots=self.slots)
        app.add_middleware(BodyLimit, upload_mb=settings.max_upload_mb)
        rates = RateLimits(settings.rate_limit) if settings.rate_limit else None
        app.add_middleware(Gate, rates=rates, origins=settings.cors_origins)
        app.add_middleware(ExceptionMiddleware, handlers=app.exception_handlers)
        if settings.cors_origins:
            app.add_middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=["GET", "POST", "DELETE"],
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
        app.add_middleware(Observing, metrics=self.metrics)


bearer = HTTPBearer(auto_error=False, description="An API key, where the server has any.")
"""Says in the OpenAPI document how a key is sent; the gate is who looks at it."""

TELEMETRY: Final[TelemetryConfig] = {
    "auto_configure": True,  # where OTEL_EXPORTER_OTLP_ENDPOINT says, if that is set
    "metrics": False,  # Prometheus has them
    "logs": False,  # they would have what exceptions say
    "operation_spans": False,
    "exclude": lambda scope: scope["path"] == "/search",  # its span would have the query
}
"""FastAPI's own spans: one a request."""

router = APIRouter()


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """What is counted, for Prometheus."""
    operations: Operations = request.app.state.operations
    return Response(operations.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)
