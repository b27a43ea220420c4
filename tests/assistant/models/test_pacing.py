"""How long a model may take for the next piece of its reply."""

from __future__ import annotations

import pytest

from assistant.models import Timeouts
from assistant.models.pacing import AFTER, Limits

TIMEOUTS = Timeouts(first=60.0, between=10.0, total=100.0)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which is put on by hand."""
    time = [0.0]
    monkeypatch.setattr("assistant.models.pacing.monotonic", lambda: time[0])
    return time


def test_the_first_piece_has_what_is_left_of_its_time(now: list[float]) -> None:
    limits = Limits(TIMEOUTS)
    now[0] = 20.0
    assert limits.next() == 40.0
    assert Limits.of_whole(TIMEOUTS).next() == 100.0


def test_the_others_have_theirs_until_the_whole_is_over(now: list[float]) -> None:
    limits = Limits(TIMEOUTS)
    limits.begun()
    assert limits.next() == 10.0
    now[0] = 95.0
    assert limits.next() == 5.0


def test_what_follows_an_end_is_hardly_waited_for(now: list[float]) -> None:
    """Unless it does not look like one: some tell an end with every piece."""
    limits = Limits(TIMEOUTS)
    limits.begun()
    limits.ended(by_its_looks=False)
    assert limits.has_ended
    assert limits.next() == 10.0
    limits.ended(by_its_looks=True)
    assert limits.next() == AFTER
    now[0] = 100.0
    assert limits.next() == 0.0


@pytest.mark.usefixtures("now")
def test_a_model_that_is_asked_again_has_its_time_again() -> None:
    limits = Limits(TIMEOUTS)
    limits.begun()
    limits.ended(by_its_looks=True)
    limits.asked()
    assert not limits.has_ended
    assert limits.next() == 10.0
