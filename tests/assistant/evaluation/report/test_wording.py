"""Figures as a reader of the report sees them."""

from __future__ import annotations

import pytest

from assistant.evaluation.report.wording import anchor, figure, mark, milliseconds, percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.397, "40 %"),
        (1.0, "100 %"),
        (0.0, "0 %"),
        (281 / 282, "99.6 %"),
        (1 / 532, "0.2 %"),
        (None, "–"),
    ],
)
def test_only_what_is_all_is_100_percent(share: float | None, said: str) -> None:
    assert percent(share).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("metric", "value", "said"),
    [
        ("gold_cited", 0.3971, "0.397"),
        ("abstention_f1", 1.0, "1.000"),
        ("total_ms", 1234.5, "1,234 ms"),
        ("prompt_tokens", 800.0, "800 tokens"),
        ("cost", 0.00123, "$0.0012"),
        ("cost", None, "–"),
    ],
)
def test_a_figure_has_its_unit(metric: str, value: float | None, said: str) -> None:
    assert figure(value, metric) == said


def test_a_score_is_right_wrong_or_in_between() -> None:
    assert [mark(each) for each in (1.0, 0.0, 0.5, None)] == ["✓", "✗", "0.50", "–"]


def test_a_time_is_in_the_unit_that_people_would_take() -> None:
    assert [milliseconds(each) for each in (80.4, 999.0, 12_340.0)] == ["80 ms", "999 ms", "12.3 s"]


def test_an_anchor_is_the_id_without_spaces() -> None:
    assert anchor("who-01") == "q-who-01"
    assert anchor("who says\n?\x00") == "q-who-says-?-"
