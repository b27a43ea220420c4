"""Kept answers over HTTP, and what readers think of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.inputs import PartsOf, Text
from api.problems import documented
from api.requests import current
from assistant.feedback import Rating
from assistant.types import Answer

router = APIRouter()

LOCAL = "local"
"""Who rates an answer where nobody needs a key."""


class Rated(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid")

    rating: Rating
    reason: Annotated[Text, Field(max_length=2_000)] | None = None


@router.get("/answers/{answer_id}", response_model=Answer, responses=documented(404, 422, 503))
async def answer(answer_id: str, parts: PartsOf) -> JSONResponse:
    """An answer as it was given, by its id or how that begins."""
    found = await parts.answers.get(answer_id)
    return JSONResponse(found.as_json())


@router.post(
    "/answers/{answer_id}/feedback", status_code=204, responses=documented(404, 413, 422, 503)
)
async def rate(answer_id: str, rated: Rated, parts: PartsOf, request: Request) -> Response:
    """Say whether an answer helped; who says so again changes their mind."""
    record = current.get()
    reader = record.key if record and record.key else LOCAL
    await parts.feedback.rate(answer_id, reader, rated.rating, rated.reason)
    request.app.state.operations.metrics.rated(rated.rating.value)
    return Response(status_code=204)
