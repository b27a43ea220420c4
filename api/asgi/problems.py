"""Failures as they are answered: problem details (RFC 9457), one table of errors and statuses."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, Literal

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.openai import errors as openai_errors
from assistant.errors import AnswerNotFound, QuestionError
from index.errors import (
    AmbiguousArticle,
    ArticleNotFound,
    IndexingError,
    NothingToSearch,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)

log = logging.getLogger(__name__)

STATUS: Final[dict[type[Exception], int]] = {
    QuestionError: 422,
    AnswerNotFound: 404,
    ArticleNotFound: 404,
    AmbiguousArticle: 409,
    NothingToSearch: 409,
    TooLarge: 413,
    UnsupportedFormat: 415,
    ReadError: 422,
    IndexingError: 503,
}
"""How an error is answered; the nearest class counts, and what has none is a defect: 500."""

DEFECT: Final = "something is wrong with the assistant; its log says what"


class Problem(BaseModel):
    """Problem details (RFC 9457); `detail` says what happened and what to do."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: str

    @classmethod
    def of(cls, status: int, detail: str) -> Problem:
        """The problem with this status."""
        return cls(title=HTTPStatus(status).phrase, status=status, detail=detail)


PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
"""Its schema in the OpenAPI document."""


class ProblemResponse(JSONResponse):
    """A problem as it is sent."""

    media_type = "application/problem+json"


def problem_of(error: Exception) -> Problem:
    """What is told of an error; of a defect nothing, which the log says instead."""
    kinds = (kind for kind in type(error).__mro__ if kind in STATUS)
    kind = next(kinds, None)
    if kind is None:
        log.error("a request failed", exc_info=error)
        return Problem.of(500, DEFECT)
    return Problem.of(STATUS[kind], str(error))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says about the ways in which a request fails.

    The gate, the rate limit and a defect can be in the way of any.
    """
    body = {408} if 413 in statuses else set()  # what can be too large can be too slow
    content = {ProblemResponse.media_type: {"schema": PROBLEM}}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": content}
        for status in sorted({401, 403, 421, 429, 500, *body, *statuses})
    }


def respond(
    request: Request, problem: Problem, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The problem as a response to this request."""
    if openai_errors.is_openai(request.scope):
        error = openai_errors.error_of(problem.status, problem.detail)
        return openai_errors.respond(request.scope, problem.status, error, headers)
    return ProblemResponse(problem.model_dump(), problem.status, headers)


async def _failed(request: Request, error: Exception) -> JSONResponse:
    return respond(request, problem_of(error))


async def _unreadable(request: Request, error: RequestValidationError) -> JSONResponse:
    errors = error.errors()
    message = "; ".join(map(_misfit, errors))
    if openai_errors.is_openai(request.scope):
        told = openai_errors.error_of(422, message, openai_errors.param_of(errors[0]))
        return openai_errors.respond(request.scope, 422, told)
    return respond(request, Problem.of(422, message))


async def _refused(request: Request, error: HTTPException) -> JSONResponse:
    return respond(request, Problem.of(error.status_code, error.detail), error.headers)


async def _invalid(request: Request, error: openai_errors.InvalidRequest) -> JSONResponse:
    told = openai_errors.error_of(error.status_code, error.detail, error.param, error.code)
    return openai_errors.respond(request.scope, error.status_code, told)


def _misfit(error: dict[str, Any]) -> str:
    where: Sequence[str | int] = error["loc"]
    return f"{'.'.join(map(str, where))}: {error['msg']}"


HANDLERS: Final[
    dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]]
] = {
    **dict.fromkeys(STATUS, _failed),
    RequestValidationError: _unreadable,
    openai_errors.InvalidRequest: _invalid,
    HTTPException: _refused,
    Exception: _failed,
}
