"""Wilson's 95 % interval of a share (Wilson 1927)."""

from __future__ import annotations

from math import sqrt
from typing import Final

_Z: Final = 1.959963984540054
"""The normal distribution's quantile of 97.5 %."""


def wilson(yes: int, of: int) -> tuple[float, float]:
    """The interval of a share of so many; from 0 to 1 where there are none."""
    if of == 0:
        return 0.0, 1.0
    share, spread = yes / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)
