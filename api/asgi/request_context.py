"""The request that is being served, for its line in the log."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class RequestRecord:
    """A request: its id, whose key it came with, and how its question ended."""

    id: str
    key: str | None = None
    outcome: str | None = None


current: ContextVar[RequestRecord | None] = ContextVar("current request", default=None)
"""None outside of requests."""
