"""The assistant over the sample article, and over made-up passages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from api.wiring import Parts, wired


@pytest.fixture(scope="module")
def parts(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """The parts over a copy of the sample's folder; ask, but do not change anything."""
    folder = tmp_path_factory.mktemp("assistant") / "data"
    shutil.copytree(sample_folder, folder)
    with wired(Settings(folder)) as made:
        yield made
