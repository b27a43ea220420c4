"""How the library's database is opened, read and written, and what its failures mean."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine, delete, event, insert, inspect, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from index.errors import IndexBusy, NewerVersion, StorageError
from index.store.schema import CREATE_FULL_TEXT, VERSION, documents, facts, metadata

BUSY_TIMEOUT: Final = 60_000
"""Milliseconds to wait for another process; `scrub` writes a large library anew."""

_LEFTOVERS: Final = "leftovers"
"""The fact that something was deleted and may still be readable in the file."""


class Database:
    """One SQLite file. Every method raises StorageError, with advice, when it cannot be used.

    Raises:
        NewerVersion: on opening, when a newer version wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_engine(f"sqlite:///{path}")
        event.listen(self._engine, "connect", _configure)
        event.listen(self._engine, "begin", _begin)
        with self.writing() as connection:
            if not inspect(connection).has_table(facts.name):
                _create(connection)
            version = int(read_fact(connection, "version") or 0)
            if version < VERSION:
                _upgrade(connection)
        if version > VERSION:
            self._engine.dispose()
            raise NewerVersion(
                f"{path} was written by a newer version of the assistant (format {version}, this "
                f"one knows {VERSION}). Upgrade the assistant, or choose another folder with "
                "ASSISTANT_DATA_DIR."
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the database."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise self._unusable(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it or, after an error or a crash, nothing."""
        try:
            with self._engine.execution_options(immediate=True).begin() as connection:
                yield connection
        except DatabaseError as error:
            raise self._unusable(error) from error

    def scrub(self) -> None:
        """Leave nothing readable in the file of what was deleted.

        Rows are overwritten when they go (`secure_delete`), but the full-text index keeps their
        terms until it is merged, the log keeps old pages, and SQLite leaves copies of rows in
        the gaps of pages that it has balanced. So the file is written anew.
        """
        with self.writing() as connection:
            mark = read_fact(connection, _LEFTOVERS)
            connection.execute(text("INSERT INTO full_text(full_text) VALUES ('optimize')"))
        with self.reading() as connection:
            connection.exec_driver_sql("COMMIT")  # not inside a transaction
            connection.exec_driver_sql("VACUUM")
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar()
            connection.exec_driver_sql("BEGIN")
        if busy:
            raise IndexBusy(
                f"What was deleted may still be readable in {self.path}, because another process "
                "is reading it. When that is done, run any command to clear it."
            )
        with self.writing() as connection:  # unless more was deleted meanwhile
            mine = (facts.c.name == _LEFTOVERS, facts.c.value == mark)
            connection.execute(delete(facts).where(*mine))

    def close(self) -> None:
        """Give the file back, scrubbed where that is due."""
        with suppress(StorageError):  # the next one to close it will try again
            with self.reading() as connection:
                due = read_fact(connection, _LEFTOVERS)
            if due:
                self.scrub()
        self._engine.dispose()

    def _unusable(self, error: DatabaseError) -> StorageError:
        reason = str(error.orig)
        message = f"the library {self.path} cannot be used: {reason}."
        if "locked" in reason:
            return IndexBusy(
                f"{message} Another process is writing; run the same command again when it is done."
            )
        if "readonly" in reason or "unable to open" in reason:
            advice = "Make the folder writable, or choose another one with ASSISTANT_DATA_DIR."
        elif "full" in reason or "disk I/O" in reason:
            advice = "Nothing was changed. Free some space and run the same command again."
        else:
            advice = (
                "The file is damaged or is no library. Restore it from a copy, or move it away "
                "and ingest the articles again."
            )
        return StorageError(f"{message} {advice}")


def read_fact(connection: Connection, name: str) -> str | None:
    """What the library notes about itself under this name."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Note something about the library itself."""
    connection.execute(insert(facts).prefix_with("OR REPLACE"), {"name": name, "value": value})


def note_deletion(connection: Connection) -> None:
    """Note that the file is to be scrubbed, in the transaction that deletes."""
    write_fact(connection, _LEFTOVERS, secrets.token_hex(8))


def _create(connection: Connection) -> None:
    metadata.create_all(connection)
    for statement in CREATE_FULL_TEXT:
        connection.exec_driver_sql(statement)
    write_fact(connection, "version", str(VERSION))
    write_fact(connection, "library", secrets.token_hex(8))


def _upgrade(connection: Connection) -> None:
    """Up to now, versions have only added tables, and one column."""
    metadata.create_all(connection)
    if "owner" not in {each["name"] for each in inspect(connection).get_columns(documents.name)}:
        connection.exec_driver_sql("ALTER TABLE documents ADD COLUMN owner VARCHAR")
    write_fact(connection, "version", str(VERSION))


def _configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own transactions leave table changes out; `_begin` starts ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "secure_delete = ON",  # freed pages are overwritten
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
