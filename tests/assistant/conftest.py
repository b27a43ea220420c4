"""The assistant over the sample article, and over made-up passages."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from api.settings import Settings
from api.wiring import Parts, wired


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def parts(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Parts]:
    """The parts over a copy of the sample's folder; ask, but do not change anything."""
    folder = tmp_path_factory.mktemp("assistant") / "data"
    shutil.copytree(sample_folder, folder)
    async with wired(Settings(folder)) as made:
        yield made
