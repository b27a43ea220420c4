"""Requests of each caller, counted by all processes that serve one library.

Each process counts its own at once, and learns of the others' once a second through the library's
database: no request waits for that, and what the others have counted is at most a second old.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Final, NamedTuple

from sqlalchemy import Column, Integer, MetaData, String, Table, delete, func, select

from index.concurrency import in_thread
from index.errors import StorageError
from index.store.database import Database, upsert

PERIOD: Final = 1.0
"""Seconds between two looks at what the others have counted."""

REQUEST_TABLES: Final = MetaData()

# A caller is there as a digest: it may be an address. Rows live for two windows.
request_counts = Table(
    "request_counts",
    REQUEST_TABLES,
    Column("caller", String, primary_key=True),
    Column("process", String, primary_key=True),
    Column("window", Integer, primary_key=True),  # how many of them since 1970
    Column("requests", Integer, nullable=False),
)

_log: Final = logging.getLogger(__name__)


class _Window(NamedTuple):
    caller: str
    number: int


class RequestCounts:
    """What other processes have counted of each caller, in a window of so many seconds."""

    def __init__(self, seconds: int, now: Callable[[], float] = time.time) -> None:
        self._seconds = seconds
        self._now = now
        self._process = secrets.token_hex(8)
        self._untold: Counter[_Window] = Counter()
        self._others: Mapping[_Window, int] = {}

    def note(self, caller: str) -> None:
        """Count a request of this process, for the others to know."""
        self._untold[_Window(_digest(caller), self._window)] += 1

    def of_others(self, caller: str) -> int:
        """About how many requests the others have had from this caller in the last window."""
        # By whole windows: of the one before as much counts as the moving window still covers.
        digest, window = _digest(caller), self._window
        passed = self._now() / self._seconds - window
        before = self._others.get(_Window(digest, window - 1), 0)
        return self._others.get(_Window(digest, window), 0) + round(before * (1 - passed))

    @asynccontextmanager
    async def exchanged(
        self, database: Database, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> AsyncIterator[None]:
        """While this is open, tell the others and hear from them, whenever there is news."""
        exchanging = asyncio.create_task(self._exchange_forever(database, sleep))
        try:
            yield
        finally:
            exchanging.cancel()
            with suppress(asyncio.CancelledError):
                await exchanging

    async def exchange(self, database: Database) -> None:
        """Tell the others what is news, and hear what they have counted; StorageError."""
        told = self._untold.copy()
        self._others = await self._exchange(database, told)
        self._untold -= told  # more may have come meanwhile

    async def _exchange_forever(
        self, database: Database, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        failed = False
        while True:
            await sleep(PERIOD)
            if not self._untold:
                continue
            try:
                await self.exchange(database)
                failed = False
            except StorageError as error:
                if not failed:  # once: until then this process goes by what it has counted itself
                    _log.warning("requests could not be counted with other processes: %s", error)
                failed = True

    @in_thread
    def _exchange(self, database: Database, told: Mapping[_Window, int]) -> dict[_Window, int]:
        oldest = self._window - 1
        table = request_counts.c
        others = (
            select(table.caller, table.window, func.sum(table.requests).label("total"))
            .where(table.process != self._process, table.window >= oldest)
            .group_by(table.caller, table.window)
        )
        with database.writing() as connection:
            connection.execute(delete(request_counts).where(table.window < oldest))
            for (caller, window), count in told.items():
                mine = {"caller": caller, "process": self._process, "window": window}
                more = {"requests": table.requests + count}
                if window >= oldest:
                    upsert(connection, request_counts, {**mine, "requests": count}, changes=more)
            return {
                _Window(row.caller, row.window): int(row.total)
                for row in connection.execute(others)
            }

    @property
    def _window(self) -> int:
        return int(self._now() // self._seconds)


def _digest(caller: str) -> str:
    return hashlib.sha256(caller.encode()).hexdigest()[:16]
