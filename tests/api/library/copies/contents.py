"""What is in a library that was copied."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from index.store.database import Database
from index.store.schema import facts, outbox
from tests.api.library.kept import TABLES

Where = Path | str
"""A file, or the URL of a database."""


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in the library but what is of the place."""
    with database.reading() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in TABLES
            if table not in (facts, outbox)
        }


def a_key() -> dict[str, Any]:
    return {"id": "k", "name": "n", "role": "ask", "digest": "d", "made": datetime(2026, 1, 1)}
