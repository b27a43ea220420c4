"""The routes that list what can be asked as models: all articles, or one of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter

from api.access.readers_library import ReadersLibrary
from api.asgi.inputs import LibraryOf, Text
from api.local_servers import OWNER
from api.openai.error_shape import InvalidRequest, documented
from api.openai.schemas import Model, ModelList
from api.presentation.markdown_escaping import harmless
from index.errors import AmbiguousArticle, ArticleNotFound
from index.store.records import Entry, Listing
from index.types import Scope

router = APIRouter(prefix="/v1")

ALL: Final = "assistant"
"""The model over all articles."""

MOST: Final = 1_000
"""Articles that are listed; any other is asked all the same, by its id."""

ONE: Final = "article:"
"""What the model over one article begins with; its id follows."""


@router.get("/models", response_model=ModelList, responses=documented())
async def models(library: LibraryOf) -> ModelList:
    """List what can be asked: all articles, and each of the latest."""
    entries = (await library.page(Listing(limit=MOST))).entries
    latest = max((entry.added for entry in entries), default=None)
    articles = [_of_article(entry) for entry in entries]
    return ModelList(object="list", data=[_model(ALL, "All articles", latest), *articles])


def _of_article(entry: Entry) -> Model:
    return _model(f"{ONE}{entry.id}", harmless(entry.title), entry.added)


@router.get("/models/{model:path}", response_model=Model, responses=documented(404))
async def model(model: str, library: LibraryOf) -> Model:
    """One of them."""
    article_id = await article_of(model, library)
    if article_id is None:
        return (await models(library)).data[0]
    [entry] = await library.entries(Scope.of([article_id]))
    return _of_article(entry)


async def article_of(model: Text, library: ReadersLibrary) -> str | None:
    """The id of the article that a model is over, None for all; InvalidRequest for no model."""
    if model == ALL:
        return None
    if not model.startswith(ONE):
        raise _unknown(f"there is no model {model!r}; it can be {ALL!r} or '{ONE}ID'")
    try:
        return (await library.article(model.removeprefix(ONE))).id
    except (ArticleNotFound, AmbiguousArticle) as error:
        raise _unknown(f"there is no model {model!r}: {error}") from error


def _unknown(message: str) -> InvalidRequest:
    return InvalidRequest(message, "model", status=404, code="model_not_found")


def _model(model_id: str, name: str, added: datetime | None) -> Model:
    """A model; `added` is in UTC, as the library keeps times."""
    created = int(added.replace(tzinfo=UTC).timestamp()) if added else 0
    return Model(id=model_id, object="model", created=created, owned_by=OWNER, name=name)
