"""Routes that check a draft, whole or as a stream."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from api.asgi.inputs import LibraryOf, ScopeFields, Text
from api.asgi.problems import documented
from api.asgi.sse import EventStream, ServerSentEvent, documented_events, event_stream
from assistant.draft_check import (
    LONGEST_DRAFT,
    MOST_SENTENCES,
    CheckedSentence,
    DraftChecker,
)
from assistant.types.exam_result import ExamResult
from index.types import Lack, Scope

router = APIRouter()

EVENTS: Final[dict[str, dict[str, Any]]] = {
    "sentence": {"$ref": "#/components/schemas/CheckedSentence"},
    "done": {"$ref": "#/components/schemas/DraftReport"},
}
"""The schemas of the stream's events, which come with the other endpoint."""


class DraftToCheck(ScopeFields):
    """A text, and the articles that it is held against."""

    draft: Annotated[
        Text,
        Field(
            description=f"Plain text or Markdown, up to {LONGEST_DRAFT:,} characters and "
            f"{MOST_SENTENCES} sentences."
        ),
    ]


class DraftReport(BaseModel):
    """Every sentence of a draft in order, and how many there are of each finding.

    `searched_without` is what the search had to do without, so that it found by words alone.
    """

    counts: dict[str, int]
    sentences: list[CheckedSentence]
    judge: ExamResult | None
    searched_without: Lack | None


@router.post("/check", response_model=DraftReport, responses=documented(404, 409, 413, 422, 503))
async def check(draft: DraftToCheck, library: LibraryOf) -> JSONResponse:
    """Check a text sentence by sentence: do the articles say it? Nothing of it is kept."""
    return JSONResponse((await library.drafts.check(draft.draft, draft.scope)).as_json())


@router.post(
    "/check/stream",
    response_class=EventStream,
    status_code=200,
    responses=documented(404, 409, 413, 422, 503) | documented_events(EVENTS),
)
async def check_and_stream(
    draft: DraftToCheck, library: LibraryOf, request: Request
) -> EventStream:
    """Check a text as server-sent events: each `sentence` when it has been checked.

    Last comes `done` with the whole report, or `error` with a problem.
    """
    # Not async with: the response closes the events, after the last byte or when the client leaves.
    return await event_stream(request, _events(library.drafts, draft.draft, draft.scope))


async def _events(
    checker: DraftChecker, draft: str, scope: Scope
) -> AsyncGenerator[ServerSentEvent, None]:
    checked: list[CheckedSentence] = []
    async with aclosing(checker.stream(draft, scope)) as sentences:
        async for sentence in sentences:
            checked.append(sentence)
            yield ServerSentEvent("sentence", sentence.as_json())
    yield ServerSentEvent("done", (await checker.report(checked)).as_json())
