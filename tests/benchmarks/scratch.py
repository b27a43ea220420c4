"""A library of its own for a benchmark."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from api.settings import Settings
from api.wiring import Parts, wired
from index.embedding.minilm import MiniLM


@asynccontextmanager
async def scratch(minilm: MiniLM | None = None) -> AsyncIterator[Parts]:
    """The parts over an empty library, which is deleted at the end."""
    with tempfile.TemporaryDirectory() as folder:
        async with wired(Settings(Path(folder)), minilm=minilm) as parts:
            yield parts
