"""Version 5: what is kept beside the articles belongs to somebody."""

from __future__ import annotations

from alembic.operations import Operations
from sqlalchemy import Column, String

from index.store.migrations.tables import add_column


def upgrade(op: Operations) -> None:
    """What was kept before belongs to nobody."""
    add_column(op, "documents", Column("owner", String))
