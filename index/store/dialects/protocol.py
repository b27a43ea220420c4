"""What a database's dialect has to do: a module whose functions are these."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.exc import DatabaseError

from index.bm25 import Posting
from index.errors import StorageError
from index.store.records import Keys

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

KEPT_CONNECTIONS: Final = 8
"""Connections that stay open."""

MORE_CONNECTIONS: Final = 32
"""Connections besides, while as many threads ask: Python starts no more than these."""

Insertion: TypeAlias = "sqlite.Insert | postgresql.Insert"


class Dialect(Protocol):
    """How one kind of database is opened, locked, searched and cleared, and what its errors mean.

    Everywhere `where` is the library's file, or the URL of its database.
    """

    def shown(self, where: Path | str) -> Path | str:
        """What people may see of it: no password."""
        ...

    def engine(self, where: Path | str) -> Engine:
        """The database, opened when it is first used."""
        ...

    def for_reading(self, engine: Engine) -> Engine:
        """An engine of the same database, each of whose transactions sees one moment."""
        ...

    def for_writing(self, engine: Engine) -> Engine:
        """An engine of the same database, whose transactions come one after the other.

        Each sees from its beginning what was committed before: what it reads, nobody changes.
        """
        ...

    def migrating(self, engine: Engine) -> AbstractContextManager[Connection]:
        """A writing transaction in which tables may be changed, as `index.store.migrations` does.

        At its end the tables are as this database wants them, and no row refers to one that is
        not there; numbers that were given out stay so.
        """
        ...

    def alone(self, engine: Engine) -> AbstractContextManager[object]:
        """A lock besides the writers', where processes of several machines share the database."""
        ...

    def failure(self, error: DatabaseError, where: Path | str) -> StorageError:
        """What happened and what to do about it; `where` is as it is shown."""
        ...

    def write_anew(self, connection: Connection, tables: Collection[str]) -> bool:
        """Write these tables anew, without what was deleted; False when it may still be there.

        The connection has not been used before.
        """
        ...

    def tables_made(self, connection: Connection, tables: Collection[Table]) -> None:
        """Add what these tables, which have just been made, need in this database alone."""
        ...

    def insertion(self, into: Table) -> Insertion:
        """An insertion that can say what is to happen where the primary key is taken."""
        ...

    def keep_number(self, connection: Connection, number: int) -> None:
        """Keep the number that the outbox has given out, in the transaction that takes it."""
        ...

    def numbers(self, connection: Connection, tables: Collection[Table]) -> dict[str, int]:
        """The highest number that each of these tables has ever given out, where it keeps that."""
        ...

    def keep_numbers(
        self, connection: Connection, tables: Collection[Table], numbers: Mapping[str, int]
    ) -> None:
        """Have these tables go on from these numbers, where they are not further already."""
        ...

    def noted(self, connection: Connection, names: Sequence[str]) -> dict[str, str]:
        """The facts of these names, and as `outbox` the highest number that it has given out."""
        ...

    def create_full_text(self, connection: Connection) -> None:
        """Make the full-text index."""
        ...

    def clear_full_text(self, connection: Connection) -> None:
        """Have no paragraph found by any mark."""
        ...

    def add_marks(self, connection: Connection, row: int, marks: Sequence[str]) -> None:
        """Have a paragraph found by these marks: see `index.store.full_text`."""
        ...

    def drop_marks(self, connection: Connection, row: int, marks: Sequence[str]) -> None:
        """Have it found by none; `marks` are those that it was added with."""
        ...

    def forget_texts(self, connection: Connection, rows: Collection[int]) -> None:
        """Delete the texts of these paragraphs.

        When the transaction is committed and `write_anew` is done with the table, they are in no
        file.
        """
        ...

    def paragraph_counts(self, connection: Connection, marks: Collection[str]) -> dict[str, int]:
        """How many paragraphs have each of the marks; none has those that are missing here."""
        ...

    def postings(self, connection: Connection, marks: Collection[str], keys: Keys) -> list[Posting]:
        """Where the marks occur in these articles, by mark and row."""
        ...
