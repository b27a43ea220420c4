"""How long endpoints ask to be left alone, in everybody's way."""

from __future__ import annotations

from datetime import UTC, datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given

from assistant.models.transport.waits import spoken_wait, told_wait

NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
EPOCH = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"Retry-After": "0"}, 0.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "2m59.5s"}, 179.5),
        ({"retry-after": "Sat, 28 Nov 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Sat, 28 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"x-ratelimit-reset-requests": "1m0s", "x-ratelimit-remaining-requests": "0"}, 60.0),
        (
            {
                "x-ratelimit-reset-requests": "2h",
                "x-ratelimit-remaining-requests": "900",
                "x-ratelimit-reset-tokens": "7.66s",
                "x-ratelimit-remaining-tokens": "0",
            },
            7.66,
        ),
        ({"x-ratelimit-reset-requests": "2h", "x-ratelimit-reset-tokens": "20ms"}, 0.02),
        ({"x-ratelimit-reset-requests": "120ms", "x-ratelimit-reset-tokens": "6.1s"}, 6.1),
        ({"anthropic-ratelimit-requests-reset": "2026-11-28T12:00:12Z"}, 12.0),
        ({"x-ratelimit-reset": str(EPOCH + 90)}, 90.0),
        ({"X-RateLimit-Reset": str((EPOCH + 90) * 1_000)}, 90.0),
        ({"ratelimit-reset": "33"}, 33.0),
        ({"retry-after": "soon"}, None),
        ({"x-ratelimit-limit-requests": "30"}, None),
        ({}, None),
    ],
)
def test_waits_in_headers(headers: dict[str, str], seconds: float | None) -> None:
    assert told_wait(headers, "", NOW) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("Limit 30, Used 30, Requested 1. Please try again in 7.66s.", 7.66),
        ("Please try again in 20m9.888s. Need more tokens? Upgrade.", 1_209.888),
        ("Please try again in 850ms.", 0.85),
        ("Please retry after 20 seconds.", 20.0),
        ("Please retry in 38.601658672s.", 38.601658672),
        ("Your quota will reset after 12h34m16s.", 45_256.0),
        ("{'details': [{'retryDelay': '26s'}]}", 26.0),
        ("Too busy: wait 2 minutes and 5 seconds", 125.0),
        ("Try again in 1 hour.", 3_600.0),
        ("{'retry_after': 30, 'global': False}", 30.0),
        ("{'retryAfter': '4.5'}", 4.5),
        ("{'metadata': {'retry_after_seconds': 6}}", 6.0),
        ("{'retry_after_ms': 6000}", 6.0),
        ("您的并发数过高，请6秒后重试", 6.0),
        ("Bitte in 2 Minuten noch einmal versuchen.", 120.0),
        ("Réessayez dans 7 secondes.", 7.0),
        ("Try again in 2s; the tokens are reset in 9s.", 9.0),
        ("每60秒30次", None),
        ("30 Anfragen pro 60 Sekunden", None),
        ("Limit 30 per 60s reached", None),
        ("Try again later. Limit: 20", None),
        ("slow down", None),
    ],
)
def test_waits_in_words(words: str, seconds: float | None) -> None:
    assert told_wait({}, words, NOW) == (None if seconds is None else pytest.approx(seconds))


def test_the_longest_wait_counts() -> None:
    assert told_wait({"retry-after": "3"}, "try again in 9s", NOW) == 9.0
    assert told_wait({"retry-after": "9"}, "try again in 3s", NOW) == 9.0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "in 1 second"),
        (45, "in 45 seconds"),
        (99.5, "in 2 minutes"),
        (1_200, "in 20 minutes"),
        (9_000, "in 3 hours"),
    ],
)
def test_waits_as_they_are_said(seconds: float, said: str) -> None:
    assert spoken_wait(seconds) == said


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_told_is_a_wait_or_none(header: str, words: str) -> None:
    names = ("retry-after", "retry-after-ms", "x-ratelimit-reset", "x-ratelimit-remaining")
    wait = told_wait(dict.fromkeys(names, header), words, NOW)
    assert wait is None or wait >= 0
