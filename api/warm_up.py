"""What a command loads when it needs it, a server loads before anybody waits for it."""

from __future__ import annotations

import asyncio
import gc
from importlib import import_module

from api.wiring import Parts
from assistant.models.prices import price
from assistant.models.token_estimate import estimated_tokens
from assistant.types import Usage
from index.embedding.embedders import MiniLM


async def warm_up(parts: Parts) -> None:
    """Load packages, weights, token ranks and prices: seconds that would hold up the event loop.

    What is there then stays: that no garbage is sought among it saves pauses of 100 ms.
    """
    if isinstance(parts.embedder, MiniLM):
        await parts.embedder.embed(["Who says so?"])
    await asyncio.to_thread(import_module, "assistant.extractive.answerer")
    await asyncio.to_thread(estimated_tokens, "Who says so?")
    if parts.model is not None:
        await asyncio.to_thread(import_module, "openai.resources.chat")
        await asyncio.to_thread(price, Usage(), parts.model.name, parts.settings.base_url)
    gc.collect()
    gc.freeze()
