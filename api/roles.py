"""What somebody may do."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What a key is for: `manage` may all that `ask` may."""

    ASK = "ask"  # ask, read, rate answers
    MANAGE = "manage"  # also add and remove articles, read metrics
