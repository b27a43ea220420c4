"""Models' results in the judge's exam, kept in the library: no text, and no key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Column, MetaData, String, Table, Text, select

from index.concurrency import in_thread
from index.store.database import Database, upsert

EXAM_TABLES: Final = MetaData()

exams = Table(
    "model_exams",
    EXAM_TABLES,
    Column("endpoint", String, primary_key=True),  # its address
    Column("model", String, primary_key=True),
    Column("exam", String, primary_key=True),  # the hash of what was asked, and how
    Column("content", Text, nullable=False),  # JSON
)


class LibraryExams:
    """Results in the library. Its methods raise StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def find(self, endpoint: str, model: str, exam: str) -> Mapping[str, Any] | None:
        """What is kept of the endpoint's model; ValueError when it cannot be read."""
        query = select(exams.c.content).where(
            exams.c.endpoint == endpoint, exams.c.model == model, exams.c.exam == exam
        )
        with self._database.reading() as connection:
            content = connection.scalar(query)
        stored: Mapping[str, Any] | None = None if content is None else json.loads(content)
        return stored

    @in_thread
    def keep(self, endpoint: str, model: str, exam: str, result: Mapping[str, Any]) -> None:
        """Keep a result, in place of what was kept before."""
        row = {"endpoint": endpoint, "model": model, "exam": exam, "content": json.dumps(result)}
        with self._database.writing() as connection:
            upsert(connection, exams, row)
