"""Which articles are in a scope: by id, by source, by day, and by who reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, TypeVarTuple

from sqlalchemy import Connection, Select, or_, select

from index.store.access import readable
from index.store.articles import article_rows
from index.store.articles.article_times import published, utc
from index.store.schema import articles, publications
from index.types import Scope

Ts = TypeVarTuple("Ts")

_DAY: Final = timedelta(days=1)  # no time zone is farther from UTC


def article_keys(connection: Connection, scope: Scope) -> list[int]:
    """The keys of the scope's articles."""
    # SQL narrows it down to the day; time zones, of which it knows nothing, decide below.
    query = _limited(select(articles.c.key, articles.c.published, articles.c.zone), scope)
    if scope.article_ids:
        audience = scope.readable_by
        ids = [article_rows.by_prefix(connection, each, audience).id for each in scope.article_ids]
        query = query.where(articles.c.id.in_(ids))
    rows = connection.execute(query)
    return [row.key for row in rows if _is_within(scope, published(row))]


def _limited(query: Select[*Ts], scope: Scope) -> Select[*Ts]:
    """The scope in SQL, with dates to the day: `_is_within` decides."""
    if scope.sources:
        elsewhere = select(publications.c.article)
        elsewhere = elsewhere.where(publications.c.source.in_(scope.sources))
        query = query.where(
            or_(articles.c.source.in_(scope.sources), articles.c.key.in_(elsewhere))
        )
    if scope.published_from:
        query = query.where(articles.c.published >= _shifted(scope.published_from, -_DAY))
    if scope.published_to:
        query = query.where(articles.c.published <= _shifted(scope.published_to, _DAY))
    return query.where(readable(scope.readable_by))


def _shifted(bound: datetime, by: timedelta) -> datetime:
    moment, _ = utc(bound)
    try:
        return moment + by
    except OverflowError:  # in the year 1 or 9999
        return moment


def _is_within(scope: Scope, published: datetime | None) -> bool:
    """Whether it was published in the scope's time, both ends included.

    Where one of the two names no time zone, it is taken to be in the other's: a day is the
    day that the article prints.
    """
    start, end = scope.published_from, scope.published_to
    if published is None:
        return start is None and end is None
    return (start is None or _not_after(start, published)) and (
        end is None or _not_after(published, end)
    )


def _not_after(one: datetime, other: datetime) -> bool:
    if one.tzinfo is None or other.tzinfo is None:
        return one.replace(tzinfo=None) <= other.replace(tzinfo=None)
    return one <= other
