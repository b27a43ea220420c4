"""Libraries to be copied, and where to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.wiring import SCHEMAS, database_at
from index.store.copies import back_up
from index.store.database import Database
from tests.api.library.copies.contents import Where
from tests.api.library.kept import FILES, restore_file
from tests.index.store.contract.databases import DATABASES, where_in


@pytest.fixture
def full(folder: Path) -> Path:
    """A library with something in each table."""
    path = folder / "full.db"
    restore_file(FILES[-1], path)
    Database(path, SCHEMAS).close()
    return path


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, folder: Path) -> Where:
    """Where an empty library can be, in either database."""
    return where_in(request, folder)


@pytest.fixture
def source(full: Path) -> Iterator[Database]:
    with closing(database_at(full)) as database:
        yield database


@pytest.fixture
def target(empty: Where) -> Iterator[Database]:
    with closing(database_at(empty)) as database:
        yield database


@pytest.fixture
def kept(source: Database, tmp_path: Path) -> Path:
    """A backup of it."""
    back_up(source, tmp_path / "kept")
    return tmp_path / "kept"
