"""Writes of many tasks at once, together in one transaction.

SQLite lets one write at a time, and who has to wait for that looks again later and later: messages
that arrive together would be taken on one by one, each after a pause. The writer has a thread of
its own, so that no search keeps it waiting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Connection

from index.store.database import Database

T = TypeVar("T")

Write = Callable[[Connection], Any]


class BatchWriter:
    """Writes to the library's database; StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Write, asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "slack-writer")

    async def write(self, write: Callable[[Connection], T]) -> T:
        """The result of a write, once it is committed; an error of one fails the whole batch."""
        result: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((write, result))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        return await result

    async def _write_all(self) -> None:
        loop = asyncio.get_running_loop()
        # What arrives while one batch is written makes up the next.
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                writes = [write for write, _ in together]
                written = await loop.run_in_executor(self._thread, self._write, writes)
            except Exception as error:  # noqa: BLE001 - raised where it is waited for
                written = [error] * len(together)
            for (_, result), done in zip(together, written, strict=True):
                _resolve(result, done)
        self._writing = None

    def _write(self, writes: list[Write]) -> list[Any]:
        with self._database.writing() as connection:
            return [write(connection) for write in writes]


def _resolve(result: asyncio.Future[Any], done: object) -> None:
    if result.cancelled():  # nobody waits any more, but the write was made with the others
        return
    if isinstance(done, Exception):
        result.set_exception(done)
    else:
        result.set_result(done)
