"""The HTTP API. It has no keys yet: `assistant serve` keeps it on this machine."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import date, datetime, time
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from api.commands import scope
from api.settings import Settings
from api.wiring import Parts, wired
from assistant.errors import QuestionError
from assistant.types import Answer
from index.errors import AmbiguousArticle, ArticleNotFound, IndexingError, NothingToSearch
from index.library import Entry
from index.types import Article

STATUS: Final[dict[type[Exception], int]] = {
    QuestionError: 422,
    ArticleNotFound: 404,
    AmbiguousArticle: 409,
    NothingToSearch: 409,
    IndexingError: 503,
}
"""How an error is answered; the nearest class counts."""


def _whole(text: str) -> str:
    text.encode()  # JSON can write half a character; UTF-8, and so the answer, cannot
    return text


Text = Annotated[str, AfterValidator(_whole)]
Articles = Annotated[
    list[Text], Field(description="Only these articles, by id or its beginning; empty: all.")
]
Sources = Annotated[list[Text], Field(description="Only articles of these sources; empty: all.")]
From = Annotated[date | None, Field(description="Only articles published from this day on.")]
To = Annotated[date | None, Field(description="Only articles published up to this day.")]


class Asked(BaseModel):
    """A question, and the articles that it is asked about."""

    model_config = ConfigDict(extra="forbid")

    question: Text
    articles: Articles = []
    sources: Sources = []
    published_from: From = None
    published_to: To = None


class Alive(BaseModel):
    """The server answers."""

    status: Literal["ok"] = "ok"


class Problem(BaseModel):
    """Problem details (RFC 9457); `detail` says what happened and what to do."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str


class ProblemResponse(JSONResponse):
    """A problem as it is sent."""

    media_type = "application/problem+json"


def create_app(settings: Settings) -> FastAPI:
    """The API over the library that the settings name, which is open while the app runs."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, Parts]]:
        async with wired(settings) as parts:
            yield {"parts": parts}

    app = FastAPI(
        title="Article Assistant",
        version=version("article-assistant"),
        lifespan=lifespan,
        docs_url=None,  # its page comes from elsewhere; /openapi.json is ours
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        exception_handlers={
            **{kind: partial(_failed, status) for kind, status in STATUS.items()},
            RequestValidationError: _unreadable,
            HTTPException: _refused,
            Exception: _unexpected,
        },
    )
    app.include_router(router)
    return app


def is_loopback(host: str) -> bool:
    """Whether a host, as a name or an address, is this machine to itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says about the ways in which a request fails."""
    content = {ProblemResponse.media_type: {"schema": Problem.model_json_schema()}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in (421, *statuses)
    }


async def _addressed_to_this_machine(request: Request) -> None:
    """Without it, a web page whose name is made to resolve to this machine could read articles."""
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}").hostname
    except ValueError:
        host = None
    if not is_loopback(host or ""):
        raise HTTPException(421, "this server answers on this machine only; ask it as 127.0.0.1")


async def _parts(request: Request) -> Parts:
    parts: Parts = request.state.parts
    return parts


PartsOf = Annotated[Parts, Depends(_parts)]
router = APIRouter(dependencies=[Depends(_addressed_to_this_machine)])


@router.post("/ask", response_model=Answer, responses=_problems(404, 409, 422, 503))
async def ask(asked: Asked, parts: PartsOf) -> JSONResponse:
    """Answer a question; `outcome` says whether the articles do."""
    first, last = _midnight(asked.published_from), _midnight(asked.published_to)
    within = scope(asked.articles, asked.sources, first, last)
    answer = await parts.assistant.ask(asked.question, within)
    return JSONResponse(answer.as_json())


@router.get("/articles", response_model=list[Entry], responses=_problems(503))
async def articles(parts: PartsOf) -> JSONResponse:
    """List the library's articles, the latest added first."""
    return JSONResponse([entry.as_json() for entry in await parts.library.entries()])


@router.get(
    "/articles/{article_id}", response_model=Article, responses=_problems(404, 409, 422, 503)
)
async def article(article_id: str, parts: PartsOf) -> JSONResponse:
    """An article with its numbered paragraphs, by its id or how that begins."""
    found = await parts.library.get(article_id)
    published = found.published.isoformat() if found.published else None
    return JSONResponse(asdict(found) | {"published": published})


@router.get("/health/live", responses=_problems())
async def live() -> Alive:
    """Whether the server answers at all."""
    return Alive()


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min) if day else None


async def _failed(status: int, _: Request, error: Exception) -> ProblemResponse:
    return _problem(status, str(error))


async def _unreadable(_: Request, error: RequestValidationError) -> ProblemResponse:
    return _problem(422, "; ".join(map(_misfit, error.errors())))


async def _refused(_: Request, error: HTTPException) -> ProblemResponse:
    return _problem(error.status_code, error.detail, error.headers)


async def _unexpected(_: Request, __: Exception) -> ProblemResponse:
    return _problem(500, "something is wrong with the assistant; its log says what")


def _misfit(error: dict[str, Any]) -> str:
    where: Sequence[str | int] = error["loc"]
    return f"{'.'.join(map(str, where))}: {error['msg']}"


def _problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> ProblemResponse:
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return ProblemResponse(problem.model_dump(), status, headers)
