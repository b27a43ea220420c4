"""Routes for answers given before, and for their ratings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from api.asgi.inputs import LibraryOf, Text
from api.asgi.problems import documented
from assistant.store.feedback import Rating
from assistant.types import Answer

router = APIRouter()


class Rated(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid")

    rating: Rating
    reason: Annotated[Text, Field(max_length=2_000)] | None = None


@router.get("/answers/{answer_id}", response_model=Answer, responses=documented(404, 422, 503))
async def answer(answer_id: str, library: LibraryOf) -> JSONResponse:
    """An answer as it was given, by its whole id: for who asked, and for keys that may `manage`.

    It is not there any more for somebody who may no longer read what it quotes.
    """
    return JSONResponse((await library.answer(answer_id)).as_json())


@router.post(
    "/answers/{answer_id}/feedback", status_code=204, responses=documented(404, 413, 422, 503)
)
async def rate(answer_id: str, rated: Rated, library: LibraryOf, request: Request) -> Response:
    """Say whether an answer helped; who says so again changes their mind."""
    await library.rate(answer_id, rated.rating, rated.reason)
    request.app.state.server.metrics.count_rating(rated.rating.value)
    return Response(status_code=204)
