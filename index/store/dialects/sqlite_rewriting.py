"""Leaving nothing readable of what was deleted in SQLite's files."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Connection

from index.store.schema import texts

_HOLLOW: Final = 1 / 3
_FEW_PAGES: Final = 1_000


def write_anew(connection: Connection, tables: Collection[str]) -> bool:
    """Write these tables anew; False when somebody still reads the log, which has the old pages.

    Rows are overwritten when they go, and pages when they are freed (`secure_delete`). But SQLite
    leaves copies of rows in the gaps of pages that it has balanced, so all pages of these tables
    are freed and filled again. Of `texts` no page is ever balanced: see `forget_texts`.
    """
    connection.exec_driver_sql("COMMIT")
    with without_references(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        for table in {*tables} - {texts.name}:
            _write_table_anew(connection, table)
        connection.exec_driver_sql("COMMIT")
    if _is_hollow(connection):
        connection.exec_driver_sql("VACUUM")
    is_busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
    connection.exec_driver_sql("BEGIN")
    return not is_busy


def _write_table_anew(connection: Connection, table: str) -> None:
    # Without a condition SQLite clears whole pages, and the numbers that it has given out stay so.
    for statement in _ANEW:
        connection.exec_driver_sql(statement.format(table=table))


_ANEW: Final = (
    'CREATE TEMP TABLE kept AS SELECT * FROM main."{table}"',
    'DELETE FROM main."{table}"',
    'INSERT INTO main."{table}" SELECT * FROM kept',
    "DROP TABLE kept",
)


def _is_hollow(connection: Connection) -> bool:
    """Whether so much of the file is free that it is worth the time to make it smaller."""
    free = connection.exec_driver_sql("PRAGMA freelist_count").scalar() or 0
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
    return free > max(_FEW_PAGES, pages * _HOLLOW)


@contextmanager
def without_references(connection: Connection) -> Iterator[None]:
    """Outside of a transaction, the only place where SQLite hears of it."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        if driver.in_transaction:  # it failed
            driver.rollback()
        driver.execute("PRAGMA foreign_keys = ON")


# Of the same length, for then SQLite writes it over the text, where that stands.
_FORGET: Final = """
    UPDATE texts SET text = zeroblob(length(CAST(text AS BLOB)))
    WHERE "row" IN (SELECT value FROM json_each(?))
"""


def forget_texts(connection: Connection, rows: Collection[int]) -> None:
    """Overwrite the texts of these paragraphs, in their place.

    New rows are only ever added at the table's end, and none is deleted or changes its length. So
    SQLite has no reason to balance its pages, which would leave copies of other texts in them.
    """
    connection.exec_driver_sql(_FORGET, (json.dumps([*rows]),))
