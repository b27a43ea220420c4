"""The points of the reliability diagram."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.report.calibration import Bin, bins
from assistant.evaluation.runs.run import Result, Run
from tests.assistant.evaluation.made import answer, case, manifest, says


def asked(*supports: tuple[float, int]) -> Run:
    """A run of questions that paragraph 1 answers: each answer's support, and what it cites."""
    cases = [case(str(at)) for at in range(len(supports))]
    results = {
        str(at): Result(str(at), answer(says(paragraph), support=support))
        for at, (support, paragraph) in enumerate(supports)
    }
    return Run(Path(), manifest(), tuple(cases), results)


def test_sentences_of_like_support_are_a_point() -> None:
    low, high = bins(asked((0.71, 1), (0.79, 2), (0.75, 1), (0.2, 2)))
    assert (low.low, low.high, low.sentences, low.share) == (0.2, 0.3, 1, 0)
    assert (high.low, high.high, high.sentences) == (0.7, 0.8, 3)
    assert high.support == pytest.approx(0.75)
    assert high.share == pytest.approx(2 / 3)
    # two of three, by the formula of Wilson (1927)
    assert [high.least, high.most] == pytest.approx([0.208, 0.939], abs=1e-3)


def test_full_support_is_in_the_last_point() -> None:
    assert [(each.low, each.high) for each in bins(asked((1.0, 1), (0.9, 1)))] == [(0.9, 1.0)]


def test_what_nobody_judged_and_what_failed_is_no_point() -> None:
    """Nor what nothing answers: there no paragraph is right."""
    unknown, unanswerable = case("a", gold=None), case("b", gold=(1,), answerable=False)
    said = answer(says(1))
    results = {
        "a": Result("a", said),
        "b": Result("b", said),
        "c": Result("c", said, "the model failed"),
        "d": Result("d", None),
    }
    cases = (unknown, unanswerable, case("c"), case("d"), case("e"))
    assert bins(Run(Path(), manifest(), cases, results)) == []


@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([1, 2])), max_size=30))
def test_every_sentence_is_in_the_point_of_its_support(supports: list[tuple[float, int]]) -> None:
    found = bins(asked(*supports))
    assert sum(each.sentences for each in found) == len(supports)
    assert [each.low for each in found] == sorted({each.low for each in found})
    assert all(_is_sound(each) for each in found)


def _is_sound(point: Bin) -> bool:
    rounding = 1e-9
    inside = point.low - rounding <= point.support <= point.high + rounding
    return inside and point.least - rounding <= point.share <= point.most + rounding
