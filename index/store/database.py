"""How the library's database is opened, read and written, and what its failures mean."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    MetaData,
    Table,
    delete,
    false,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DatabaseError

from index.errors import NewerVersion, StorageError
from index.store.dialects import dialect_at, dialect_of
from index.store.errors import DeletionPending
from index.store.schema import VERSION, facts, metadata, paragraphs, vectors

_LEFTOVERS: Final = "leftovers"
"""The fact that something was deleted and may still be readable in the files."""

MARKS: Final = "marks"
"""The fact with the key that terms are hashed with in the full-text index."""

_VECTORS: Final = "vectors"
"""The fact that is written anew with each change of vectors."""

_GROUPS: Final = "groups"
"""The fact that is written anew with each change of who may read an article."""


Revision = tuple[tuple[str, str], ...]
"""What is another whenever articles, vectors or who may read them have changed."""


class Database:
    """One database. Every method raises StorageError, with advice, when it cannot be used.

    `where` is SQLite's file or the URL of a database in PostgreSQL, and `shown` what people may
    see of it. `schemas` are the tables that others than the index keep in it, each beside the code
    that uses them; all are made, and brought up to date, when it is opened. `tables` are all, each
    after those that it refers to.

    Raises:
        NewerVersion: on opening, when a newer version wrote it.
    """

    def __init__(self, where: Path | str, schemas: Sequence[MetaData] = ()) -> None:
        self._dialect = dialect_at(where)
        self.shown = self._dialect.shown(where)
        self._engine = self._dialect.engine(where)
        self._reader = self._dialect.for_reading(self._engine)
        self._writer = self._dialect.for_writing(self._engine)
        self.schemas = tuple(schemas)
        own = [metadata, *schemas]
        self.tables = tuple(table for each in own for table in each.sorted_tables)
        # Numbers, digests, vectors say nothing that could be read, and are most of what there is.
        made = {each.name for each in self.tables}
        self._readable = sorted(made - {vectors.name, paragraphs.name})
        try:
            self._bring_up_to_date(own)
        except BaseException:
            self._engine.dispose()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the database."""
        with self.telling(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it or, after an error or a crash, nothing."""
        with self.telling(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def telling(self) -> Iterator[None]:
        """What fails within is told as a failure of this database.

        Within a transaction of another database that has to be said, else it would be told of that.
        """
        try:
            yield
        except DatabaseError as error:
            raise self._dialect.failure(error, self.shown) from error

    def check_writable(self) -> None:
        """Fail as a change would, without one and without waiting for who writes.

        Of a file that is not so: there the attempt waits for its turn.
        """
        with self.telling(), self._engine.begin() as connection:
            connection.execute(delete(facts).where(false()))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time of all processes that share the database, on whatever machine.

        A file is shared on one machine, which has other locks: there nobody waits.
        """
        with self.telling(), self._dialect.alone(self._engine):
            yield

    def _bring_up_to_date(self, schemas: Sequence[MetaData]) -> None:
        """Make what is missing, and change what an earlier version made; all of it or nothing.

        Whoever comes meanwhile waits and finds it done. Nothing is done to a newer library.
        """
        with self.reading() as connection:
            if self._is_up_to_date(connection, schemas):
                return
        with self.telling(), self._dialect.migrating(self._engine) as connection:
            if not self._is_up_to_date(connection, schemas):
                _upgrade(connection)
                _make_missing(connection, schemas)
                write_fact(connection, "version", str(VERSION))

    def _is_up_to_date(self, connection: Connection, schemas: Sequence[MetaData]) -> bool:
        present = _present(connection)
        version = _version(connection, present)
        if version is not None and version > VERSION:
            raise NewerVersion(self.shown, version, VERSION)
        return version == VERSION and not _missing(present, schemas)

    def scrub(self) -> None:
        """Leave nothing readable in the database's files of what was deleted."""
        # Three steps: they cannot be written anew inside a transaction.
        with self.reading() as connection:
            mark = read_fact(connection, _LEFTOVERS)
        with self.reading() as connection:
            is_clean = self._dialect.write_anew(connection, self._readable)
        if not is_clean:
            raise DeletionPending(self.shown)
        with self.writing() as connection:
            strike_deletion(connection, mark)

    def scrub_if_due(self) -> None:
        """Scrub where something was deleted since the last time; who comes next tries again."""
        with suppress(StorageError):
            with self.reading() as connection:
                due = read_fact(connection, _LEFTOVERS)
            if due:
                self.scrub()

    def close(self) -> None:
        """Give the file back, scrubbed where that is due."""
        self.scrub_if_due()
        self._engine.dispose()


def read_fact(connection: Connection, name: str) -> str | None:
    """The library's note about itself under this name; None when there is none."""
    return connection.scalar(select(facts.c.value).where(facts.c.name == name))


def read_facts(connection: Connection, *names: str) -> dict[str, str]:
    """The library's notes about itself under these names, as far as there are any."""
    return dialect_of(connection).noted(connection, names)


def write_fact(connection: Connection, name: str, value: str) -> None:
    """Note something about the library itself."""
    upsert(connection, facts, {"name": name, "value": value})


def revision(connection: Connection) -> Revision:
    """The revision of the articles and vectors in this view of the database.

    Each change of an article is noted in the outbox, whose numbers only grow; each of vectors
    alone by `note_vectors`, each of an article's groups by `note_groups`.
    """
    names = (_VECTORS, _GROUPS, "embedder", "generation")
    return tuple(sorted(dialect_of(connection).noted(connection, names).items()))


def note_vectors(connection: Connection) -> None:
    """Note that vectors have changed, in the transaction that changes them."""
    write_fact(connection, _VECTORS, secrets.token_hex(8))


def note_groups(connection: Connection) -> None:
    """Note that articles belong to other groups, in the transaction that changes it."""
    write_fact(connection, _GROUPS, secrets.token_hex(8))


def note_number(connection: Connection, number: int) -> None:
    """Note a number of the outbox, in the transaction that takes it."""
    dialect_of(connection).keep_number(connection, number)


def note_deletion(connection: Connection) -> str:
    """Note that the file is to be scrubbed, in the transaction that deletes; the note's mark."""
    # A value of its own: a scrub strikes out the notes that it began with, no later one.
    mark = secrets.token_hex(8)
    write_fact(connection, _LEFTOVERS, mark)
    return mark


def strike_deletion(connection: Connection, mark: str | None) -> None:
    """Strike that note out, unless more was deleted since."""
    mine = (facts.c.name == _LEFTOVERS, facts.c.value == mark)
    connection.execute(delete(facts).where(*mine))


def is_deletion_noted(connection: Connection) -> bool:
    """Whether the file is to be scrubbed."""
    return read_fact(connection, _LEFTOVERS) is not None


def forget_texts(connection: Connection, rows: Collection[int]) -> None:
    """Delete the texts of these paragraphs; after a scrub they are in no file."""
    dialect_of(connection).forget_texts(connection, rows)
    note_deletion(connection)


def insert_row(connection: Connection, into: Table, values: Mapping[str, Any]) -> int:
    """Insert a row and return its key."""
    key: Any = connection.execute(insert(into), values).inserted_primary_key
    return int(key[0])


def upsert(
    connection: Connection,
    into: Table,
    rows: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    *,
    changes: Mapping[str, Any] | None = None,
    where: ColumnElement[bool] | None = None,
) -> int:
    """Insert rows or change those whose primary key is taken, and return how many that were.

    `changes` is what is changed then, by default all that was to be inserted; `where` the condition
    on which.
    """
    new = dialect_of(connection).insertion(into)
    others = {each.name: new.excluded[each.name] for each in into.c if not each.primary_key}
    keys = list(into.primary_key)
    change = new.on_conflict_do_update(index_elements=keys, set_=changes or others, where=where)
    # Without being asked to, SQLAlchemy keeps the number of none but updates and deletions.
    keeping = {"preserve_rowcount": True}
    return connection.execute(change, rows, execution_options=keeping).rowcount


def _present(connection: Connection) -> set[str]:
    # One look at all names: to have each table checked would cost a query a table.
    return set(inspect(connection).get_table_names())


def _missing(present: Collection[str], schemas: Sequence[MetaData]) -> list[Table]:
    tables = (table for schema in schemas for table in schema.tables.values())
    return [table for table in tables if table.name not in present]


def _version(connection: Connection, present: Collection[str]) -> int | None:
    """The version that made the library or changed it last; None when there is no library."""
    return int(read_fact(connection, "version") or 0) if facts.name in present else None


def _upgrade(connection: Connection) -> None:
    version = _version(connection, _present(connection))
    if version is not None and version < VERSION:
        # Only here: Alembic takes as long to load as all else that a short command does.
        from index.store.migrations import migrate  # noqa: PLC0415 - as above

        migrate(connection, version)


def _make_missing(connection: Connection, schemas: Sequence[MetaData]) -> None:
    missing = _missing(_present(connection), schemas)
    for schema in schemas:
        own = [table for table in missing if table.metadata is schema]
        schema.create_all(connection, own, checkfirst=False)
    dialect_of(connection).tables_made(connection, missing)
    if facts in missing:
        dialect_of(connection).create_full_text(connection)
        write_fact(connection, "library", secrets.token_hex(8))
        write_fact(connection, MARKS, secrets.token_hex(16))
