"""What endpoints' models can do, kept in the library: no text, and no key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, Integer, MetaData, String, Table, Text, select

from index.concurrency import in_thread
from index.store.database import Database, upsert

CAPABILITY_TABLES: Final = MetaData()

capabilities = Table(
    "model_capabilities",
    CAPABILITY_TABLES,
    Column("endpoint", String, primary_key=True),  # its address
    Column("model", String, primary_key=True),
    Column("probe", Integer, primary_key=True),  # the version that found them out
    Column("content", Text, nullable=False),  # JSON
)


class LibraryCapabilities:
    """Capabilities in the library. Its methods raise StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def find(self, endpoint: str, model: str, probe: int) -> Mapping[str, Any] | None:
        """What is kept of the endpoint's model; ValueError when it cannot be read."""
        query = select(capabilities.c.content).where(
            capabilities.c.endpoint == endpoint,
            capabilities.c.model == model,
            capabilities.c.probe == probe,
        )
        with self._database.reading() as connection:
            content = connection.scalar(query)
        stored: Mapping[str, Any] | None = None if content is None else json.loads(content)
        return stored

    @in_thread
    def keep(self, endpoint: str, model: str, probe: int, known: Mapping[str, Any]) -> None:
        """Keep what is known of it, in place of what was kept before."""
        row = {"endpoint": endpoint, "model": model, "probe": probe, "content": json.dumps(known)}
        with self._database.writing() as connection:
            upsert(connection, capabilities, row)
