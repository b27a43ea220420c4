"""Loads what is heavy before the first question; a command loads it when it needs it."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module

from api.wiring import Parts
from assistant.models.prices import price
from assistant.models.token_estimate import estimated_tokens
from assistant.types import Usage
from index.embedding.minilm import MiniLM


async def warm_up(parts: Parts) -> None:
    """Load packages, weights, token ranks and prices: seconds that would hold up the event loop.

    All of it stays until the end, so it is frozen: looking for garbage in it would cost pauses of
    100 ms.
    """
    if isinstance(parts.embedder, MiniLM):
        await parts.embedder.embed(["Who says so?"])
    await asyncio.to_thread(import_module, "assistant.extractive.answerer")
    await asyncio.to_thread(estimated_tokens, "Who says so?")
    if parts.model is not None:
        await asyncio.to_thread(import_module, "openai.resources.chat")
        await asyncio.to_thread(price, Usage(), parts.model.name, parts.settings.base_url)
    # Garbage of the imports first, or it would be frozen with the rest.
    gc.collect()
    gc.freeze()
