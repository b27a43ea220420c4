"""Numbers that follow from others by one step, and those that nothing gives."""

from __future__ import annotations

import pytest

from assistant.verification.detectors.derived_numbers import is_derived


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (7, ()),  # things may be counted
        (33, (230, 197)),
        (249, (230, 19)),
        (15, (1_491, 10_000)),  # about 15 percent
        (100, (1, 1_000_000, 10_000)),
        (41, (59,)),  # the other 41 percent
        (60, (30,)),  # twice
        (32, (20,)),  # 20 miles in kilometres
        (77, (25,)),  # degrees
        (1_989, (1_964, 25)),
    ],
)
def test_a_step_of_arithmetic(value: float, known: tuple[float, ...]) -> None:
    assert is_derived(value, known)


@pytest.mark.parametrize(
    ("value", "known"),
    [(417, ()), (417, (12, 30)), (1_990, (1_964, 25)), (2_014, (2_011, 5)), (1.7e9, (400e6,))],
)
def test_what_nothing_gives(value: float, known: tuple[float, ...]) -> None:
    """A year follows to the letter, however near another one is."""
    assert not is_derived(value, known)
