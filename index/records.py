"""Articles as rows: what the library's transactions are made of."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from index.embeddings import chunk_id
from index.errors import AmbiguousArticle, ArticleNotFound
from index.identity import article_id, body_digest, identity, paragraph_digest
from index.schema import articles, full_text, outbox, paragraphs, vectors
from index.text import terms
from index.types import Article, Paragraph


def same_article(connection: Connection, article: Article) -> Row[Any] | None:
    """The stored version of this article.

    Either its body is the same to the letter, or it has the same identity and, where that
    is no URL, some paragraph in common: two articles may share a title.
    """
    body = body_digest(article)
    alike = select(articles).where(
        or_(articles.c.identity == identity(article), articles.c.body_digest == body)
    )
    texts = {paragraph.text for paragraph in article.paragraphs}
    best, most = None, 0
    for row in connection.execute(alike):
        if row.body_digest == body or (article.url and row.identity == identity(article)):
            return row
        stored = connection.scalars(
            select(paragraphs.c.text).where(paragraphs.c.article == row.key)
        )
        common = len(texts.intersection(stored))
        if common > most:
            best, most = row, common
    return best


def new_id(connection: Connection, article: Article) -> str:
    """An id that no other article has."""
    plain = article_id(article, taken=False)
    taken = connection.scalar(select(func.count()).where(articles.c.id == plain))
    return article_id(article, taken=True) if taken else plain


def by_prefix(connection: Connection, given: str) -> Row[Any]:
    """The article with this id, or the only one whose id starts so."""
    found = connection.execute(
        select(articles).where(articles.c.id.startswith(given, autoescape=True)).limit(3)
    ).all()
    exact = [row for row in found if row.id == given]
    if exact or (given and len(found) == 1):
        return (exact or found)[0]
    if found and given:
        raise AmbiguousArticle(
            f"several articles' ids start with {given!r}: "
            f"{', '.join(row.id for row in found)}. Give more of the id."
        )
    raise ArticleNotFound(f"there is no article {given!r}; `assistant articles` lists them")


def load(connection: Connection, row: Row[Any]) -> Article:
    """The article, with its paragraphs."""
    texts = connection.execute(
        select(paragraphs.c.number, paragraphs.c.text)
        .where(paragraphs.c.article == row.key)
        .order_by(paragraphs.c.number)
    )
    return Article(
        title=row.title,
        paragraphs=tuple(Paragraph(number, text) for number, text in texts),
        byline=row.byline,
        section=row.section,
        source=row.source,
        published=published(row),
        url=row.url,
        language=row.language,
        id=row.id,
    )


def write(connection: Connection, article: Article, key: int | None, stale: list[str]) -> None:
    """Insert the article, or put it in the place of the one with this key."""
    published, zone = utc(article.published) if article.published else (None, None)
    values = {
        "id": article.id,
        "identity": identity(article),
        "body_digest": body_digest(article),
        "title": article.title,
        "byline": article.byline,
        "section": article.section,
        "source": article.source,
        "published": published,
        "zone": zone,
        "url": article.url,
        "language": article.language,
    }
    if key is None:
        added = datetime.now(UTC).replace(tzinfo=None)
        key = connection.execute(insert(articles), values | {"added": added}).lastrowid
    else:
        connection.execute(update(articles).where(articles.c.key == key).values(values))
    title = " ".join(terms(article.title, article.language))
    for paragraph in article.paragraphs:
        row = connection.execute(
            insert(paragraphs),
            {
                "article": key,
                "number": paragraph.number,
                "text": paragraph.text,
                "digest": paragraph_digest(article, paragraph.text),
            },
        ).lastrowid
        body = " ".join(terms(paragraph.text, article.language))
        connection.execute(insert(full_text), {"rowid": row, "title": title, "body": body})
    tell(connection, key, stale)


def clear(connection: Connection, key: int) -> list[str]:
    """Delete the article's paragraphs; what Chroma knows their chunks by comes back."""
    mine = select(paragraphs.c.row).where(paragraphs.c.article == key)
    chunked = (
        select(paragraphs.c.row, func.max(vectors.c.chunks))
        .join(vectors, vectors.c.digest == paragraphs.c.digest)
        .where(paragraphs.c.article == key)
        .group_by(paragraphs.c.row)
    )
    stale = [
        chunk_id(row, number)
        for row, chunks in connection.execute(chunked)
        for number in range(chunks)
    ]
    connection.execute(delete(full_text).where(full_text.c.rowid.in_(mine)))
    connection.execute(delete(paragraphs).where(paragraphs.c.article == key))
    return stale


def drop_orphans(connection: Connection) -> None:
    """Delete the vectors that no paragraph refers to."""
    referenced = select(paragraphs.c.digest)
    connection.execute(delete(vectors).where(vectors.c.digest.not_in(referenced)))


def tell(connection: Connection, key: int, stale: list[str]) -> None:
    """Note that Chroma has to forget these ids and learn what the article has now."""
    connection.execute(insert(outbox), {"article": key, "stale": json.dumps(stale)})


def utc(moment: datetime) -> tuple[datetime, int | None]:
    """Without its zone, in UTC, and the zone in minutes; unchanged when it names none."""
    offset = moment.utcoffset()
    if offset is None:
        return moment, None
    return moment.astimezone(UTC).replace(tzinfo=None), int(offset.total_seconds() // 60)


def published(row: Row[Any]) -> datetime | None:
    """When the article was published, in its own time zone."""
    moment: datetime | None = row.published
    if moment is None or row.zone is None:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=row.zone)))
