"""Where else an article's text was published: further sources of one article."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, select

from index.identity import identity
from index.language.folding import fold
from index.store.articles.article_times import published, utc
from index.store.database import upsert
from index.store.schema import articles, publications
from index.types import Article, Publication


def is_elsewhere(stored: Row[Any], article: Article) -> bool:
    """Whether this article, whose text is the stored one's, does not come from the same place.

    A text that comes without an address and a source does not either, when the stored one has them.
    """
    if article.url and stored.url:
        return identity(article) != str(stored.identity)
    if article.source and stored.source:
        return fold(article.source) != fold(stored.source)
    return not (article.url or article.source) and bool(stored.url or stored.source)


def is_noted(connection: Connection, key: int, article: Article) -> bool:
    """Whether the article with this key says already that its text stands there, or nowhere."""
    own = Publication.of(article)
    return own.is_nowhere or own in of(connection, [key])[key]


def note(connection: Connection, key: int, article: Article) -> None:
    """Note that the text of the article with this key was published as this one, too."""
    moment, zone = utc(article.published) if article.published else (None, None)
    where = {"url": article.url, "source": article.source, "published": moment, "zone": zone}
    upsert(connection, publications, {"article": key, "identity": identity(article), **where})


def of(connection: Connection, keys: Collection[int]) -> dict[int, tuple[Publication, ...]]:
    """Where else the articles with these keys were published, by key."""
    query = (
        select(publications)
        .where(publications.c.article.in_(keys))
        .order_by(publications.c.article, publications.c.source, publications.c.identity)
    )
    found: dict[int, tuple[Publication, ...]] = dict.fromkeys(keys, ())
    for row in connection.execute(query):
        found[row.article] += (Publication(row.source, row.url, published(row)),)
    return found


def forget_other_text(connection: Connection, key: int, digest: str) -> None:
    """Forget where else this article stands, unless its text is to keep the same digest."""
    other = exists().where(articles.c.key == key, articles.c.body_digest != digest)
    connection.execute(delete(publications).where(publications.c.article == key, other))


def forget_place(connection: Connection, article: Article) -> None:
    """Forget that another text was published where this one stands now."""
    connection.execute(delete(publications).where(publications.c.identity == identity(article)))
