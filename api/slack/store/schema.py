"""The tables in which the library's file remembers Slack."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

from index.store.schema import articles, documents

# Apart from the index's tables, which know nothing of Slack; both lie in the library's file.
SLACK_TABLES: Final = MetaData()

# Slack messages that were taken on, so that each is answered once, by whichever process.
slack_messages = Table(
    "slack_messages",
    SLACK_TABLES,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("ts", String, primary_key=True),
    Column("event", Text),  # JSON; none once it is done
    Column("taken", Float, nullable=False),  # seconds since 1970, as below
    Column("held_until", Float, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("reply", String),  # the ts of the message that answers it, see inbox.py
    Column("done", Float, index=True),
)

# Slack threads that the assistant takes part in, and what it answered there.
slack_threads = Table(
    "slack_threads",
    SLACK_TABLES,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("thread", String, primary_key=True),
    Column("asker", String, nullable=False),
    Column("apart", Boolean, nullable=False),  # whether people talk to each other since
    Column("expects", String),  # whose text is to be added next
)
slack_answers = Table(
    "slack_answers",
    SLACK_TABLES,
    Column("key", Integer, primary_key=True),
    Column("team", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("thread", String, nullable=False),
    # An answer that the library drops, with the article that it quotes, is forgotten here too.
    Column("document", ForeignKey(documents.c.key, ondelete="CASCADE"), nullable=False, index=True),
    Index("slack_answers_thread", "team", "channel", "thread"),
    sqlite_autoincrement=True,
)

# What is known of Slack channels: who can read them, and the articles that they are bound to.
slack_channels = Table(
    "slack_channels",
    SLACK_TABLES,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("kind", String),
    Column("bound", Boolean, nullable=False, default=False),
)
slack_bindings = Table(
    "slack_bindings",
    SLACK_TABLES,
    Column("team", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("article", ForeignKey(articles.c.key, ondelete="CASCADE"), primary_key=True),
)

# The groups that people and channels are in: `reader` is Slack's id of the one or the other.
slack_groups = Table(
    "slack_groups",
    SLACK_TABLES,
    Column("reader", String, primary_key=True),
    Column("name", String, primary_key=True),
)
