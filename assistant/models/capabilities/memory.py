"""Capabilities that outlast the process: read once, written when they change."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from assistant.models.capabilities.types import PROBE, Capabilities
from assistant.store.model_records import ModelRecords
from index.errors import StorageError

OPENAI: Final = "https://api.openai.com/v1"
"""Where it is asked when no address is named."""

log = logging.getLogger(__name__)


CapabilityStore = ModelRecords[int]
"""Where capabilities are kept, by the version of the probe that found them out."""


class CapabilityMemory:
    """The capabilities of an endpoint's models in a store, or in none.

    A store that fails is no reason not to answer: it is logged, and what was learnt counts until
    the process ends.
    """

    def __init__(self, store: CapabilityStore | None, base_url: str | None) -> None:
        self._store = store
        self.endpoint = _without_secrets(base_url or OPENAI)
        self._kept: Capabilities | None = None
        self._latest: tuple[str, Capabilities] | None = None
        self._writing: asyncio.Task[None] | None = None

    async def recall(self, model: str) -> Capabilities | None:
        """What is kept of a model; None where nothing is, or nothing that can be read."""
        if self._store is None:
            return None
        try:
            stored = await self._store.find(self.endpoint, model, PROBE)
            self._kept = None if stored is None else Capabilities.from_json(stored)
        except (StorageError, TypeError, ValueError) as error:
            log.warning("what is known of %s could not be read: %s", model, error)
        return self._kept

    def keep(self, model: str, capabilities: Capabilities) -> Capabilities:
        """Have them written, if they are news, and give them with the date; nobody waits for it."""
        if capabilities == self._kept:
            return capabilities
        self._kept = dated = replace(capabilities, learnt=datetime.now(UTC))
        # Another process may be writing for seconds, which no reader of an answer should wait for.
        if self._store is not None:
            self._latest = (model, dated)
            if self._writing is None or self._writing.done():
                self._writing = asyncio.create_task(self._write(self._store))
        return dated

    async def close(self) -> None:
        """Wait for what is being written."""
        if self._writing is not None:
            await self._writing

    async def _write(self, store: CapabilityStore) -> None:
        while self._latest is not None:
            (model, capabilities), self._latest = self._latest, None
            try:
                await store.keep(self.endpoint, model, PROBE, capabilities.as_json())
            except StorageError as error:
                log.warning("what is known of %s could not be kept: %s", model, error)


def _without_secrets(address: str) -> str:
    """An endpoint's address without a user, a password or a query, which may hold a key."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=host, query="", fragment="").geturl().rstrip("/")
