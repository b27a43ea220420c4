"""A SQLite file that is kept as a copy: sealed by digests of its tables, and checked by them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

SEAL: Final = "seal"
"""The fact that has the digests."""

# What full text is kept in is made anew from the articles.
_TABLES: Final = """
    SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
    AND name NOT LIKE 'full\\_text\\_%' ESCAPE '\\' ORDER BY name
"""


class Damaged(Exception):
    """The file is not what it was, or never was a library; it says why."""


def seal(path: Path) -> None:
    """Note the digests of a library's tables in it; it is one file from then on."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        values = (SEAL, json.dumps(_digests(connection)))
        connection.execute("INSERT INTO facts (name, value) VALUES (?, ?)", values)


def check(path: Path) -> int:
    """The version of the library in this file; one that is not sealed is looked through as it is.

    Raises:
        Damaged: it is not what it was, or no library.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            if (found := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
                raise Damaged(found)
            sealed = _fact(connection, SEAL)
            if sealed is not None and json.loads(sealed) != _digests(connection):
                raise Damaged("its tables are not as they were when it was made")
            return int(_fact(connection, "version") or 0)
    except (sqlite3.DatabaseError, ValueError) as error:
        raise Damaged(f"it is no library, or damaged: {error}") from error


def _fact(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _digests(connection: sqlite3.Connection) -> dict[str, str]:
    return {name: _digest(connection, name) for (name,) in connection.execute(_TABLES).fetchall()}


def _digest(connection: sqlite3.Connection, table: str) -> str:
    # By the order of the file itself: a column more, or another order, is another digest.
    digest = hashlib.sha256()
    for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - SQLite's own name
        if table != "facts" or row[0] != SEAL:
            digest.update(repr(row).encode())
    return digest.hexdigest()
