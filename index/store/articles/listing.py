"""The list of articles, a page at a time: filtered, searched and ordered by the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from index.store.access import groups_of, readable
from index.store.articles.article_times import published
from index.store.articles.scopes import article_keys
from index.store.records import Entry, Listing, Order, Page
from index.store.schema import articles, paragraphs
from index.types import Scope

_SORTED: Final[dict[Order, tuple[ColumnElement[Any], ...]]] = {
    Order.ADDED: (),
    Order.PUBLISHED: (articles.c.published.desc().nulls_last(),),
    Order.TITLE: (func.lower(articles.c.title),),
}


def page_of(connection: Connection, scope: Scope, listing: Listing) -> Page:
    """The page of the scope's articles that is asked for."""
    wanted = _wanted(select(articles.c.key), scope, listing)
    if scope.names_articles:
        wanted = wanted.where(articles.c.key.in_(article_keys(connection, scope)))
    total = connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    # The latest first where nothing else is said: which come where is the same each time.
    ordered = wanted.order_by(*_SORTED[listing.order], articles.c.key.desc())
    keys = list(connection.scalars(ordered.limit(listing.limit).offset(listing.offset)))
    return Page(_entries(connection, scope, keys), total)


def _wanted(query: Select[Any], scope: Scope, listing: Listing) -> Select[Any]:
    for word in listing.words.split():
        named = (articles.c.title, articles.c.source, articles.c.byline)
        query = query.where(or_(*(each.icontains(word, autoescape=True) for each in named)))
    if listing.added_from:
        query = query.where(articles.c.added >= listing.added_from)
    return query.where(readable(scope.readable_by))


def _entries(connection: Connection, scope: Scope, keys: list[int]) -> list[Entry]:
    counted = (
        select(articles, func.count(paragraphs.c.row).label("paragraphs"))
        .outerjoin(paragraphs, paragraphs.c.article == articles.c.key)
        .where(articles.c.key.in_(keys))
        .group_by(articles.c.key)
    )
    groups = groups_of(connection, scope.readable_by)
    found = {row.key: entry(row, groups) for row in connection.execute(counted)}
    return [found[key] for key in keys]


def entry(row: Row[Any], groups: Mapping[int, tuple[str, ...]]) -> Entry:
    """An article as it is listed; `row` has its columns, and how many paragraphs it has."""
    return Entry(
        row.id,
        row.title,
        row.source,
        published(row),
        row.paragraphs,
        row.added,
        row.byline,
        groups.get(row.key, ()),
    )
