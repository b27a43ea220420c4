"""What a refusal says of a value, by the numbers that it names."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from assistant.models.transport.bounds import Bounds, told_bounds


@pytest.mark.parametrize(
    ("words", "sent", "bounds"),
    [
        ("the valid range of max_tokens is [1, 4096]", 4_608, Bounds(most=4_096)),
        ("the valid range of max_tokens is [1,4096]", 4_608, Bounds(most=4_096)),
        ("the valid range of max_tokens is [16, 4096]", 1, Bounds(least=16)),
        ("max_tokens: 6144 > 4096, the most of claude-3-5", 6_144, Bounds(most=4_096)),
        ("a value of 512, from 1 (inclusive) to 451 (exclusive)", 512, Bounds(most=450)),
        ("a value of 451, from 1 (inclusive) to 451 (exclusive)", 451, Bounds(most=450)),
        ("at most 4,096 tokens of gpt-9, whereas you asked for 5,000", 5_000, Bounds(most=4_096)),
        ("must be less than 2049", 4_096, Bounds(most=2_048)),
        ("must be less than or equal to 2048", 4_096, Bounds(most=2_048)),
        ("1 <= max_tokens <= 2048", 4_096, Bounds(most=2_048)),
        ("取值范围为1到2048。", 4_096, Bounds(most=2_048)),
        ("Expected a value >= 16, but got 1 instead.", 1, Bounds(least=16)),
        ("must be greater than 15", 1, Bounds(least=16)),
        ("must be greater than or equal to 16", 1, Bounds(least=16)),
        ("of a context of 32768 it gives at most 4096", 6_144, Bounds(most=4_096)),
        ("error 7: at least 1024 is asked for", 512, Bounds(least=1_024)),
        ("error 7: try 1024", 512, Bounds()),
        ("512 is not for gpt-4 or v1.5", 512, Bounds()),
        ("it is too large", 512, Bounds()),
    ],
)
def test_which_bound_is_told(words: str, sent: int, bounds: Bounds) -> None:
    assert told_bounds(words, sent) == bounds


@given(st.text("0123456789,.-–[] <>abc", max_size=40), st.integers(1, 9_999))
def test_a_bound_is_always_one_that_was_broken(words: str, sent: int) -> None:
    told = told_bounds(words, sent)
    assert told.least is None or told.least > sent
    assert told.most is None or told.most < sent
