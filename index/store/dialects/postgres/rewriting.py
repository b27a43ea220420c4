"""Leaving nothing readable of what was deleted in the tables' files.

PostgreSQL marks deleted rows as such and later uses their room again; until then they can be read
in its files. So the tables are written anew (`VACUUM FULL`). Its log of writes (WAL), copies and
replicas are the server's, and out of reach.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from typing import Any, Final

from psycopg.errors import Diagnostic, LockNotAvailable
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

PAUSES: Final = (0.0, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds before each try: a question that is being answered still sees what was deleted."""

LOCK_TIMEOUT: Final = "5s"
"""For a table; who reads it meanwhile waits as long."""

_NUMBER: Final = re.compile(r"\d+")


def write_anew(connection: Connection, tables: Collection[str]) -> bool:
    """Write these tables anew; False when somebody reads them, or sees what was deleted."""
    # Not inside a transaction, and however long it takes.
    connection.execution_options(isolation_level="AUTOCOMMIT", patience=None)
    connection.exec_driver_sql(f"SET lock_timeout = '{LOCK_TIMEOUT}'")
    try:
        return any(_is_clean_after(pause, connection, tables) for pause in PAUSES)
    except OperationalError as error:
        if isinstance(error.orig, LockNotAvailable):
            return False
        raise
    finally:
        connection.exec_driver_sql("RESET lock_timeout")


def _is_clean_after(pause: float, connection: Connection, tables: Collection[str]) -> bool:
    time.sleep(pause)
    left: list[int] = []

    def note(notice: Diagnostic) -> None:
        # "3 dead row versions cannot be removed yet", in whatever language the server speaks.
        if number := _NUMBER.search(notice.message_detail or ""):
            left.append(int(number[0]))

    driver: Any = connection.connection.driver_connection
    driver.add_notice_handler(note)
    try:
        names = ", ".join(f'"{table}"' for table in tables)
        connection.exec_driver_sql(f"VACUUM (FULL, VERBOSE) {names}")
    finally:
        driver.remove_notice_handler(note)
    # One for each table: those that the user does not own are passed over, with a warning.
    return left == [0] * len(tables)
