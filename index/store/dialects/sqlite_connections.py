"""Connections to a library in a file, also where the disk is full or nothing may be written.

SQLite reads through a small file beside the library, which it makes when nobody has the library
open. Where it cannot, the library is read as a file that nobody changes: then it can only be read.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from index.store.dialects.protocol import KEPT_CONNECTIONS, MORE_CONNECTIONS

BUSY_TIMEOUT: Final = 60_000
"""Milliseconds to wait for another process; `write_anew` takes a while on a large library."""

_ROOM: Final = 2**20
"""Bytes: with less left on the disk, that is why nothing can be written."""

_INSTANCES: Final = "CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, full_text, instance)"
"""Only a view of the full-text index, which need not be there yet: where each term stands."""


class _ReadOnly(sqlite3.Connection):
    """A connection that takes the library for a file that nobody changes."""


def engine(where: Path | str) -> Engine:
    """The database in this file, which is made when there is none."""
    path = Path(where)
    made = create_engine(
        f"sqlite:///{path}",
        creator=lambda: _connected(path),
        pool_size=KEPT_CONNECTIONS,
        max_overflow=MORE_CONNECTIONS,
    )
    event.listen(made, "checkin", _drop_read_only)
    return made


def has_room(where: Path | str) -> bool:
    """Whether the disk that this file is on has room for what is written."""
    folder = Path(where).parent
    return not folder.is_dir() or shutil.disk_usage(folder).free >= _ROOM


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        return _configured(connection, journal_mode="WAL")  # readers do not wait for a writer
    except sqlite3.OperationalError:
        connection.close()
        if not _is_still(path):
            raise
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return _configured(
        sqlite3.connect(address, uri=True, factory=_ReadOnly, check_same_thread=False)
    )


def _is_still(path: Path) -> bool:
    """Whether all of the library is in its own file: nobody has left, or is writing, a log."""
    log = path.with_name(f"{path.name}-wal")
    return path.exists() and not (log.exists() and log.stat().st_size)


def _configured(connection: sqlite3.Connection, **more: str) -> sqlite3.Connection:
    # The driver's own transactions leave table changes out; the dialect starts ours.
    connection.isolation_level = None
    pragmas = {
        "busy_timeout": BUSY_TIMEOUT,
        **more,
        "synchronous": "NORMAL",  # in WAL mode a power cut loses the last transactions, no more
        "foreign_keys": "ON",
        "secure_delete": "ON",  # freed pages are overwritten
    }
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    # Only a view of the full-text index, which need not be there yet.
    connection.execute(
        "CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, full_text, instance)"
    )
    return connection


def _drop_read_only(connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    """Keep no connection that can only read: it would not see what is written from now on."""
    if isinstance(connection, _ReadOnly):
        record.invalidate()
