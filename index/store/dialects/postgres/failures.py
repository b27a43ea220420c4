"""What PostgreSQL's errors mean for whoever keeps a library in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from psycopg import Error
from sqlalchemy.exc import DatabaseError

from index.errors import StorageError
from index.store.errors import (
    DatabaseFailed,
    DatabaseMissing,
    DatabaseRefused,
    DatabaseUnreachable,
    DiskFull,
    LibraryBusy,
)

# The first that the SQLSTATE starts with: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_STATE: Final[dict[str, type[DatabaseFailed | DatabaseRefused | DatabaseUnreachable]]] = {
    "08": DatabaseUnreachable,  # the connection is lost
    "57P": DatabaseUnreachable,  # the server stops or starts
    "53300": DatabaseUnreachable,  # too many connections
    "28": DatabaseRefused,  # who it is
    "42501": DatabaseRefused,  # what they may
    "25006": DatabaseRefused,  # nothing may be written, for instance on a replica
}
_BUSY: Final = ("55P03", "40P01", "40001")
_FULL: Final = "53100"

# While it connects, the server's words are all there is.
_BY_WORDS: Final = {
    "does not exist": DatabaseMissing,
    "authentication failed": DatabaseRefused,
    "no password supplied": DatabaseRefused,
    "pg_hba.conf": DatabaseRefused,
    "permission denied": DatabaseRefused,
    "is not permitted to log in": DatabaseRefused,
}


def failure(error: DatabaseError, where: Path | str) -> StorageError:
    """What to tell of it."""
    cause = error.orig
    state = (cause.sqlstate if isinstance(cause, Error) else None) or ""
    reason = _reason(cause)
    if state in _BUSY:
        return LibraryBusy(where, reason)
    if state == _FULL:
        return DiskFull(where, reason)
    if not state:
        kind = next((kind for words, kind in _BY_WORDS.items() if words in reason), None)
        return (kind or DatabaseUnreachable)(str(where), reason)
    kinds = (kind for start, kind in _BY_STATE.items() if state.startswith(start))
    return next(kinds, DatabaseFailed)(str(where), reason)


def _reason(cause: BaseException | None) -> str:
    # Not its detail, which may quote an article.
    said = cause.diag.message_primary if isinstance(cause, Error) else None
    # Its hints, which are indented, ask what the error itself asks.
    lines = (line for line in (said or str(cause)).splitlines() if not line.startswith("\t"))
    words = " ".join(" ".join(lines).split())
    return words.removeprefix("connection failed: ").rstrip(".")
