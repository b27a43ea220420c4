"""A place in a sentence that has the kind of thing asked for."""

from __future__ import annotations

from typing import Final, NamedTuple

MAY_BE: Final = 0.75
"""How well a sentence fits that only has what may be the kind of thing asked for."""


class Mention(NamedTuple):
    """Where such a thing stands; not `is_sure` is what is often something else."""

    start: int
    end: int
    is_sure: bool = True
