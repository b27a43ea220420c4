"""The route that adds an article: as text, by address or as a file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Collection, Iterable
from contextlib import aclosing
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any, Final, Self

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.datastructures import UploadFile

from api.asgi.accept_header import prefers
from api.asgi.inputs import PartsOf, Text
from api.asgi.problems import documented
from api.asgi.sse import ServerSentEvent, documented_events, event_stream
from api.ingest_events import Added, Progress, ReadArticle, ingest_events
from index.readers.fetch import MAX_BYTES
from index.readers.formats import read_bytes, read_text, read_url
from index.store.records import Change

router = APIRouter()


class ArticleInput(BaseModel):
    """An article: as text, as it was copied from its page, or by its address."""

    model_config = ConfigDict(
        title="Given",  # what clients know its schema by
        extra="forbid",
        json_schema_extra={"oneOf": [{"required": ["text"]}, {"required": ["url"]}]},
    )

    text: Text | None = None
    url: Annotated[Text, Field(max_length=8_000)] | None = None
    groups: Annotated[
        list[Text] | None,
        Field(max_length=100, description="Only who is in one of these may read it."),
    ] = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.text is None) is (self.url is None):
            raise ValueError("give `text` or `url`, one of them")
        return self


_NUMBER: Final = {"type": "integer"}
EVENTS: Final[dict[str, dict[str, Any]]] = {
    "progress": {
        "type": "object",
        "properties": {"title": {"type": "string"}, "done": _NUMBER, "total": _NUMBER},
        "required": ["title", "done", "total"],
    },
    "done": {"$ref": "#/components/schemas/Added"},
}
_FILE: Final = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
        "groups": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["file"],
}
_BODY: Final = {
    "required": True,
    "content": {
        "application/json": {"schema": ArticleInput.model_json_schema()},
        "multipart/form-data": {"schema": _FILE},
    },
}


@router.post(
    "/articles",
    status_code=201,
    response_model=Added,
    responses={
        200: {"model": Added, "description": "It was there before"}
        | documented_events(EVENTS)[200],
        **documented(400, 409, 413, 415, 422, 503),
    },
    openapi_extra={"requestBody": _BODY},
)
async def add_article(request: Request, parts: PartsOf) -> Response:
    """Read an article, as JSON or as the `file` of a form; again, when it has changed.

    Who accepts `text/event-stream` is told the `progress` in paragraphs, and what came of it by
    `done` or `error`.
    """
    read, groups = await _given(request, allow_private=parts.settings.allow_private_urls)
    if prefers(request.headers, "text/event-stream", "application/json"):
        return await event_stream(request, _server_sent(ingest_events(parts, read, groups)))
    article = Added.of(await parts.ingest.add(await read(), groups=groups))
    status = 201 if article.change is Change.ADDED else 200
    return JSONResponse(article.as_json(), status, {"Location": f"/articles/{article.id}"})


async def _server_sent(
    events: AsyncGenerator[Progress | Added, None],
) -> AsyncGenerator[ServerSentEvent, None]:
    async with aclosing(events):
        async for event in events:
            match event:
                case Progress():
                    yield ServerSentEvent("progress", asdict(event))
                case Added():
                    yield ServerSentEvent("done", event.as_json())


Given = tuple[ReadArticle, list[str] | None]


async def _given(request: Request, *, allow_private: bool) -> Given:
    """What reads the article of a request, and the groups that it is for.

    The request's own body is read here, before any response.
    """
    _refuse_others(request.query_params, "query", frozenset())
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        article = _article_input(await request.body())
        if article.url is not None:
            return partial(read_url, article.url, allow_private=allow_private), article.groups
        return partial(asyncio.to_thread, read_text, article.text or ""), article.groups
    if kind == "multipart/form-data":
        return await _uploaded(request)
    raise HTTPException(415, "give the article as application/json or as multipart/form-data")


def _refuse_others(given: Iterable[str], where: str, known: Collection[str]) -> None:
    """What is meant to be `groups` and has another name would leave the article to everybody."""
    for name in given:
        if name not in known:
            raise HTTPException(422, f"{where}.{name}: nothing of this name is taken here")


def _article_input(body: bytes) -> ArticleInput:
    try:
        return ArticleInput.model_validate_json(body)
    except ValidationError as error:
        misfits = error.errors(include_url=False, include_context=False)
        raise RequestValidationError(
            [each | {"loc": ("body", *each["loc"])} for each in misfits]
        ) from error


async def _uploaded(request: Request) -> Given:
    async with request.form(max_files=1, max_fields=10) as form:
        _refuse_others(form, "body", {"file", "groups"})
        file = form.get("file")
        if not isinstance(file, UploadFile):
            raise HTTPException(422, "body.file: the form has no file of this name")
        # One byte more than allowed, so that the reader of the file can tell it is too large.
        data = await file.read(MAX_BYTES + 1)
        name, kind = file.filename, file.content_type
        groups = [each for each in form.getlist("groups") if isinstance(each, str)] or None
    return partial(asyncio.to_thread, read_bytes, data, name=name, content_type=kind), groups
