"""What a kill at any statement leaves: a few of them here, all of them in `make faults`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.faults.grounds import Grounds
from tests.faults.kills import Bounds, by_step, prepared

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["update of what is quoted", "remove"])
def test_a_kill_at_a_statement_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """Nothing is lost, doubled, torn or readable when the library is opened again."""
    grounds = Grounds(tmp_path)
    bounds = Bounds(5, time.monotonic() + 3_600, seed=7)
    row = by_step(grounds, prepared(grounds), name, bounds)
    assert row.words == []
    assert (row.kills, row.finished) == (5, 1)
