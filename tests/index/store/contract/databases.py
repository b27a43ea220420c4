"""The databases that a library can be in: what the contract's tests run over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.postgres import NEEDED

DATABASES: Final = ("sqlite", pytest.param("postgresql", marks=NEEDED))
"""What a fixture takes as its parameters, to be asked `where_in` for."""


def where_in(request: pytest.FixtureRequest, folder: Path) -> Path | str:
    """Where an empty library is, in the database that the fixture's parameter names."""
    if request.param == "sqlite":
        return folder / "library.db"
    new: Callable[[], str] = request.getfixturevalue("postgres").new_library
    return new()
