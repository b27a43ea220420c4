"""How much is done, as a count: a clock would tell how busy the machine is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(action: Callable[[], object]) -> int:
    """How many functions are called, Python's own and those of its parts written in C."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return count


def grows(action: Callable[[str], object], unit: str, length: int, before: str = "") -> float:
    """Times as many calls for a text of units that is twice as long; 2 is in proportion."""
    short, long = (before + unit * (size // len(unit)) for size in (length, 2 * length))
    return calls(lambda: action(long)) / calls(lambda: action(short))
