"""Which capitalised words are names."""

from __future__ import annotations

import pytest

from assistant.verification.detectors.names import names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Thirty-two Cubans were killed.", ["Cubans"]),
        ("Eleven Americans left.", ["Americans"]),
        ("Neither Lund nor Berg came.", ["Lund", "Berg"]),
        ("Anna Berg came.", ["Anna", "Berg"]),
    ],
)
def test_counts_and_function_words_are_none(text: str, found: list[str]) -> None:
    """A name that no article has cannot be overruled, so a "Thirty-two" must not be one."""
    assert names(text) == found
