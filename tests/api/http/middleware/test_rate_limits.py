"""How often a caller may ask, whatever the clock does."""

from __future__ import annotations

import time

import pytest
from starlette.exceptions import HTTPException

from api.http.middleware.rate_limits import RateLimits


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the time is: the last of these."""
    shown = [time.time()]
    monkeypatch.setattr("time.time", lambda: shown[-1])
    return shown


def test_a_clock_that_is_set_back_keeps_nobody_out(clock: list[float]) -> None:
    """Requests of an hour that is yet to come do not count."""
    limits = RateLimits("2/minute")
    for _ in range(2):
        limits.hit("anna")
    clock.append(clock[-1] - 3_600)
    assert limits.hit("anna")["RateLimit-Remaining"] == "1"


def test_a_clock_that_is_put_right_is_no_way_around(clock: list[float]) -> None:
    limits = RateLimits("2/minute")
    for _ in range(2):
        limits.hit("anna")
        clock.append(clock[-1] - 0.2)
    with pytest.raises(HTTPException):
        limits.hit("anna")
