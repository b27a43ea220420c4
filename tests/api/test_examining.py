"""A server examines its models beside the first questions, and is not held up by that."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from api.settings import Judges, Settings
from api.warm_up import examining
from api.wiring import wired
from tests.examined import Knowing
from tests.model_server import Exchange, Handler, model_server, says


async def examined(folder: Path, handler: Handler, **settings: object) -> bool | None:
    """Whether the model has passed, once what the server begins is done; None: nobody asked."""
    async with model_server(handler) as server:
        made = Settings(folder, base_url=server.base_url, model="tiny", **settings)  # type: ignore[arg-type]
        async with wired(made) as parts:
            [examinee] = parts.examinees
            async with examining(parts) as task:
                await task
            result = await examinee.result()
            return None if result is None else result.passed


async def test_a_model_that_was_not_examined_is(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What it costs is logged before, and what came of it after; a second start asks nothing."""
    caplog.set_level(logging.INFO, "api.warm_up")
    knows = Knowing(says(""))
    counts = []
    async with model_server(knows) as server:
        made = Settings(folder, base_url=server.base_url, model="tiny")
        for _ in range(2):
            async with wired(made) as parts, examining(parts) as task:
                await task
            counts.append(knows.examined)
    before, after = caplog.messages
    assert before.startswith("tiny: the exam asks about ")
    assert after.startswith("tiny passed: it believed 0 of ")
    assert counts[0] == counts[1] > 0


async def test_nobody_is_asked_where_nobody_judges(folder: Path) -> None:
    knows = Knowing(says(""))
    assert await examined(folder, knows, judge=Judges.OFF) is None
    assert not knows.examined


async def test_an_endpoint_that_fails_is_logged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuses(exchange: Exchange) -> None:
        await exchange.send(401, '{"error": "no such key"}')

    assert await examined(folder, refuses) is None
    assert "tiny could not be examined, so it judges nothing" in caplog.text


async def test_a_server_that_stops_does_not_wait_for_the_exam(folder: Path) -> None:
    asked = asyncio.Event()

    async def silent(exchange: Exchange) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with model_server(silent) as server:
        made = Settings(folder, base_url=server.base_url, model="tiny")
        async with wired(made) as parts:
            async with examining(parts) as task:
                await asked.wait()
            assert task.cancelled()
