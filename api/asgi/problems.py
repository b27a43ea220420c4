"""Failures as responses: problem details (RFC 9457), and one table of errors and their statuses.

A wing whose clients expect errors of another shape registers an `ErrorWriter` for its paths.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, Literal, Protocol

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.limits.answer_slots import AllSlotsTaken, KeyShareTaken, NoSlot
from assistant.errors import AnswerNotFound, DraftError, QuestionError
from index.errors import (
    AmbiguousArticle,
    ArticleNotFound,
    GroupNameWrong,
    IndexingError,
    NothingToSearch,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from index.failure import CodedError
from index.language.visible_text import visible

log = logging.getLogger(__name__)

STATUS: Final[dict[type[Exception], int]] = {
    QuestionError: 422,
    DraftError: 422,
    AnswerNotFound: 404,
    ArticleNotFound: 404,
    AmbiguousArticle: 409,
    GroupNameWrong: 422,
    NothingToSearch: 409,
    TooLarge: 413,
    UnsupportedFormat: 415,
    ReadError: 422,
    IndexingError: 503,
}
"""The status of each error; the nearest class counts, and what has none is a defect: 500."""

_BUSY: Final[dict[type[NoSlot], int]] = {AllSlotsTaken: 503, KeyShareTaken: 429}

DEFECT: Final = "something is wrong with the assistant; its log says what"


class Problem(BaseModel):
    """Problem details (RFC 9457); `detail` says what happened and what to do.

    `code` is a member of ours: the stable name of the error, which the guide lists; None where the
    status says it all.
    """

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str
    code: str | None = None

    @classmethod
    def of(cls, status: int, detail: str, code: str | None = None) -> Problem:
        """The problem with this status."""
        phrase = HTTPStatus(status).phrase
        # It may repeat what was asked for, or a server's own words.
        return cls(title=phrase, status=status, detail=visible(detail), code=code)


PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
"""Its schema in the OpenAPI document."""


class ProblemResponse(JSONResponse):
    """A problem as a response."""

    media_type = "application/problem+json"


def problem_of(error: Exception) -> Problem:
    """The problem that an error is; of a defect it says nothing, which the log does instead."""
    kinds = (kind for kind in type(error).__mro__ if kind in STATUS)
    kind = next(kinds, None)
    if kind is None:
        log.error("a request failed", exc_info=error)
        return Problem.of(500, DEFECT)
    code = error.code if isinstance(error, CodedError) else None
    return Problem.of(STATUS[kind], str(error), code)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The responses in the OpenAPI document for a request that fails.

    Any request can be refused for its key or its rate, or meet a defect.
    """
    body = {408} if 413 in statuses else set()  # what can be too large can be too slow
    content = {ProblemResponse.media_type: {"schema": PROBLEM}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in sorted({401, 403, 421, 429, 500, *body, *statuses})
    }


class ErrorWriter(Protocol):
    """Makes the response to a request that failed."""

    def __call__(
        self,
        request: Request,
        problem: Problem,
        headers: Mapping[str, str] | None = None,
        *,
        misfit: Mapping[str, Any] | None = None,
    ) -> Response:
        """The response; `misfit` is pydantic's error where a part of the request does not fit."""


def write_problem(
    request: Request,
    problem: Problem,
    headers: Mapping[str, str] | None = None,
    *,
    misfit: Mapping[str, Any] | None = None,
) -> Response:
    """The problem as it is; `detail` names the misfit already."""
    return ProblemResponse(problem.model_dump(), problem.status, headers)


Handlers = dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]]


def handlers(writers: Mapping[str, ErrorWriter]) -> Handlers:
    """What answers each kind of error, for FastAPI; `writers` by the beginning of their paths."""

    def writer(request: Request) -> ErrorWriter:
        # Handlers are the app's, one for all routes; only the path says whose client is asking.
        path: str = request.scope["path"]
        return next((writers[each] for each in writers if path.startswith(each)), write_problem)

    async def failed(request: Request, error: Exception) -> Response:
        return writer(request)(request, problem_of(error))

    async def invalid(request: Request, error: RequestValidationError) -> Response:
        misfits = error.errors()
        problem = Problem.of(422, "; ".join(map(_misfit, misfits)))
        return writer(request)(request, problem, misfit=misfits[0])

    async def refused(request: Request, error: HTTPException) -> Response:
        problem = Problem.of(error.status_code, error.detail)
        return writer(request)(request, problem, error.headers)

    async def busy(request: Request, error: NoSlot) -> Response:
        problem = Problem.of(_BUSY[type(error)], str(error))
        return writer(request)(request, problem, {"Retry-After": str(error.retry_after)})

    return {
        **dict.fromkeys(STATUS, failed),
        **dict.fromkeys(_BUSY, busy),
        RequestValidationError: invalid,
        HTTPException: refused,
        Exception: failed,
    }


def _misfit(error: Mapping[str, Any]) -> str:
    where: Sequence[str | int] = error["loc"]
    return f"{'.'.join(map(str, where))}: {error['msg']}"
