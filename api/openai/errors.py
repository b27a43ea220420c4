"""Failures in OpenAI's shape, for everything under `/v1`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.types import Scope

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


def is_openai(scope: Scope) -> bool:
    """Whether the request is one that OpenAI's clients make."""
    return str(scope["path"]).startswith("/v1/")


def error_of(
    status: int, message: str, param: str | None = None, code: str | None = None
) -> ErrorResponse:
    """The error with this status."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    if status == 429:
        kind = "requests"
    code = code or _CODES.get(status)
    return ErrorResponse(error=ErrorDetail(message=message, type=kind, param=param, code=code))


def respond(
    scope: Scope, status: int, error: ErrorResponse, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The error as a response to this request."""
    told = error.error
    if status in _UNKNOWN and told.message == HTTPStatus(status).phrase:
        told.message = f"Invalid URL ({scope['method']} {scope['path']})"
    return JSONResponse(error.model_dump(), _AS.get(status, status), headers)


def param_of(error: Mapping[str, Any]) -> str | None:
    """The part of the body that a validation error is about, like `messages[0].content`."""
    where: Sequence[str | int] = error["loc"]
    if error["type"] == "json_invalid" or len(where) < 2:
        return None
    named = [each for each in where[1:] if not _ALTERNATIVE.fullmatch(str(each))]
    return "".join(f"[{e}]" if isinstance(e, int) else f".{e}" for e in named).removeprefix(".")


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI document says about the ways in which a request fails."""
    told: dict[int | str, dict[str, Any]] = {
        status: {"description": HTTPStatus(status).phrase, "model": ErrorResponse}
        for status in sorted({401, 403, 421, 429, 500, 503, *statuses})
    }
    return told | {"default": {"description": "Any other error", "model": ErrorResponse}}
