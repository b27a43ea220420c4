"""Figures, their intervals, and runs held against each other and against bars."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import EvaluationError
from assistant.evaluation.metrics.agreement import agreement
from assistant.evaluation.metrics.answer_metrics import METRICS, Scores, scores
from assistant.evaluation.metrics.figures import by_kind, figures
from assistant.evaluation.runs.comparison import compare, losses
from assistant.evaluation.runs.run import Opinion, Run
from assistant.evaluation.runs.thresholds import missed, read_bars
from assistant.types import Answer
from tests.assistant.evaluation.made import answer, case, run, says


def rows(name: str, *values: float | None) -> dict[str, Scores]:
    """Scores of as many questions, in this metric alone."""
    nothing = dict.fromkeys(METRICS)
    return {str(at): nothing | {name: value} for at, value in enumerate(values)}


def test_wilsons_interval() -> None:
    """8 of 10, as Newcombe (1998) has it for such shares: .490 to .943."""
    figure = figures(rows("hit@1", *[1.0] * 8, 0.0, 0.0, None))["hit@1"]
    assert figure.value == 0.8
    assert [figure.low, figure.high] == pytest.approx([0.4902, 0.9433], abs=1e-4)
    assert (figure.scored, figure.unscored) == (10, 1)


def test_unscored_is_no_zero() -> None:
    figure = figures(rows("speaker", None, None))["speaker"]
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert (figure.scored, figure.unscored) == (0, 2)


def test_other_means_by_bootstrap() -> None:
    """The same figures every time, around the mean."""
    values = [0.5, 1.0, 0.0, 0.25, 0.75] * 8
    figure, again = (figures(rows("facts", *values))["facts"] for _ in range(2))
    assert figure == again
    assert figure.value == 0.5
    assert figure.low is not None
    assert figure.high is not None
    assert 0.37 < figure.low < 0.45
    assert 0.55 < figure.high < 0.63


def test_costs_are_medians() -> None:
    assert figures(rows("total_ms", 1, 2, 900))["total_ms"].value == 2


def test_abstention(tmp_path: Path) -> None:
    """Three refusals, two of them right, of four questions that nothing answers."""
    asked = [(case("a"), answer(says(1))), (case("b"), answer())]
    asked += [(case(f"u{at}", (), answerable=False), answer()) for at in range(2)]
    asked += [(case(f"v{at}", (), answerable=False), answer(says(1))) for at in range(2)]
    found = figures(scores(run(tmp_path, *asked)))
    assert found["abstention_precision"].value == pytest.approx(2 / 3)
    assert found["abstention_recall"].value == 0.5
    assert found["abstention_f1"].value == pytest.approx(2 * 2 / (3 + 4))
    assert found["refused"].value == 0.5


def test_where_everything_can_be_answered_abstention_is_unscored(tmp_path: Path) -> None:
    found = figures(scores(run(tmp_path, (case(), answer()))))
    assert found["abstention_precision"].value is None
    assert found["abstention_f1"].value is None
    assert found["outcome"].value == 0


def test_by_kind(tmp_path: Path) -> None:
    some = run(
        tmp_path,
        (case("a", kind="date"), answer(says(1))),
        (case("b", kind="number"), answer(says(2))),
        (case("c", kind="date"), answer(says(2))),
    )
    found = by_kind(some, scores(some))
    assert list(found) == ["date", "number"]
    assert found["date"]["gold_cited"].value == 0.5
    assert found["number"]["gold_cited"].value == 0


# --- Two runs ----------------------------------------------------------------------------------


def two(folder: Path, before: list[Answer], after: list[Answer]) -> tuple[Run, Run]:
    """The same questions, answered twice."""
    asked = [case(f"q{at}") for at in range(len(before))]
    return (
        run(folder, *zip(asked, before, strict=True), name="before"),
        run(folder, *zip(asked, after, strict=True), name="after"),
    )


RIGHT, WRONG = answer(says(1)), answer(says(2))


def test_what_got_worse_question_by_question(tmp_path: Path) -> None:
    """Nine of ten lost, one won: McNemar's exact test gives 2 · 11 / 2^10 before correction."""
    before, after = two(tmp_path, [RIGHT] * 9 + [WRONG], [WRONG] * 9 + [RIGHT])
    [found] = [each for each in compare(before, after) if each.metric == "gold_cited"]
    assert [found.before, found.after] == pytest.approx([0.9, 0.1])
    assert found.worse == tuple(f"q{at}" for at in range(9))
    assert found.better == ("q9",)
    assert found.p >= 22 / 1024
    assert found.low < found.change < found.high


