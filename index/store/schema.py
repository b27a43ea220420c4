"""The index's tables (SQLAlchemy Core), and the version of the file that they are in.

Others keep tables of their own in the same file, which may refer to these: see `Database`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    column,
    table,
)
from sqlalchemy.engine import Dialect

VERSION: Final = 10
"""Raised with each change of any table in the file, whoever's; a higher one is refused."""

metadata = MetaData()


class Digest(TypeDecorator[str]):
    """A digest in hex, kept as the bytes that it says."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """As it is kept."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """As it is known."""
        return None if value is None else value.hex()


facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# `key` is what the vector store knows an article by: an id is made from the title, and no text
# goes there.
articles = Table(
    "articles",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("identity", String, nullable=False, index=True),
    Column("body_digest", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("byline", Text),
    Column("section", Text),
    Column("source", Text, index=True),
    Column("published", DateTime, index=True),  # UTC when the zone is known, else as given
    Column("zone", Integer),  # minutes east of UTC
    Column("url", Text),
    Column("language", String, index=True),
    Column("added", DateTime, nullable=False),
    sqlite_autoincrement=True,
)

# Where else an article's text was published, by what a version read there is known by.
publications = Table(
    "publications",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("identity", String, primary_key=True, index=True),
    Column("source", Text, index=True),
    Column("url", Text),
    Column("published", DateTime),  # as in `articles`
    Column("zone", Integer),
)

# Rows are never used twice: the ids of chunks are made of them. Nothing in it can be read: texts
# lie apart, where they can be overwritten (`Dialect.forget_texts`).
paragraphs = Table(
    "paragraphs",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("digest", Digest, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# By the paragraph's `row`. A row that no paragraph has is of a text that was overwritten.
texts = Table(
    "texts",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
)

# Addressed by content, so that an interrupted ingest resumes and an update embeds what changed.
vectors = Table(
    "vectors",
    metadata,
    Column("digest", Digest, primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("chunks", Integer, nullable=False),
    Column("spans", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Column("signs", LargeBinary, nullable=False),
    Column("ranges", LargeBinary, nullable=False),
)

# What the vector store lacks, written in the same transaction as what changed.
outbox = Table(
    "outbox",
    metadata,
    Column("note", Integer, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("stale", Text, nullable=False),  # JSON list of chunk ids
    sqlite_autoincrement=True,
)

# What others keep beside the articles that it quotes, answers for instance: it goes with them.
# `owner` is who it belongs to, as those who keep it call them.
documents = Table(
    "documents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("made", DateTime, nullable=False),  # UTC
    Column("content", Text, nullable=False),
    Column("owner", String),
    sqlite_autoincrement=True,
)
document_articles = Table(
    "document_articles",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("article", ForeignKey("articles.key"), primary_key=True, index=True),
)
# Of which paragraphs it may hold words; one without any may hold words of all its articles.
document_paragraphs = Table(
    "document_paragraphs",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("article", ForeignKey("articles.key"), primary_key=True, index=True),
    Column("number", Integer, primary_key=True),
)

# Who may read an article: whoever is in one of its groups; everybody, where it has none.
article_groups = Table(
    "article_groups",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
    Column("name", String, primary_key=True, index=True),
)

# What full text is searched in (`index.store.full_text`): a row a paragraph, under its `row`. The
# database's dialect makes it, and nothing but that writes to it.
full_text = table("full_text", column("rowid", Integer))
