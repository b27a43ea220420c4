"""Version 9: articles belong to groups, and so do keys; Slack's answers belong to their channel."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Text

from index.store.migrations.tables import add_column, has_table


def upgrade(op: Operations) -> None:
    """An article that was private is in the group `private`, and a key in no group."""
    if has_table(op, "private_articles"):
        op.create_table(
            "article_groups",
            Column(
                "article", Integer, ForeignKey("articles.key", ondelete="CASCADE"), primary_key=True
            ),
            Column("name", String, primary_key=True, index=True),
        )
        op.execute(
            "INSERT INTO article_groups (article, name) "
            "SELECT article, 'private' FROM private_articles"
        )
        op.drop_table("private_articles")
    add_column(op, "keys", Column("expires", DateTime))
    add_column(op, "keys", Column("used", DateTime))
    add_column(op, "keys", Column("groups", Text))
    if has_table(op, "slack_answers"):
        op.execute(
            "UPDATE documents SET owner = (SELECT 'slack:' || max(channel) FROM slack_answers "
            "WHERE document = documents.key) "
            "WHERE key IN (SELECT document FROM slack_answers)"
        )
