"""What PostgreSQL's tables need besides, and the notes that it does not keep by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from psycopg import Cursor
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    MetaData,
    String,
    Table,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import Insert, insert

from index.store.dialects.postgres.connections import for_writing
from index.store.schema import full_text, texts


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A writing transaction in which tables may be looked at and changed."""
    with for_writing(engine).connect() as connection, _as_text(connection), connection.begin():
        yield connection
        present = MetaData()
        present.reflect(connection, only=lambda name, _: name != full_text.name)
        tables_made(connection, present.sorted_tables)


@contextmanager
def _as_text(connection: Connection) -> Iterator[None]:
    """Results in the form in which SQLAlchemy reads what tables there are."""
    driver: Any = connection.connection.driver_connection
    usual, driver.cursor_factory = driver.cursor_factory, Cursor
    try:
        yield
    finally:
        driver.cursor_factory = usual


def tables_made(connection: Connection, tables: Collection[Table]) -> None:
    """Have the words in them ordered by their characters, and kept out of statistics.

    Nothing is done to tables and columns that are so already.

    Ids are looked up by how they begin, which in the order of a language would find others. And
    the planner's statistics would hold titles and sentences of articles that were deleted.
    """
    for table in tables:
        types = {each.name: each.type for each in table.columns if isinstance(each.type, String)}
        if changes := [_change(name) for name, type_ in types.items() if type_.collation != "C"]:
            connection.exec_driver_sql(f'ALTER TABLE "{table.name}" {", ".join(changes)}')
        for index in table.indexes:
            [column, *others] = index.columns
            if column.name in types and not others and not _is_by_hash(index):
                _by_hash(connection, index, column)


def _is_by_hash(index: Index) -> bool:
    return bool(index.dialect_options["postgresql"]["using"] == "hash")


def _by_hash(connection: Connection, index: Index, column: Column[Any]) -> None:
    """Make the index anew: the usual ones take no entry as long as a title may be."""
    # Here, for a word in the schema would have SQLAlchemy load its PostgreSQL for every library.
    connection.exec_driver_sql(f'DROP INDEX "{index.name}"')
    connection.exec_driver_sql(
        f'CREATE INDEX "{index.name}" ON "{column.table.name}" USING hash ("{column.name}")'
    )


def _change(name: str) -> str:
    statistics = -1 if name.endswith("digest") else 0  # a digest says nothing: -1 is the usual
    return f'ALTER "{name}" TYPE TEXT COLLATE "C", ALTER "{name}" SET STATISTICS {statistics}'


def insertion(into: Table) -> Insert:
    """An insertion that can say what is to happen where the primary key is taken."""
    return insert(into)


def forget_texts(connection: Connection, rows: Collection[int]) -> None:
    """Delete the texts of these paragraphs."""
    connection.execute(delete(texts).where(texts.c.row.in_(rows)))


_NUMBER: Final = "outbox"

# In SQL's own words: SQLAlchemy would take longer to write them than PostgreSQL to answer.
_KEEP: Final = """
    INSERT INTO facts (name, value) VALUES (%s, %s)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""
_SEQUENCE: Final = "SELECT pg_get_serial_sequence(%s, %s)"
_NOTED: Final = "SELECT name, value FROM facts WHERE name = ANY(%s)"


def keep_number(connection: Connection, number: int) -> None:
    """Keep the outbox's highest number as a fact.

    The sequence that gives them out knows it too, but outside of transactions: a reader would
    hear of a change before it can see it.
    """
    connection.exec_driver_sql(_KEEP, (_NUMBER, str(number)))


def numbers(connection: Connection, tables: Collection[Table]) -> dict[str, int]:
    """The highest number that each of these tables has ever given out, where it keeps that."""
    return {
        table.name: _last(connection, sequence)
        for table, _, sequence in _numbered(connection, tables)
    }


def keep_numbers(
    connection: Connection, tables: Collection[Table], numbers: Mapping[str, int]
) -> None:
    """Have these tables go on from these numbers, where they are not further already."""
    for table, column, sequence in _numbered(connection, tables):
        highest = connection.scalar(select(func.max(column))) or 0
        number = max(numbers.get(table.name, 0), _last(connection, sequence), highest)
        if number:
            connection.exec_driver_sql("SELECT setval(%s, %s)", (sequence, number))


def _last(connection: Connection, sequence: str) -> int:
    query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608 - PostgreSQL's own name
    return int(connection.exec_driver_sql(query).scalar_one())


def _numbered(
    connection: Connection, tables: Collection[Table]
) -> Iterator[tuple[Table, Column[Any], str]]:
    """The tables that number their rows, the column, and what gives the numbers out."""
    for table in tables:
        column = table.autoincrement_column
        if column is not None:
            asked = (f'"{table.name}"', column.name)
            sequence = connection.exec_driver_sql(_SEQUENCE, asked).scalar_one()
            yield table, column, sequence


def noted(connection: Connection, names: Sequence[str]) -> dict[str, str]:
    """The facts of these names, and as `outbox` the highest number that it has given out."""
    rows = connection.exec_driver_sql(_NOTED, ([*names, _NUMBER],))
    return dict(rows.all())
