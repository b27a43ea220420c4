"""What the files of the chain have in common."""

from __future__ import annotations

from typing import Any

from alembic.operations import Operations
from sqlalchemy import Column, inspect


def has_table(op: Operations, name: str) -> bool:
    """Whether the library has this table: those of others are made when they are first used."""
    return inspect(op.get_bind()).has_table(name)


def add_column(op: Operations, table: str, column: Column[Any]) -> None:
    """Add a column to the end of a table, unless it is there already or the table is not."""
    if has_table(op, table):
        present = {each["name"] for each in inspect(op.get_bind()).get_columns(table)}
        if column.name not in present:
            op.add_column(table, column)
