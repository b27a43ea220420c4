"""Documents that quote articles, kept beside them and removed with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    insert,
    select,
    true,
)

from index.concurrency import in_thread
from index.store.access import readable
from index.store.articles import article_rows
from index.store.database import Database, insert_row
from index.store.schema import articles, document_articles, document_paragraphs, documents
from index.types import SEES_ALL, Article, Audience, Place


@dataclass(frozen=True, slots=True)
class Reader:
    """Who wants a document: it is theirs, and quotes nothing that they may not read.

    `owners` are the names under which it may be theirs; None: whosever it is.
    """

    owners: tuple[str, ...] | None
    audience: Audience


EVERYTHING_KEPT: Final = Reader(None, SEES_ALL)
"""Whoever has the whole library."""


class DocumentStore:
    """Documents in the library's database; StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def put(  # noqa: PLR0913 - what is kept, and for whom
        self,
        document_id: str,
        made: datetime,
        content: str,
        held: Mapping[Place, str | None],
        *,
        owner: str | None = None,
        readable_by: Audience = SEES_ALL,
    ) -> None:
        """Keep a document that may hold words of the paragraphs in `held`, with their texts.

        It is not kept when one of them reads otherwise by now, or may not be read by whom it was
        made for. A paragraph whose text is None is noted as far as it is still there for them.
        """
        with self._database.writing() as connection:
            # In the transaction that keeps it: an article may have changed while it was made.
            now = article_rows.at_places(connection, held, readable_by)
            texts = {place: each.text for place, each in now.items()}
            if any(text not in (None, texts.get(place)) for place, text in held.items()):
                return
            values = {
                "id": document_id,
                "made": made.astimezone(UTC).replace(tzinfo=None),
                "content": content,
                "owner": owner,
            }
            key = insert_row(connection, documents, values)
            quoted = [
                {"document": key, "article": each} for each in {at.article for at in now.values()}
            ]
            places = [
                {"document": key, "article": each.article, "number": place.paragraph}
                for place, each in now.items()
            ]
            if quoted:
                connection.execute(insert(document_articles), quoted)
                connection.execute(insert(document_paragraphs), places)

    @in_thread
    def get(self, document_id: str, reader: Reader = EVERYTHING_KEPT) -> str | None:
        """The document with this whole id, if it is there for the reader."""
        query = select(documents.c.content).where(documents.c.id == document_id, is_for(reader))
        with self._database.reading() as connection:
            return connection.scalar(query)

    @in_thread
    def with_prefix(self, prefix: str) -> list[str]:
        """At most two documents whose ids start so; a document with this whole id comes alone."""
        begins = documents.c.id.between(prefix, f"{prefix}~")
        query = select(documents).where(begins).order_by(documents.c.id).limit(2)
        with self._database.reading() as connection:
            rows = connection.execute(query).all() if prefix else []
        exact = [row.content for row in rows if row.id == prefix]
        return exact or [row.content for row in rows]

    @in_thread
    def latest(self, limit: int) -> list[str]:
        """The latest documents, the newest first."""
        query = select(documents.c.content).order_by(documents.c.key.desc()).limit(limit)
        with self._database.reading() as connection:
            return list(connection.scalars(query))


def is_for(reader: Reader) -> ColumnElement[bool]:
    """Whether a document is there for this reader."""
    whose = true() if reader.owners is None else documents.c.owner.in_(reader.owners)
    if reader.audience.sees_all:
        return whose
    hidden = (
        select(document_articles.c.document)
        .join(articles, articles.c.key == document_articles.c.article)
        .where(document_articles.c.document == documents.c.key, ~readable(reader.audience))
    )
    return whose & ~hidden.exists()


def drop_documents(connection: Connection, key: int) -> int:
    """Delete the documents that quote the article with this key, and return how many there were."""
    quoting = select(document_articles.c.document).where(document_articles.c.article == key)
    return connection.execute(delete(documents).where(documents.c.key.in_(quoting))).rowcount


def drop_outdated(connection: Connection, key: int, before: Article, after: Article) -> bool:
    """Delete the documents that may hold words which the article has lost; whether there were any.

    A paragraph that moved counts as lost: documents cite it by its number.
    """
    # Each answer has the title of what it cites, and may have named the others.
    if _heading(before) != _heading(after):
        return drop_documents(connection, key) > 0
    now = {each.number: each.text for each in after.paragraphs}
    stands = {each.number for each in before.paragraphs if now.get(each.number) == each.text}
    quoted = (
        select(document_articles.c.document, document_paragraphs.c.number)
        .outerjoin(
            document_paragraphs,
            and_(
                document_paragraphs.c.document == document_articles.c.document,
                document_paragraphs.c.article == document_articles.c.article,
            ),
        )
        .where(document_articles.c.article == key)
    )
    # A document of which no paragraph is noted may hold any words of the article.
    stale = {row.document for row in connection.execute(quoted) if row.number not in stands}
    if stale:
        gone = delete(documents).where(documents.c.key == bindparam("stale"))
        connection.execute(gone, [{"stale": each} for each in stale])
    return bool(stale)


def _heading(article: Article) -> tuple[str | None, ...]:
    return article.title, article.byline, article.section, article.source