def test_noise_is_not_taken_for_a_step_back(tmp_path: Path) -> None:
    """Three lost and two won may be chance; ten lost and none won is not."""
    noise = two(tmp_path / "noise", [RIGHT] * 3 + [WRONG] * 2, [WRONG] * 3 + [RIGHT] * 2)
    assert losses(*noise) == []
    loss = two(tmp_path / "loss", [RIGHT] * 12, [WRONG] * 12)
    assert "gold_cited" in {each.metric for each in losses(*loss)}
    assert losses(*reversed(loss)) == []


def test_slower_is_told_and_no_step_back(tmp_path: Path) -> None:
    """A busy machine is no reason to refuse a change."""
    slow = [answer(says(1), total_ms=90.0 + at) for at in range(12)]
    pair = two(tmp_path, [RIGHT] * 12, slow)
    [found] = [each for each in compare(*pair) if each.metric == "total_ms"]
    assert found.is_loss
    assert losses(*pair) == []


def test_the_same_run_twice(tmp_path: Path) -> None:
    found = compare(*two(tmp_path, [RIGHT, WRONG], [RIGHT, WRONG]))
    assert {(each.change, each.p) for each in found} == {(0, 1)}


def test_runs_of_other_questions(tmp_path: Path) -> None:
    mine = run(tmp_path, (case("a"), RIGHT), name="mine")
    with pytest.raises(EvaluationError, match="no question in common"):
        compare(mine, run(tmp_path, (case("b"), RIGHT), name="b"))
    changed = run(tmp_path, (case("a", question="When?"), RIGHT), name="changed")
    with pytest.raises(EvaluationError, match=r"the same question in .*: a"):
        compare(mine, changed)


# --- Bars --------------------------------------------------------------------------------------


def test_bars() -> None:
    """Less is better for some: their bar is the most that is good enough."""
    found = figures(rows("hit@1", 1.0, 0.0)) | {
        "false_pass": figures(rows("false_pass", 0.1))["false_pass"]
    }
    assert missed(read_bars("hit@1=0.5, false_pass=0.1"), found) == []
    fallen = missed(read_bars("hit@1=0.51,false_pass=0.05"), found)
    assert [(bar.metric, bar.value, value) for bar, value in fallen] == [
        ("hit@1", 0.51, 0.5),
        ("false_pass", 0.05, 0.1),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("precision=0.9", "there is no metric 'precision'; there are hit@1, "),
        ("hit@1", "'hit@1' is no bar. One is like hit@1=0.95"),
        ("hit@1=high", "is no bar"),
    ],
)
def test_no_bars(text: str, complaint: str) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        read_bars(text)


def test_a_bar_on_what_is_unscored_is_not_reached_silently() -> None:
    with pytest.raises(EvaluationError, match=r"speaker cannot be held against 0\.9"):
        missed(read_bars("speaker=.9"), figures(rows("speaker", None)))


# --- The judge and people ----------------------------------------------------------------------


def test_agreement_with_people() -> None:
    """Cohen's own kind of table: 20 yes-yes, 15 no-no, 5 and 10 apart give kappa .4."""
    both = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    opinions = [Opinion("…", judge, people) for judge, people in both]
    found = agreement([*opinions, Opinion("…", None, True), Opinion("ours", True)])
    assert found is not None
    assert (found.same, found.judged, found.unread) == (35, 50, 1)
    assert found.kappa == pytest.approx(0.4)
    assert found.low < 0.7 < found.high


def test_no_agreement_without_people() -> None:
    assert agreement([Opinion("ours", True)]) is None
