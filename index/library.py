"""The store of record: articles and their paragraphs.

Each change is one transaction, which also notes what the vector index has to be told:
a crash leaves nothing to guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from sqlalchemy import Select, delete, func, select

from index import records
from index.database import Database
from index.schema import articles, paragraphs
from index.threads import in_thread
from index.types import Article, Scope


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
            known = records.same_article(connection, article)
            if known is None:
                return Change.ADDED, None
            same = records.load(connection, known) == article.with_id(known.id)
            return Change.UNCHANGED if same else Change.UPDATED, known.id

    @in_thread
    def put(self, article: Article) -> Article:
        """Store it, in place of its earlier version if there is one; it comes back with its id."""
        with self._database.writing() as connection:
            known = records.same_article(connection, article)
            if known is None:
                stored = article.with_id(records.new_id(connection, article))
                records.write(connection, stored, key=None, stale=[])
            else:
                stored = article.with_id(known.id)
                records.write(
                    connection, stored, known.key, stale=records.clear(connection, known.key)
                )
                records.drop_orphans(connection)
        if known is not None:
            self._database.scrub()
        return stored

    @in_thread
    def get(self, article_id: str) -> Article:
        """The article with this id, or the only one whose id starts so."""
        with self._database.reading() as connection:
            return records.load(connection, records.by_prefix(connection, article_id))

    @in_thread
    def remove(self, article_id: str) -> Article:
        """Forget it: none of its text is left in the database's files."""
        with self._database.writing() as connection:
            row = records.by_prefix(connection, article_id)
            article = records.load(connection, row)
            stale = records.clear(connection, row.key)
            connection.execute(delete(articles).where(articles.c.key == row.key))
            records.tell(connection, row.key, stale)
            records.drop_orphans(connection)
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
                Entry(
                    row.id, row.title, row.source, records.published(row), row.paragraphs, row.added
                )
                for row in connection.execute(counted)
            ]

    @in_thread
    def sizes(self, scope: Scope) -> dict[int, int]:
        """The scope's articles by key, each with its number of paragraphs."""
        counted = select(articles.c.key, func.count()).join(paragraphs).group_by(articles.c.key)
        with self._database.reading() as connection:
            if scope.article_ids:
                ids = [records.by_prefix(connection, given).id for given in scope.article_ids]
                counted = counted.where(articles.c.id.in_(ids))
            return dict(connection.execute(_limited(counted, scope)).all())

    @in_thread
    def languages(self) -> list[str]:
        """The languages that articles are known to be in."""
        known = select(articles.c.language).where(articles.c.language.is_not(None)).distinct()
        with self._database.reading() as connection:
            return sorted(connection.scalars(known))


def _limited(query: Select[int, int], scope: Scope) -> Select[int, int]:
    if scope.sources:
        query = query.where(articles.c.source.in_(scope.sources))
    if scope.published_from:
        query = query.where(articles.c.published >= records.utc(scope.published_from)[0])
    if scope.published_to:
        query = query.where(articles.c.published <= records.utc(scope.published_to)[0])
    return query
