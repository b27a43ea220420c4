"""How often each key, or each address without one, may ask."""

from __future__ import annotations

import math
import time
from typing import Final

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.exceptions import HTTPException

from api.limits.request_counts import RequestCounts

_SLEWED: Final = 1.0
"""Seconds that a clock may be put right by, now and then, without anybody's notice."""


class RateLimits:
    """Counts requests in a moving window, with those that other processes have counted.

    `KeyAuthentication` asks it, since it is who knows the key: this is no middleware of its own.
    """

    def __init__(self, limit: str) -> None:
        """`limit` is like `300/minute`."""
        self._limit = parse(limit)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self.shared = RequestCounts(self._limit.get_expiry())
        self._latest = 0.0

    def hit(self, caller: str) -> dict[str, str]:
        """Count a request: the headers of its response; HTTPException 429 beyond the limit."""
        self._follow_clock()
        # Moving: around the boundary of fixed windows a caller could ask twice as often.
        elsewhere = self.shared.of_others(caller)
        before = self._limiter.get_window_stats(self._limit, caller)
        allowed = before.remaining > elsewhere and self._limiter.hit(self._limit, caller)
        if allowed:
            self.shared.note(caller)
        window = self._limiter.get_window_stats(self._limit, caller)
        seconds = str(max(0, math.ceil(window.reset_time - time.time())))
        headers = {
            "RateLimit-Limit": str(self._limit.amount),
            "RateLimit-Remaining": str(max(0, window.remaining - elsewhere)),
            "RateLimit-Reset": seconds,
        }
        if not allowed:
            raise HTTPException(
                429,
                f"that was more than {self._limit}; ask again in {seconds} s",
                headers | {"Retry-After": seconds},
            )
        return headers

    def _follow_clock(self) -> None:
        """Forget what was counted by a clock that has been set back since.

        Those requests would count until the new one comes to where the old one was.
        """
        now = time.time()
        if now < self._latest - _SLEWED:
            self._limiter.storage.reset()
        self._latest = now
