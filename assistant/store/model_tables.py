"""What is found out about models, kept in the library: no text, and no key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, select

from index.concurrency import in_thread
from index.store.database import Database, upsert

Version = TypeVar("Version", int, str)

MODEL_TABLES: Final = MetaData()


def _table(name: str, version: Column[Any]) -> Table:
    return Table(
        name,
        MODEL_TABLES,
        Column("endpoint", String, primary_key=True),  # its address
        Column("model", String, primary_key=True),
        version,
        Column("content", Text, nullable=False),  # JSON
    )


_CAPABILITIES: Final = _table("model_capabilities", Column("probe", Integer, primary_key=True))
_EXAMS: Final = _table("model_exams", Column("exam", String, primary_key=True))


class _Records(Generic[Version]):
    """The records of a table. Its methods raise StorageError when the library cannot be used."""

    def __init__(self, database: Database, table: Table) -> None:
        self._database = database
        self._table = table
        _, _, self._version = table.primary_key.columns

    @in_thread
    def find(self, endpoint: str, model: str, version: Version) -> Mapping[str, Any] | None:
        """What is kept of the endpoint's model; ValueError when it cannot be read."""
        columns = self._table.c
        query = select(columns.content).where(
            columns.endpoint == endpoint, columns.model == model, self._version == version
        )
        with self._database.reading() as connection:
            content = connection.scalar(query)
        stored: Mapping[str, Any] | None = None if content is None else json.loads(content)
        return stored

    @in_thread
    def keep(self, endpoint: str, model: str, version: Version, record: Mapping[str, Any]) -> None:
        """Keep what is known of it, in place of what was kept before."""
        row = {"endpoint": endpoint, "model": model, "content": json.dumps(record)}
        with self._database.writing() as connection:
            upsert(connection, self._table, {**row, self._version.name: version})


class LibraryCapabilities(_Records[int]):
    """What models can do, by the version of the probe that found it out."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, _CAPABILITIES)


class LibraryExams(_Records[str]):
    """Models' results in the judge's exam, by the hash of what was asked, and how."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, _EXAMS)
