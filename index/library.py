"""The store of record: articles and their paragraphs.

Each change is one transaction, which also notes what the vector index has to be told:
a crash leaves nothing to guess.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from index.database import Database
from index.errors import AmbiguousArticle, ArticleNotFound
from index.embeddings import chunk_id
from index.identity import article_id, body_digest, identity, paragraph_digest
from index.schema import articles, full_text, outbox, paragraphs, vectors
from index.text import terms
from index.threads import in_thread
from index.types import Article, Paragraph, Scope


class Change(Enum):
    """What storing an article did, or would do."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the library lists it; `paragraphs` is their number."""

    id: str
    title: str
    source: str | None
    published: datetime | None
    paragraphs: int
    added: datetime

    def as_json(self) -> dict[str, str | int | None]:
        """For programs."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "published": self.published.isoformat() if self.published else None,
            "paragraphs": self.paragraphs,
            "added": self.added.replace(tzinfo=UTC).isoformat(),
        }


class Library:
    """Articles in a SQL database. Its methods raise StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def find(self, article: Article) -> tuple[Change, str | None]:
        """What storing this article would do, and the id of its stored version if there is one."""
        with self._database.reading() as connection:
            known = _same_article(connection, article)
            if known is None:
                return Change.ADDED, None
            same = _load(connection, known) == article.with_id(known.id)
            return Change.UNCHANGED if same else Change.UPDATED, known.id

    @in_thread
    def put(self, article: Article) -> Article:
        """Store it, in place of its earlier version if there is one; it comes back with its id."""
        with self._database.writing() as connection:
            known = _same_article(connection, article)
            if known is None:
                stored = article.with_id(_new_id(connection, article))
                _write(connection, stored, key=None, stale=[])
            else:
                stored = article.with_id(known.id)
                _write(connection, stored, known.key, stale=_clear(connection, known.key))
                _drop_orphans(connection)
        if known is not None:
            self._database.scrub()
        return stored

    @in_thread
    def get(self, article_id: str) -> Article:
        """The article with this id, or the only one whose id starts so."""
        with self._database.reading() as connection:
            return _load(connection, _by_prefix(connection, article_id))

    @in_thread
    def remove(self, article_id: str) -> Article:
        """Forget it: none of its text is left in the database's files."""
        with self._database.writing() as connection:
            row = _by_prefix(connection, article_id)
            article = _load(connection, row)
            stale = _clear(connection, row.key)
            connection.execute(delete(articles).where(articles.c.key == row.key))
            _tell(connection, row.key, stale)
            _drop_orphans(connection)
        self._database.scrub()
        return article

    @in_thread
    def entries(self) -> list[Entry]:
        """All articles, the latest added first."""
        counted = (
            select(articles, func.count(paragraphs.c.row).label("paragraphs"))
            .join(paragraphs)
            .group_by(articles.c.key)
            .order_by(articles.c.key.desc())
        )
        with self._database.reading() as connection:
            return [
                Entry(row.id, row.title, row.source, _published(row), row.paragraphs, row.added)
                for row in connection.execute(counted)
            ]

    @in_thread
    def sizes(self, scope: Scope) -> dict[int, int]:
        """The scope's articles by key, each with its number of paragraphs."""
        counted = select(articles.c.key, func.count()).join(paragraphs).group_by(articles.c.key)
        with self._database.reading() as connection:
            if scope.article_ids:
                ids = [_by_prefix(connection, given).id for given in scope.article_ids]
                counted = counted.where(articles.c.id.in_(ids))
            return dict(connection.execute(_limited(counted, scope)).tuples().all())

    @in_thread
    def languages(self) -> list[str]:
        """The languages that articles are known to be in."""
        known = select(articles.c.language).where(articles.c.language.is_not(None)).distinct()
        with self._database.reading() as connection:
            return sorted(connection.scalars(known))


def _limited(query: Select[tuple[int, int]], scope: Scope) -> Select[tuple[int, int]]:
    if scope.sources:
        query = query.where(articles.c.source.in_(scope.sources))
    if scope.published_from:
        query = query.where(articles.c.published >= _utc(scope.published_from)[0])
    if scope.published_to:
        query = query.where(articles.c.published <= _utc(scope.published_to)[0])
    return query


def _same_article(connection: Connection, article: Article) -> Row[Any] | None:
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
        if row.body_digest == body or article.url and row.identity == identity(article):
            return row
        stored = connection.scalars(
            select(paragraphs.c.text).where(paragraphs.c.article == row.key)
        )
        common = len(texts.intersection(stored))
        if common > most:
            best, most = row, common
    return best


def _new_id(connection: Connection, article: Article) -> str:
    plain = article_id(article, taken=False)
    taken = connection.scalar(select(func.count()).where(articles.c.id == plain))
    return article_id(article, taken=True) if taken else plain


def _by_prefix(connection: Connection, given: str) -> Row[Any]:
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


def _load(connection: Connection, row: Row[Any]) -> Article:
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
        published=_published(row),
        url=row.url,
        language=row.language,
        id=row.id,
    )


def _write(connection: Connection, article: Article, key: int | None, stale: list[str]) -> None:
    published, zone = _utc(article.published) if article.published else (None, None)
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
    _tell(connection, key, stale)


def _clear(connection: Connection, key: int) -> list[str]:
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


def _drop_orphans(connection: Connection) -> None:
    referenced = select(paragraphs.c.digest)
    connection.execute(delete(vectors).where(vectors.c.digest.not_in(referenced)))


def _tell(connection: Connection, key: int, stale: list[str]) -> None:
    """Note that Chroma has to forget these ids and learn what the article has now."""
    connection.execute(insert(outbox), {"article": key, "stale": json.dumps(stale)})


def _utc(moment: datetime) -> tuple[datetime, int | None]:
    """Without its zone, in UTC, and the zone in minutes; unchanged when it names none."""
    offset = moment.utcoffset()
    if offset is None:
        return moment, None
    return moment.astimezone(UTC).replace(tzinfo=None), int(offset.total_seconds() // 60)


def _published(row: Row[Any]) -> datetime | None:
    moment: datetime | None = row.published
    if moment is None or row.zone is None:
        return moment
    return moment.replace(tzinfo=UTC).astimezone(timezone(timedelta(minutes=row.zone)))
