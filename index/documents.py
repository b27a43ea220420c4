"""Documents that quote articles, kept beside them and removed with them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import insert, select

from index.database import Database
from index.schema import articles, document_articles, documents
from index.threads import in_thread


class Documents:
    """Documents in the library's database; StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def put(
        self, document_id: str, made: datetime, content: str, article_ids: Collection[str]
    ) -> None:
        """Keep a document that quotes these articles; not when one of them is gone."""
        keys = select(articles.c.key).where(articles.c.id.in_(article_ids))
        with self._database.writing() as connection:
            found = connection.scalars(keys).all()
            if len(found) < len(article_ids):
                return
            values = {
                "id": document_id,
                "made": made.astimezone(UTC).replace(tzinfo=None),
                "content": content,
            }
            key = connection.execute(insert(documents), values).lastrowid
            for article in found:
                connection.execute(insert(document_articles), {"document": key, "article": article})

    @in_thread
    def starting(self, prefix: str) -> list[str]:
        """The documents whose ids start so, at most two; the one whose id it is comes alone."""
        begins = documents.c.id.between(prefix, f"{prefix}~")
        found = select(documents).where(begins).order_by(documents.c.id).limit(2)
        with self._database.reading() as connection:
            rows = connection.execute(found).all() if prefix else []
        exact = [row.content for row in rows if row.id == prefix]
        return exact or [row.content for row in rows]

    @in_thread
    def latest(self, limit: int) -> list[str]:
        """The latest documents, the newest first."""
        found = select(documents.c.content).order_by(documents.c.key.desc()).limit(limit)
        with self._database.reading() as connection:
            return list(connection.scalars(found))
