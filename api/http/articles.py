"""Routes for the library: its articles, what they say, and search."""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from api.asgi.accept_header import prefers
from api.asgi.inputs import LibraryOf, PartsOf, ScopeFields, Text
from api.asgi.problems import documented
from api.http.pages import article_page
from api.presentation.passage_json import FoundPassage
from api.wiring import Parts
from assistant.attribution import Stance, Statement, as_json
from index.store.articles.article_times import utc
from index.store.records import Entry, Listing, Order
from index.types import Article, Publication

router = APIRouter()

MOST_LISTED: Final = 1_000
"""Articles a page of the list has at most."""


Published = Annotated[
    datetime | None,
    WithJsonSchema(
        {
            "anyOf": [{"type": "string"}, {"type": "null"}],
            "description": "ISO 8601; without a zone where the source names none.",
        }
    ),
]


@dataclass(frozen=True, slots=True)
class ListedArticle(Entry):
    """An article as the library lists it; `paragraphs` is their number."""

    published: Published


@dataclass(frozen=True, slots=True)
class AlsoPublished(Publication):
    """Where and when the same text was published, too."""

    published: Published = None


@dataclass(frozen=True, slots=True)
class WholeArticle(Article):
    """An article with its paragraphs, by their numbers."""

    published: Published = None
    publications: tuple[AlsoPublished, ...] = ()

    @classmethod
    def as_json(cls, article: Article) -> dict[str, Any]:
        """The article for programs."""
        elsewhere = [_dated(each) for each in article.publications]
        return _dated(article) | {"publications": elsewhere}


def _dated(published: Article | Publication) -> dict[str, Any]:
    day = published.published
    return asdict(published) | {"published": day.isoformat() if day else None}


@dataclass(frozen=True, slots=True)
class Said(Statement):
    """A statement; `text` is what is said."""

    text: str


class View(BaseModel):
    """A statement about a matter, and how its speaker stands to that."""

    stance: Stance
    statement: Said


class Disagreement(BaseModel):
    """What one source says, and how it and others stand to it."""

    claim: Said
    views: list[View]


class Ledger(BaseModel):
    """Who says what in an article."""

    article_id: str
    title: str
    statements: list[Said]
    disagreements: list[Disagreement]


class SearchQuery(ScopeFields):
    """What is searched for, and where."""

    q: Annotated[Text, Field(min_length=1, max_length=2_000)]
    limit: Annotated[int, Field(ge=1, le=8)] = 5


class ListingQuery(ScopeFields):
    """A page of the list of articles; `q` are words of title, source or byline."""

    q: Annotated[Text, Field(max_length=200)] = ""
    added_from: datetime | None = None
    sort: Order = Order.ADDED
    offset: Annotated[int, Field(ge=0, le=100_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=MOST_LISTED)] = MOST_LISTED

    @property
    def listing(self) -> Listing:
        """The same for the library."""
        since = utc(self.added_from)[0] if self.added_from else None
        return Listing(self.q, since, self.sort, self.offset, self.limit)


@router.get(
    "/articles", response_model=list[ListedArticle], responses=documented(404, 409, 422, 503)
)
async def articles(
    query: Annotated[ListingQuery, Query()], library: LibraryOf, request: Request
) -> JSONResponse:
    """List the library's articles, the latest added first, a page at a time.

    `X-Total-Count` says how many there are, and `Link` where the next page is, if there is one.
    """
    page = await library.page(query.listing, query.scope)
    headers = {"X-Total-Count": str(page.total)}
    after = query.offset + len(page.entries)
    if page.entries and after < page.total:
        there = request.url.include_query_params(offset=after)
        headers["Link"] = f'<{there.path}?{there.query}>; rel="next"'
    return JSONResponse([entry.as_json() for entry in page.entries], headers=headers)


@router.get(
    "/articles/{article_id}",
    response_model=WholeArticle,
    responses={200: {"content": {"text/html": {}}}, **documented(404, 409, 422, 503)},
)
async def article(article_id: str, library: LibraryOf, request: Request) -> Response:
    """An article with its numbered paragraphs, by its id or how that begins.

    Who would rather have `text/html` gets a page to read, on which `#p7` is the seventh.
    """
    article = await library.article(article_id)
    if prefers(request.headers, "text/html", "application/json"):
        return HTMLResponse(article_page(article))
    return JSONResponse(WholeArticle.as_json(article))


class InGroups(BaseModel):
    """Who may read an article: who is in one of these groups; everybody, if there are none."""

    model_config = ConfigDict(extra="forbid")

    groups: Annotated[list[Text], Field(max_length=100)]


@router.put(
    "/articles/{article_id}/groups", status_code=204, responses=documented(404, 409, 413, 422, 503)
)
async def put_into_groups(article_id: str, readers: InGroups, parts: PartsOf) -> Response:
    """Have an article, by its whole id, read only by who is in one of these groups.

    For all others it is not there: not in lists, searches and answers, not in those kept either.
    """
    await parts.articles.regroup(await _whole_id(article_id, parts), readers.groups)
    return Response(status_code=204)


@router.delete("/articles/{article_id}", status_code=204, responses=documented(404, 409, 422, 503))
async def remove_article(article_id: str, parts: PartsOf) -> Response:
    """Forget an article, by its whole id: neither its text nor an answer that quotes it stays."""
    await parts.ingest.remove(await _whole_id(article_id, parts))
    return Response(status_code=204)


async def _whole_id(article_id: str, parts: Parts) -> str:
    """The id, if it is a whole one; HTTPException 404 for a beginning."""
    article = await parts.articles.get(article_id)
    # A beginning is enough to read, but not to change: it may fit another article tomorrow.
    if article.id != article_id:
        raise HTTPException(404, f"to change an article, give its whole id, like {article.id!r}")
    return article.id


@router.get(
    "/articles/{article_id}/statements",
    response_model=Ledger,
    responses=documented(404, 409, 422, 503),
)
async def article_statements(article_id: str, library: LibraryOf) -> JSONResponse:
    """Who says what in an article, sentence by sentence, and where its sources disagree."""
    article = await library.article(article_id)
    # In a thread: parsing a long article would keep everybody else waiting.
    return JSONResponse(await asyncio.to_thread(as_json, article))


@router.get("/articles/{article_id}/questions", responses=documented(404, 409, 422, 503))
async def article_questions(article_id: str, library: LibraryOf) -> list[str]:
    """Questions to begin with, which the article answers when they are asked of it alone."""
    return await library.suggestions(article_id)


@router.get("/search", response_model=list[FoundPassage], responses=documented(404, 409, 422, 503))
async def search(query: Annotated[SearchQuery, Query()], library: LibraryOf) -> JSONResponse:
    """The passages that fit best, the best first, with their scores."""
    passages = await library.passages(query.q, query.scope, query.limit)
    return JSONResponse([asdict(FoundPassage.of(each)) for each in passages])
