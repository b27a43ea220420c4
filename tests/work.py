"""How much is done, as a count: a clock would tell how busy the machine is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Self, TypeAlias

TraceFunction: TypeAlias = Callable[[FrameType, str, object], "TraceFunction"]


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


def lines(action: Callable[[], object]) -> int:
    """How many lines of Python are run, those of loops each time."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


class Cut(str):
    """A text that counts the characters that are cut out of it and of its parts."""

    __slots__ = ("_count",)

    _count: list[int]

    def __new__(cls, text: str, count: list[int] | None = None) -> Self:
        """`count` is another's, to which this one's are added."""
        made = super().__new__(cls, text)
        made._count = [0] if count is None else count
        return made

    @property
    def characters(self) -> int:
        """Cut out so far."""
        return self._count[0]

    def __getitem__(self, at: Any) -> str:  # noqa: ANN401
        found = super().__getitem__(at)
        self._count[0] += len(found)
        return type(self)(found, self._count)

    def __radd__(self, before: str) -> str:
        return type(self)(str.__add__(before, self), self._count)


def grows(action: Callable[[str], object], unit: str, length: int, before: str = "") -> float:
    """Times as many calls for a text of units that is twice as long; 2 is in proportion."""
    short, long = (before + unit * (size // len(unit)) for size in (length, 2 * length))
    action(f"{long}{unit}")  # what is worked out once for a word is kept
    return calls(lambda: action(long)) / calls(lambda: action(short))
