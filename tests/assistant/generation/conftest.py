"""A library that a module's tests share: they ask, and add articles of titles of their own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.assistant.generation.served import Library, library


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shelf(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Library]:
    async with library(tmp_path_factory.mktemp("shelf")) as made:
        yield made
