"""Which form a client would rather have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.asgi.accept_header import quality

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accepted", "kind", "wanted"),
    [
        (BROWSER, "text/html", 1.0),
        (BROWSER, "application/json", 0.8),
        ("*/*", "text/html", 1.0),
        ("text/*;q=0.3, text/html;q=0.7", "text/html", 0.7),
        ("text/*;q=0.3, text/html;q=0.7", "text/event-stream", 0.3),
        ("TEXT/HTML; Q=0.5", "text/html", 0.5),
        ("text/html;level=1;q=0.4", "text/html", 0.4),
        ("text/html;q=0, */*", "text/html", 0.0),
        ("text/html;q=much", "text/html", 0.0),
        ("text/html;q=nan", "text/html", 0.0),
        ("text/html;q=7", "text/html", 0.0),
        ("application/json", "text/html", 0.0),
        ("", "text/html", 0.0),
    ],
)
def test_how_much_a_form_is_wanted(accepted: str, kind: str, wanted: float) -> None:
    assert quality(accepted, kind) == wanted


@given(st.text(), st.text())
def test_whatever_the_header_is(accepted: str, kind: str) -> None:
    assert 0 <= quality(accepted, kind) <= 1
