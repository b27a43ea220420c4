"""What somebody may do."""

from __future__ import annotations

from enum import Enum
from typing import Final

LOCAL: Final = "local"
"""Who asks, and whose the answers are, where nobody needs a key."""


class Role(Enum):
    """What a key is for: `manage` may all that `ask` may."""

    ASK = "ask"  # ask, read, rate answers
    MANAGE = "manage"  # also add and remove articles, read metrics
