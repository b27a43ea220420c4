"""Blocking work, off the event loop."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(blocking: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """A blocking function as one to await: it runs in a worker thread."""

    @functools.wraps(blocking)
    def awaitable(*args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        return asyncio.to_thread(blocking, *args, **kwargs)

    return awaitable
