"""The library's tables (SQLAlchemy Core) and their version."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    column,
    table,
)

VERSION: Final = 5
"""Raised with each change of the tables; a library with a higher one is refused."""

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)

# `key` is what Chroma knows an article by: an id is made from the title, and no text goes there.
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

# Rows are never used twice: Chroma's ids are made of them.
paragraphs = Table(
    "paragraphs",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String, nullable=False, index=True),
    sqlite_autoincrement=True,
)

# Addressed by content, so that an interrupted ingest resumes and an update embeds what changed.
vectors = Table(
    "vectors",
    metadata,
    Column("digest", String, primary_key=True),
    Column("embedder", String, primary_key=True),
    Column("chunks", Integer, nullable=False),
    Column("spans", LargeBinary, nullable=False),
    Column("vectors", LargeBinary, nullable=False),
    Column("signs", LargeBinary, nullable=False),
    Column("ranges", LargeBinary, nullable=False),
)

# What Chroma has still to be told, written in the same transaction as what changed.
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

# What readers think of a document; each has one opinion, the last one that they gave.
feedback = Table(
    "feedback",
    metadata,
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True),
    Column("reader", String, primary_key=True),
    Column("rating", String, nullable=False),
    Column("reason", Text),
    Column("made", DateTime, nullable=False),  # UTC
)

# API keys, as digests. A revoked one stays, so that a library that had keys is never open again.
keys = Table(
    "keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("made", DateTime, nullable=False),  # UTC
    Column("revoked", DateTime),  # UTC
)

# Articles that are not quoted where everybody can read it.
private_articles = Table(
    "private_articles",
    metadata,
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
)

# Slack messages that were taken on, so that each is answered once, by whichever process.
slack_messages = Table(
    "slack_messages",
    metadata,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("ts", String, primary_key=True),
    Column("event", Text),  # JSON; none once it is done
    Column("taken", Float, nullable=False),  # seconds since 1970, as below
    Column("held_until", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("reply", String),  # the ts of the message that answers it
    Column("done", Float, index=True),
)

# Slack threads that the assistant takes part in, and what it answered there.
slack_threads = Table(
    "slack_threads",
    metadata,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("thread", String, primary_key=True),
    Column("asker", String, nullable=False),
    Column("apart", Boolean, nullable=False),  # whether people talk to each other since
    Column("expects", String),  # whose text is to be added next
)
slack_answers = Table(
    "slack_answers",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("team", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    Column("document", ForeignKey("documents.key", ondelete="CASCADE"), nullable=False, index=True),
    Index("slack_answers_thread", "team", "channel", "thread"),
    sqlite_autoincrement=True,
)

# What is known of Slack channels: who can read them, and the articles that they are bound to.
slack_channels = Table(
    "slack_channels",
    metadata,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("kind", String),
    Column("bound", Boolean, nullable=False, default=False),
)
slack_bindings = Table(
    "slack_bindings",
    metadata,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("article", ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True),
)

# How many paragraphs have a term.
vocabulary = table("vocabulary", column("term", Text), column("doc", Integer))

# SQLite's FTS5 index over BM25 terms (`index.text.terms`), a row a paragraph.
full_text = table("full_text", column("rowid", Integer), column("title"), column("body"))
CREATE_FULL_TEXT: Final = (
    """
    CREATE VIRTUAL TABLE full_text
    USING fts5(title, body, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'")
    """,
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(full_text, row)",
)
