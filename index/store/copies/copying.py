"""All that is in one library's database, copied into another.

What is read is one moment of the source, and what is written one transaction of the target: a
crash leaves the one as it was and the other as empty. Rows keep their keys, and numbers that were
given out stay so. Full text is made anew, for each kind of database has its own; so are the vectors
in the vector store, which is told that it has another's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Select, Table, delete, func, insert, select

from index.store.articles.article_rows import fill_full_text
from index.store.database import (
    Database,
    is_deletion_noted,
    note_deletion,
    note_number,
    note_vectors,
    strike_deletion,
    upsert,
)
from index.store.dialects import dialect_of
from index.store.dialects.sealing import SEAL
from index.store.errors import CopyDiffers, LibraryNotEmpty
from index.store.schema import facts, full_text, outbox, paragraphs, texts
from index.store.vectors.outbox import VECTOR_FACTS, note_foreign_vectors

Tell: TypeAlias = Callable[[int, int, str], object]
"""Is told of progress: what is done, of how much, and what is done now."""

ROWS: Final = 500
"""Rows that are read and written at a time."""

_OF_THE_PLACE: Final = frozenset({"version", "library", "leftovers", "outbox", SEAL, *VECTOR_FACTS})
"""The facts that are of a database and not of what is in it."""


def contents(database: Database) -> dict[str, int]:
    """How many rows each table has, of those that have any."""
    with database.reading() as connection:
        return _counts(connection, _copied(database))


def copy(
    source: Database,
    target: Database,
    tell: Tell = lambda *_: None,
    *,
    replace: bool = False,
) -> dict[str, int]:
    """Copy everything and return how many rows that were, by table; all of it or nothing.

    `replace`: in the place of what the target has. Its text is gone from the files when the target
    is closed.

    Raises:
        LibraryNotEmpty: the target has something, and that is not to be replaced.
        CopyDiffers: what was written is not what was read.
        StorageError: one of the two cannot be used.
    """
    tables = _copied(source)
    mark = _expect_leftovers(target, tables, replace=replace)
    with source.reading() as origin, target.writing() as copied:
        if _is_filled(copied, target, tables, replace=replace):
            _clear(copied, tables)
        with source.telling():
            counts = _counts(origin, tables)
        steps = _Steps(tell, 2 * sum(counts.values()))
        for table in tables:
            written = _copy_table(_rows(source, origin, table), copied, table, steps)
            if _digest(_rows(target, copied, table), table, steps) != written:
                raise CopyDiffers(target.shown, table.name)
        with source.telling():
            kept, given = _facts(origin), _numbers(origin, tables)
        if kept:
            upsert(copied, facts, kept)
        tell(steps.done, steps.total, full_text.name)
        fill_full_text(copied)
        _keep_numbers(copied, tables, given)
        note_foreign_vectors(copied)
        note_vectors(copied)
        strike_deletion(copied, mark)
        return counts


def _is_filled(
    copied: Connection, target: Database, tables: Sequence[Table], *, replace: bool
) -> bool:
    """Whether there is something to be replaced; LibraryNotEmpty where it is not to be."""
    there = _counts(copied, tables)
    if there and not replace:
        raise LibraryNotEmpty(target.shown, said(there))
    return bool(there)


def _expect_leftovers(target: Database, tables: Sequence[Table], *, replace: bool) -> str | None:
    """Note beforehand that text may be left in the files; the mark to strike it out by, if any.

    Of a copy that is cut short PostgreSQL keeps in its files what nobody can see.
    """
    with target.writing() as copied:
        _is_filled(copied, target, tables, replace=replace)
        return None if is_deletion_noted(copied) else note_deletion(copied)


def said(counts: Mapping[str, int]) -> str:
    """What is there, in words."""
    return ", ".join(f"{count} in {name}" for name, count in counts.items())


def _copied(database: Database) -> Sequence[Table]:
    """The tables whose rows are copied as they are, each after those that it refers to."""
    # The outbox has what one vector store lacks.
    copied = [each for each in database.tables if each not in (facts, outbox)]
    return sorted(copied, key=lambda table: table is texts)  # last: see `_query`


def _counts(connection: Connection, tables: Sequence[Table]) -> dict[str, int]:
    counts = {
        each.name: connection.scalar(select(func.count()).select_from(_query(each).subquery())) or 0
        for each in tables
    }
    return {name: count for name, count in counts.items() if count}


def _clear(connection: Connection, tables: Sequence[Table]) -> None:
    dialect_of(connection).clear_full_text(connection)
    for table in (outbox, *reversed(tables)):
        connection.execute(delete(table))
    connection.execute(delete(facts).where(facts.c.name.not_in(_OF_THE_PLACE)))
    note_deletion(connection)


@dataclass(slots=True)
class _Steps:
    """How far it is."""

    tell: Tell
    total: int
    done: int = 0

    def take(self, rows: int, table: Table) -> None:
        self.done += rows
        self.tell(self.done, self.total, table.name)


@dataclass(slots=True)
class _Digest:
    """Of rows in whatever order: databases have orders of their own."""

    rows: int = 0
    total: int = 0

    def add(self, row: Sequence[Any]) -> None:
        digest = hashlib.sha256()
        for value in row:
            said = value if isinstance(value, bytes) else repr(value).encode()
            digest.update(f"{type(value).__name__} {len(said)} ".encode())
            digest.update(said)
        self.rows += 1
        self.total = (self.total + int.from_bytes(digest.digest())) % 2**256


def _copy_table(
    origin: Iterator[Sequence[Any]], copied: Connection, table: Table, steps: _Steps
) -> _Digest:
    digest = _Digest()
    for rows in origin:
        for row in rows:
            digest.add(row)
        copied.execute(insert(table), [row._asdict() for row in rows])
        steps.take(len(rows), table)
    return digest


def _digest(read: Iterator[Sequence[Any]], table: Table, steps: _Steps) -> _Digest:
    digest = _Digest()
    for rows in read:
        for row in rows:
            digest.add(row)
        steps.take(len(rows), table)
    return digest


def _rows(database: Database, connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    query = _query(table).execution_options(yield_per=ROWS)
    with database.telling(), connection.execute(query) as result:
        yield from result.partitions()


def _query(table: Table) -> Select[Any]:
    """All rows of a table; texts as they are to be written, and without those overwritten."""
    if table is not texts:
        return select(table)
    return select(texts).where(texts.c.row.in_(select(paragraphs.c.row))).order_by(texts.c.row)


def _facts(origin: Connection) -> list[dict[str, Any]]:
    chosen = select(facts).where(facts.c.name.not_in(_OF_THE_PLACE))
    return [row._asdict() for row in origin.execute(chosen)]


def _numbers(connection: Connection, tables: Sequence[Table]) -> dict[str, int]:
    """The numbers that were given out, by table."""
    return dialect_of(connection).numbers(connection, [*tables, outbox])


def _keep_numbers(copied: Connection, tables: Sequence[Table], given: dict[str, int]) -> None:
    dialect_of(copied).keep_numbers(copied, [*tables, outbox], given)
    note_number(copied, _numbers(copied, tables).get(outbox.name, 0))
