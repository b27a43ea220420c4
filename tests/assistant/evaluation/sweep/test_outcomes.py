"""What a sweep comes to: which ways are optimal, and which changes may be chance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EvaluationError
from assistant.evaluation.runs.run import CheckedSentence, Result, Run
from assistant.evaluation.sweep.knobs import KNOBS
from assistant.evaluation.sweep.outcomes import Sweep, check_metric, pareto, summarize
from assistant.evaluation.sweep.setups import Setup
from assistant.options import Options
from tests.assistant.evaluation.made import answer, case, manifest, says

DEFAULT = Setup(Options(), None, "minilm")


def run(*right: bool, ms: float = 20.0) -> Run:
    """Questions that are answered from the right paragraph or not."""
    cases = tuple(case(f"q{at}") for at in range(len(right)))
    results = {
        each.question.id: Result(each.question.id, answer(says(1 if is_right else 2), total_ms=ms))
        for each, is_right in zip(cases, right, strict=True)
    }
    return Run(Path(), manifest(), cases, results)


def summed(by: str, *runs: Run) -> Sweep:
    setups = [KNOBS["passages"].set(DEFAULT, at) for at in range(8, 8 + len(runs))]
    return summarize(by, [KNOBS["passages"]], list(zip(setups, runs, strict=True)))


def test_p_grows_with_the_number_of_ways() -> None:
    """Of many ways one looks better by chance (Benjamini and Hochberg 1995)."""
    before, after = run(*[False] * 6), run(*[True] * 6)
    [_, alone] = summed("gold_cited", before, after).ways
    ways = summed("gold_cited", before, after, *[before] * 3).ways
    assert alone.change is not None
    assert alone.change.p == pytest.approx(2 / 2**6)
    assert ways[1].change is not None
    assert ways[1].change.p == pytest.approx(4 * 2 / 2**6)
    assert ways[2].change is not None
    assert (ways[2].change.change, ways[2].change.p) == (0, 1)
    assert ways[0].change is None


def test_where_less_is_better_the_least_is_optimal() -> None:
    """Sentences that people found unsupported, and that would be shown."""

    def judging(judgement: str, ms: float) -> Run:
        made = run(True, ms=ms)
        checked = CheckedSentence("It sank.", supported=False, judgement=judgement)
        result = replace(made.results["q0"], checked=(checked,))
        return replace(made, results={"q0": result})

    ways = summed(
        "false_pass", judging("supported", 30), judging("withheld", 40), judging("supported", 50)
    ).ways
    assert [each.fast for each in ways] == [True, True, False]
    assert [each.thrifty for each in ways] == [False, True, False]


def test_tokens_are_those_of_prompts_and_replies() -> None:
    [way] = summed("outcome", run(True, False)).ways
    assert way.tokens == 110


def test_what_failed_costs_nothing_and_is_not_optimal() -> None:
    broken = run(True)
    broken = replace(broken, results={"q0": Result("q0", None, "no answer in time")})
    good, failed = summed("outcome", run(True), broken).ways
    assert (good.thrifty, good.fast) == (True, True)
    assert (failed.thrifty, failed.fast, failed.change) == (False, False, None)


def test_where_nothing_is_scored_it_says_what_is() -> None:
    with pytest.raises(EvaluationError, match=r"scored by facts\. Compare by one of hit@1"):
        summed("facts", run(True))


@pytest.mark.parametrize("name", ["cost", "total_ms", "abstention_f1", ""])
def test_a_sweep_is_by_a_metric_of_quality(name: str) -> None:
    with pytest.raises(EvaluationError, match=f"cannot be compared by '{name}', but by hit@1"):
        check_metric(name)


POINTS = st.lists(st.tuples(st.sampled_from([0.1, 0.4, 0.5, 0.9]), st.integers(0, 5)), max_size=12)


@given(POINTS)
def test_pareto_optimal_is_what_no_other_one_beats(points: list[tuple[float, float]]) -> None:
    def beats(a: tuple[float, float], b: tuple[float, float]) -> bool:
        return a[0] >= b[0] and a[1] <= b[1] and a != b

    optimal = pareto(points)
    front = [point for point, best in zip(points, optimal, strict=True) if best]
    assert bool(front) == bool(points)
    for point, best in zip(points, optimal, strict=True):
        assert best == (not any(beats(each, point) for each in points))
        assert best or any(beats(each, point) for each in front)


def test_of_equals_all_are_optimal() -> None:
    assert pareto([(0.5, 2), (0.5, 2), (0.5, 3), (0.4, 1), (0.4, 2)]) == [
        True,
        True,
        False,
        True,
        False,
    ]
