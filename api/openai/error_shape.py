"""Errors in OpenAI's shape, for everything under `/v1`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.asgi.problems import Handlers, Problem

PATHS: Final = "/v1/"
"""What the paths begin with on which errors have this shape."""

_AS: Final = {409: 400, 422: 400}
"""Statuses that OpenAI gives otherwise; its clients would send a 409 again."""

_CODES: Final = {
    401: "invalid_api_key",
    403: "insufficient_permissions",
    429: "rate_limit_exceeded",
}
_UNKNOWN: Final = frozenset({404, 405})
_ALTERNATIVE: Final = re.compile(r"str|(?:list|dict|function-[a-z]+)\[.*")
"""How a validation error names one of several types that a part could have."""


class ErrorDetail(BaseModel):
    """What went wrong; `param` is the part of the request that did it."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class ErrorResponse(BaseModel):
    """An error as OpenAI's clients read it."""

    error: ErrorDetail


class InvalidRequest(HTTPException):
    """A request that cannot be answered as it is, because of `param`."""

    def __init__(
        self, message: str, param: str, *, status: int = 400, code: str | None = None
    ) -> None:
        super().__init__(status, message)
        self.param = param
        self.code = code


def error_of(
    status: int, message: str, param: str | None = None, code: str | None = None
) -> ErrorResponse:
    """The error with this status."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    if status == 429:
        kind = "requests"
    code = code or _CODES.get(status)
    return ErrorResponse(error=ErrorDetail(message=message, type=kind, param=param, code=code))


def write_error(
    request: Request,
    problem: Problem,
    headers: Mapping[str, str] | None = None,
    *,
    misfit: Mapping[str, Any] | None = None,
) -> JSONResponse:
    """The problem in OpenAI's shape: an `ErrorWriter`."""
    message = problem.detail
    if problem.status in _UNKNOWN and message == HTTPStatus(problem.status).phrase:
        message = f"Invalid URL ({request.method} {request.scope['path']})"
    param = param_of(misfit) if misfit else None
    error = error_of(problem.status, message, param, problem.code)
    return _respond(problem.status, error, headers)


async def _invalid(_: Request, error: InvalidRequest) -> JSONResponse:
    response = error_of(error.status_code, error.detail, error.param, error.code)
    return _respond(error.status_code, response)


HANDLERS: Final[Handlers] = {InvalidRequest: _invalid}
"""What answers the errors that only this wing raises, for FastAPI."""


def _respond(
    status: int, error: ErrorResponse, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    return JSONResponse(error.model_dump(), _AS.get(status, status), headers)


def param_of(error: Mapping[str, Any]) -> str | None:
    """The part of the body that a validation error is about, like `messages[0].content`."""
    where: Sequence[str | int] = error["loc"]
    if error["type"] == "json_invalid" or len(where) < 2:
        return None
    # pydantic puts the name of the type that it tried among the keys; no client has sent that.
    named = [each for each in where[1:] if not _ALTERNATIVE.fullmatch(str(each))]
    return "".join(f"[{e}]" if isinstance(e, int) else f".{e}" for e in named).removeprefix(".")


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The responses in the OpenAPI document for a request that fails."""
    responses: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, "model": ErrorResponse}
        for status in sorted({401, 403, 421, 429, 500, 503, *statuses})
    }
    return responses | {"default": {"description": "Any other error", "model": ErrorResponse}}
