"""Whether a server is alive and ready, what is missing when it is not, and what it counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final, Literal

import httpx
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from api.asgi.problems import documented
from api.disk import DiskUnwell, room
from api.settings import Settings
from api.wiring import Parts
from assistant.models.prices import OPENAI
from index.embedding.compatibility import check_embedder
from index.embedding.minilm import MiniLM
from index.errors import IndexingError
from index.patience import OutOfReach
from index.retriever import EXACT

FRESH: Final = 2.0
"""Seconds that a finding holds: probes come often, and some checks cost something."""

PATIENCE: Final = 3.0
"""Seconds that a check may take: what is told is never older than both together."""


class Alive(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"


class Finding(BaseModel):
    """Whether a part is ready; `detail`, for those who manage, says what is wrong with it."""

    ready: bool
    detail: str | None = None


class Readiness(BaseModel):
    """`degraded`: questions are answered, but not as well as they could be.

    Without the model the articles are quoted instead; without the index of vectors, or an embedder
    that is elsewhere, what answers is found by words alone; without room on the disk, or the right
    to write to the database, nothing new is kept.
    """

    status: Literal["ready", "degraded", "not ready"]
    checks: dict[str, Finding]


@dataclass(slots=True)
class _Checked:
    findings: dict[str, Finding]
    at: float


class Health:
    """Checks the parts, at most every FRESH seconds, whoever asks."""

    def __init__(self) -> None:
        self._checked: _Checked | None = None
        self._checking = asyncio.Lock()

    async def checks(self, parts: Parts) -> dict[str, Finding]:
        """Whether each part is ready, the model too where one is asked."""
        # Probes that come together wait for one check instead of starting one each.
        async with self._checking:
            if self._checked is None or monotonic() - self._checked.at > FRESH:
                checks: dict[str, Callable[[Parts], Awaitable[object]]] = {
                    "library": _library,
                    "embedder": _embedder,
                    "chroma": _chroma,
                    "disk": room,
                }
                if parts.model is not None:
                    checks["model"] = _model
                findings = await asyncio.gather(*(_look(*each, parts) for each in checks.items()))
                self._checked = _Checked(dict(zip(checks, findings, strict=True)), monotonic())
            return self._checked.findings


router = APIRouter()


@router.get("/health/live")
async def live() -> Alive:
    """Whether the server answers at all."""
    return Alive()


@router.get(
    "/health/ready",
    response_model=Readiness,
    responses={421: documented()[421], 503: {"model": Readiness}},
)
async def ready(request: Request) -> JSONResponse:
    """Whether questions can be answered; 503 while they cannot, or the server is stopping."""
    server = request.app.state.server
    checks: dict[str, Finding] = dict(await server.health.checks(request.state.parts))
    if server.slots.draining:
        checks["server"] = Finding(ready=False, detail="the server is stopping")
    missing = {name for name, finding in checks.items() if not finding.ready}
    dispensable = {"model", "chroma", "disk"}
    if not isinstance(request.state.parts.embedder, MiniLM):  # without which no text is compared
        dispensable.add("embedder")
    status: Literal["ready", "degraded", "not ready"] = "degraded" if missing else "ready"
    if missing - dispensable:
        status = "not ready"
    # Details name hosts and files: they are for those who manage.
    if not request.state.manages:
        checks = {name: Finding(ready=finding.ready) for name, finding in checks.items()}
    readiness = Readiness(status=status, checks=checks)
    return JSONResponse(readiness.model_dump(), 503 if status == "not ready" else 200)


@router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """The counters, for Prometheus."""
    return Response(request.app.state.server.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)


async def _look(name: str, check: Callable[[Parts], Awaitable[object]], parts: Parts) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE):
            await check(parts)
    except TimeoutError:
        return Finding(ready=False, detail=f"no answer within {PATIENCE:g} s. {_IF_SLOW[name]}")
    except (IndexingError, OutOfReach, httpx.HTTPError, DiskUnwell, _Unwell) as error:
        return Finding(ready=False, detail=str(error) or type(error).__name__)
    return Finding(ready=True)


_IF_SLOW: Final = {
    "library": "Is its database there, and has it too much to do?",
    "embedder": "Is who makes the vectors there? Questions are answered by words meanwhile.",
    "chroma": "Is it there, or is it being filled? Questions are answered by words meanwhile.",
    "disk": "Does it still answer?",
    "model": "Is its server there? Articles are quoted meanwhile.",
}


class _Unwell(Exception):
    pass


async def _library(parts: Parts) -> None:
    survey = await parts.articles.survey(EXACT)
    check_embedder(survey.embedder, parts.embedder.name)


async def _embedder(parts: Parts) -> None:
    await parts.embedder.embed(["Who says so?"])


async def _chroma(parts: Parts) -> None:
    """Checked only where it is needed: a small library is searched without it."""
    if parts.settings.chroma_url or await parts.articles.exceeds(EXACT):
        await parts.neighbours.check()


async def _model(parts: Parts) -> None:
    """Whether the endpoint is there and takes the key; listing its models costs nothing."""
    settings: Settings = parts.settings
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        response = await client.get(
            f"{(settings.base_url or OPENAI).rstrip('/')}/models",
            headers={"Authorization": f"Bearer {settings.api_key or 'none'}"},
        )
    if response.status_code in (401, 403):
        raise _Unwell("the model server refuses the key; is OPENAI_API_KEY right?")
    if response.status_code >= 500:
        raise _Unwell(
            f"the model server is broken or overloaded ({response.status_code}); its log says more"
        )
