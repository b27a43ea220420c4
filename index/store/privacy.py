"""Which articles are private: those are not quoted where everybody can read it."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from index.concurrency import in_thread
from index.store import article_rows
from index.store.database import Database
from index.store.schema import articles, private_articles


class Privacy:
    """The library's private articles. Its methods raise StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def mark(self, article_id: str, *, private: bool) -> str:
        """Mark an article, named by its id or how that begins, and return its whole id.

        Raises:
            ArticleNotFound, AmbiguousArticle: there is no such article, or several.
        """
        with self._database.writing() as connection:
            row = article_rows.by_prefix(connection, article_id)
            mine = private_articles.c.article == row.key
            connection.execute(delete(private_articles).where(mine))
            if private:
                connection.execute(insert(private_articles), {"article": row.key})
            whole_id: str = row.id
            return whole_id

    @in_thread
    def ids(self) -> frozenset[str]:
        """The private articles' ids."""
        query = select(articles.c.id).join(private_articles)
        with self._database.reading() as connection:
            return frozenset(connection.scalars(query))
