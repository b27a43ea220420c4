"""What a server does before and beside the first questions: load what is heavy, examine models."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import Final

from api.presentation.exam_words import announcement, consequence, figures
from api.wiring import Parts
from assistant.calls import Usage
from assistant.errors import ModelError
from assistant.models.prices import price
from assistant.models.token_estimate import estimated_tokens
from index.embedding.minilm import MiniLM
from index.errors import IndexingError, StorageError
from index.retriever import EXACT
from index.store.database import Database

CLEARED_EVERY: Final = 60.0
"""Seconds."""

log = logging.getLogger(__name__)


async def warm_up(parts: Parts) -> None:
    """Load packages, weights, token ranks and prices: seconds that would hold up the event loop.

    All of it stays until the end, so it is frozen: looking for garbage in it would cost pauses of
    100 ms.
    """
    if isinstance(parts.embedder, MiniLM):
        await parts.embedder.embed(["Who says so?"])
    with suppress(IndexingError):  # who asks is told
        if await parts.articles.exceeds(EXACT):
            await parts.neighbours.prepare()
    await asyncio.to_thread(import_module, "assistant.extractive.answerer")
    await asyncio.to_thread(estimated_tokens, "Who says so?")
    if parts.model is not None:
        await asyncio.to_thread(import_module, "openai.resources.chat")
        await asyncio.to_thread(price, Usage(), parts.model.name, parts.settings.base_url)
    # Garbage of the imports first, or it would be frozen with the rest.
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def examining(parts: Parts) -> AsyncIterator[asyncio.Task[None]]:
    """Meanwhile the models that have taken no exam take it; nobody has to wait for that."""
    task = asyncio.create_task(_examine(parts))
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def clearing(
    database: Database, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> AsyncIterator[None]:
    """Meanwhile what was deleted, and is readable in the files still, is cleared every minute.

    A removal does that itself. An update of an article leaves its old text until then, and so does
    a removal that others kept from it by reading.
    """

    async def clear() -> None:
        while True:
            await sleep(CLEARED_EVERY)
            await asyncio.to_thread(database.scrub_if_due)

    task = asyncio.create_task(clear())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _examine(parts: Parts) -> None:
    if not parts.settings.judges:
        return
    for examinee in parts.examinees:
        try:
            if await examinee.result() is not None:
                continue
            from assistant.verification.exam.papers import papers  # noqa: PLC0415 - heavy

            log.info("%s: %s", examinee.model.name, announcement(await asyncio.to_thread(papers)))
            result = await examinee.examine()
        except (ModelError, StorageError) as error:
            name = examinee.model.name
            log.warning("%s could not be examined, so it judges nothing: %s", name, error)
        else:
            said = "passed" if result.passed else "did not pass"
            log.info("%s %s: %s; %s", result.model, said, figures(result), consequence(result))
