"""Numbers that follow from others: a sum, a difference, a share, a rate, miles from kilometres."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

COUNTED: Final = 12
"""Up to here a number may count what a text names one by one."""

_MOST: Final = 60
"""Numbers that are combined, of a text with more: every pair of them is tried."""

_ROUNDED: Final = 0.03
"""How far a number may be off, for "about", as a share of itself."""

# Miles, pounds, inches and feet; degrees are told apart below.
_UNITS: Final = (1.609, 0.4536, 2.54, 0.3048)
_WHOLES: Final = (1.0, 2.0, 12.0, 24.0, 60.0, 100.0)
"""Numbers that no text has to name: of double, a dozen, hours, minutes and percent."""

_YEARS: Final = range(1000, 2200)


def is_derived(value: float, known: Collection[float]) -> bool:
    """Whether a number follows from the known ones by one step of arithmetic, or counts things.

    A year follows to the letter, anything else as far as one may round.
    """
    if value <= COUNTED:
        return True
    off = 0.0 if value in _YEARS else _ROUNDED * value
    return any(abs(each - value) <= off for each in _derived([*known][:_MOST]))


def _derived(known: list[float]) -> Iterator[float]:
    for one in known:
        yield from (one * unit for unit in _UNITS)
        yield from (one / unit for unit in _UNITS)
        yield one * 9 / 5 + 32
        yield (one - 32) * 5 / 9
        for other in (*known, *_WHOLES):
            yield from (one + other, abs(one - other), one * other)
            if other:
                yield one / other
        for other in filter(None, known):
            yield from (100 * one / other, 100 * abs(one - other) / other)
