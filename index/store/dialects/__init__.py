"""What only one database understands, and the choice between them.

The tables (`index.store.schema`) and all other SQL in the house are what SQLAlchemy writes for any
database. `protocol` says what a dialect has to do; `sqlite` does it for a file, `postgres` for a
server.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from index.store.dialects import sqlite
from index.store.dialects.protocol import Dialect

__all__ = ["Dialect", "dialect_at", "dialect_of"]


def dialect_at(where: Path | str) -> Dialect:
    """The dialect of the database in this file, or at this URL."""
    return sqlite if isinstance(where, Path) else _postgres()


def dialect_of(connection: Connection) -> Dialect:
    """The dialect that this connection takes."""
    return sqlite if connection.dialect.name == "sqlite" else _postgres()


def _postgres() -> Dialect:
    # Only here: a library in a file does without the driver, and without the time to load it.
    from index.store.dialects import postgres  # noqa: PLC0415 - as above

    return postgres
