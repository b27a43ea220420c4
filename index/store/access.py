"""Who may read what, in SQL: an article with groups exists only for who is in one of them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, delete, insert, select, true

from index.groups import group_names
from index.store.database import note_groups
from index.store.records import AllBut, Keys
from index.store.schema import article_groups, articles
from index.types import Audience


def readable(audience: Audience) -> ColumnElement[bool]:
    """Whether the audience may read an article."""
    if audience.groups is None:
        return true()
    closed = select(article_groups.c.article)
    theirs = closed.where(article_groups.c.name.in_(sorted(audience.groups)))
    return articles.c.key.not_in(closed) | articles.c.key.in_(theirs)


def hidden_keys(connection: Connection, audience: Audience) -> frozenset[int]:
    """The articles, by key, that the audience may not read."""
    if audience.groups is None:
        return frozenset()
    hidden = select(article_groups.c.article).where(
        article_groups.c.article.not_in(
            select(article_groups.c.article).where(
                article_groups.c.name.in_(sorted(audience.groups))
            )
        )
    )
    return frozenset(connection.scalars(hidden))


def among(article: ColumnElement[int], keys: Keys) -> ColumnElement[bool]:
    """Whether an article, by its key, is one of these."""
    if keys is None:
        return true()
    if isinstance(keys, AllBut):
        return article.not_in(keys.keys)
    return article.in_(keys)


def set_groups(connection: Connection, key: int, names: Iterable[str]) -> None:
    """Put the article with this key into these groups alone; into none, it is open."""
    connection.execute(delete(article_groups).where(article_groups.c.article == key))
    own = [{"article": key, "name": name} for name in sorted(group_names(names))]
    if own:
        connection.execute(insert(article_groups), own)
    note_groups(connection)


def groups_of(connection: Connection, audience: Audience) -> dict[int, tuple[str, ...]]:
    """The groups of articles, by key, as far as the audience is in them."""
    query = select(article_groups).order_by(article_groups.c.article, article_groups.c.name)
    if audience.groups is not None:
        query = query.where(article_groups.c.name.in_(sorted(audience.groups)))
    found: dict[int, tuple[str, ...]] = {}
    for key, name in connection.execute(query):
        found[key] = (*found.get(key, ()), name)
    return found
