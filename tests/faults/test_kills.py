"""What a kill at any statement leaves: a few of them here, all of them in `make faults`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.faults.grounds import Grounds
from tests.faults.kills import Bounds, by_step

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["update of what is quoted", "remove"])
def test_a_kill_at_a_statement_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    """Nothing is lost, doubled, torn or readable when the library is opened again."""
    row = by_step(Grounds(tmp_path), name, Bounds(5, time.monotonic() + 3_600, seed=7))
    assert row.words == []
    assert (row.kills, row.finished) == (5, 1)
