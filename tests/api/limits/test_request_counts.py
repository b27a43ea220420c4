"""Requests counted by several processes over one library."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from api.http.middleware.rate_limits import RateLimits
from api.limits.request_counts import REQUEST_TABLES, RequestCounts, request_counts
from index.errors import StorageError
from index.store.database import Database
from tests.index.store.contract.databases import DATABASES, where_in


class Clock:
    def __init__(self) -> None:
        self.now = 6_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, folder: Path) -> Iterator[Database]:
    opened = Database(where_in(request, folder), (REQUEST_TABLES,))
    yield opened
    opened.close()


async def test_a_request_to_one_process_counts_in_the_other(database: Database) -> None:
    clock = Clock()
    here, there = RequestCounts(60, clock), RequestCounts(60, clock)
    for _ in range(3):
        here.note("a key")
    here.note("another key")
    await here.exchange(database)
    here.note("a key")
    await here.exchange(database)
    await there.exchange(database)
    assert there.of_others("a key") == 4
    assert there.of_others("another key") == 1
    assert here.of_others("a key") == 0  # its own, it knows


async def test_what_is_past_counts_as_far_as_the_window_reaches_back(database: Database) -> None:
    clock = Clock()
    here, there = RequestCounts(60, clock), RequestCounts(60, clock)
    for _ in range(8):
        here.note("a key")
    await here.exchange(database)
    await there.exchange(database)
    counts = []
    for seconds in (30, 30, 30, 31):
        clock.now += seconds
        counts.append(there.of_others("a key"))
    assert counts == [8, 8, 4, 0]


async def test_what_is_past_is_deleted(database: Database) -> None:
    clock = Clock()
    counts = RequestCounts(60, clock)
    counts.note("a key")
    await counts.exchange(database)
    clock.now += 121
    counts.note("a key")
    await counts.exchange(database)
    with database.reading() as connection:
        (row,) = connection.execute(select(request_counts))
    assert (row.window, row.requests) == (102, 1)
    assert "key" not in row.caller


async def test_what_could_not_be_told_is_told_later(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged once, and this process goes by what it has counted itself."""
    here, there = RequestCounts(60, Clock()), RequestCounts(60, Clock())
    here.note("a key")

    @contextmanager
    def away() -> Iterator[None]:
        raise StorageError("the database is away")
        yield

    told = asyncio.Event()
    rounds = 0

    async def sleep(_: float) -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 3:
            monkeypatch.undo()
        if rounds == 4:
            told.set()
            await asyncio.Future()

    monkeypatch.setattr(database, "writing", away)
    with caplog.at_level(logging.WARNING):
        async with here.exchanged(database, sleep):
            await told.wait()
    assert len(caplog.records) == 1
    await there.exchange(database)
    assert there.of_others("a key") == 1


async def test_a_limit_holds_over_two_processes(database: Database) -> None:
    here, there = RateLimits("5/hour"), RateLimits("5/hour")
    for _ in range(4):
        here.hit("a key")
    await here.shared.exchange(database)
    await there.shared.exchange(database)
    assert there.hit("a key")["RateLimit-Remaining"] == "0"
    with pytest.raises(Exception, match="429"):
        there.hit("a key")
