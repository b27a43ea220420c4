"""Roles of keys: what a caller may do."""

from __future__ import annotations

from enum import Enum
from typing import Final

LOCAL: Final = "local"
"""The caller, and owner of answers, where no key is needed."""


class Role(Enum):
    """What a key allows; `manage` includes what `ask` allows."""

    ASK = "ask"  # ask, read, rate answers
    MANAGE = "manage"  # also add and remove articles, read metrics
