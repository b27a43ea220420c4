"""Opposites, which no measure of likeness tells apart."""

from __future__ import annotations

import pytest

from index.language.opposites import are_opposite


@pytest.mark.parametrize(
    ("one", "other", "opposite"),
    [
        ("prices will rise", "prices would fall", True),
        ("prices would fall", "prices will rise", True),
        ("the pier is safe", "the pier is unsafe", True),
        ("he should stay", "he should go", True),
        ("prices will rise", "prices rose", False),
        ("prices will rise", "prices fell before they rose", False),
        ("prices will rise", "the pier is old", False),
    ],
)
def test_a_text_has_the_opposite_of_another_without_the_word_itself(
    one: str, other: str, opposite: bool
) -> None:
    assert are_opposite(one, other) is opposite
