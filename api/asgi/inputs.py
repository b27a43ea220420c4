"""What the requests of all routes share: text, scopes, turns, and the library as it may be read."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Literal

from fastapi import Depends, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.access.readers_library import ReadersLibrary
from api.wiring import Parts
from assistant.types import Message
from index.language.visible_text import visible
from index.types import SEES_ALL, Audience, Place, Scope


def _encodable(text: str) -> str:
    text.encode()  # JSON can write half a surrogate pair, which UTF-8, and so no answer, can
    return text


Text = Annotated[str, AfterValidator(_encodable)]
Articles = Annotated[
    list[Text], Field(description="Only these articles, by id or its beginning; empty: all.")
]
Sources = Annotated[list[Text], Field(description="Only articles of these sources; empty: all.")]
From = Annotated[date | None, Field(description="Only articles published from this day on.")]
To = Annotated[date | None, Field(description="Only articles published up to this day.")]


class ScopeFields(BaseModel):
    """The articles that something is asked about."""

    # A misspelt filter would otherwise search everything, without a word.
    model_config = ConfigDict(extra="forbid")

    articles: Articles = []
    sources: Sources = []
    published_from: From = None
    published_to: To = None

    @property
    def scope(self) -> Scope:
        """The same for a search."""
        first, last = _midnight(self.published_from), _midnight(self.published_to)
        return Scope.of(self.articles, self.sources, first, last)


class CitedParagraph(BaseModel):
    """A paragraph that an earlier answer cited."""

    model_config = ConfigDict(extra="forbid")

    article_id: Text
    paragraph: Annotated[int, Field(ge=1, le=1_000_000)]


class Turn(BaseModel):
    """A turn of the conversation before; an answer's `cited` are looked at again."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: Text
    cited: list[CitedParagraph] = []

    @property
    def message(self) -> Message:
        """The same for the assistant."""
        cited = tuple(Place(each.article_id, each.paragraph) for each in self.cited)
        return Message(self.role, visible(self.content), cited)


async def _library(request: Request) -> ReadersLibrary:
    """The library as who makes the request may read it: the one place where that is decided."""
    caller: str = request.state.caller
    manages: bool = request.state.manages
    return ReadersLibrary(
        request.state.parts,
        audience=SEES_ALL if manages else Audience(request.state.groups),
        name=caller,
        owner=caller,
        owners=None if manages else (caller,),
    )


async def managed_parts(request: Request) -> Parts:
    """The whole library, for who may manage it."""
    if not request.state.manages:
        raise RuntimeError("a route for everybody has asked for the whole library")
    parts: Parts = request.state.parts
    return parts


LibraryOf = Annotated[ReadersLibrary, Depends(_library)]
PartsOf = Annotated[Parts, Depends(managed_parts)]


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min) if day else None
