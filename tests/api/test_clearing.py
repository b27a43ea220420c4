"""What a running server clears of what was deleted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from api.settings import Settings
from api.warm_up import CLEARED_EVERY, clearing
from api.wiring import wired
from index.types import Article, Paragraph
from tests.index.fakes import files_with

GONE = "Quenneville signed the zinnober contract."
BEFORE = Article(
    "Contract", (Paragraph(1, GONE), Paragraph(2, "The council met.")), url="https://a.example/1"
)
AFTER = replace(BEFORE, paragraphs=(Paragraph(1, "The council met."),))


async def test_what_an_update_leaves_in_the_files_is_cleared_while_it_runs(tmp_path: Path) -> None:
    """The library is open all the time, as a server has it."""
    slept = asyncio.Queue[float]()
    go_on = asyncio.Queue[None]()

    async def sleep(seconds: float) -> None:
        slept.put_nowait(seconds)
        await go_on.get()

    async with wired(Settings(tmp_path)) as parts, clearing(parts.database, sleep):
        await parts.ingest.add(BEFORE)
        assert await slept.get() == CLEARED_EVERY
        await parts.ingest.add(AFTER)
        assert files_with(tmp_path, ["zinnober"])
        go_on.put_nowait(None)
        await slept.get()  # it has cleared once
        assert not files_with(tmp_path, ["zinnober"])
