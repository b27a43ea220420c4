"""The library over HTTP: its articles, and what is found in them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from api.inputs import PartsOf, Text, Within
from api.passages import FoundPassage
from api.problems import documented
from index.library import Entry
from index.types import Article

router = APIRouter()


class Sought(Within):
    """What is sought, and where."""

    q: Annotated[Text, Field(min_length=1, max_length=2_000)]
    limit: Annotated[int, Field(ge=1, le=8)] = 5


@router.get("/articles", response_model=list[Entry], responses=documented(503))
async def articles(parts: PartsOf) -> JSONResponse:
    """List the library's articles, the latest added first."""
    return JSONResponse([entry.as_json() for entry in await parts.library.entries()])


@router.get(
    "/articles/{article_id}", response_model=Article, responses=documented(404, 409, 422, 503)
)
async def article(article_id: str, parts: PartsOf) -> JSONResponse:
    """An article with its numbered paragraphs, by its id or how that begins."""
    found = await parts.library.get(article_id)
    published = found.published.isoformat() if found.published else None
    return JSONResponse(asdict(found) | {"published": published})


@router.get("/search", response_model=list[FoundPassage], responses=documented(404, 409, 422, 503))
async def search(sought: Annotated[Sought, Query()], parts: PartsOf) -> JSONResponse:
    """The passages that fit best, the best first, with their scores."""
    found = await parts.search.passages(sought.q, sought.scope, sought.limit)
    return JSONResponse([asdict(FoundPassage.of(each)) for each in found])
