"""Figures as a reader of the report sees them."""

from __future__ import annotations

import re
from typing import Final

from assistant.evaluation.metrics.answer_metrics import METRICS
from assistant.evaluation.metrics.figures import Figure

NONE: Final = "–"


def figure(value: float | None, name: str) -> str:
    """A metric's value: a share as 0.397, costs in their unit; a dash where there is none."""
    if value is None:
        return NONE
    unit = METRICS[name].unit if name in METRICS else ""
    if unit == "$":
        return f"${value:.4f}"
    return f"{value:,.0f} {unit}" if unit else f"{value:.3f}"


def interval(value: Figure) -> str:
    """A figure's 95 % interval."""
    if value.low is None or value.high is None:
        return NONE
    return ranged(figure(value.low, value.metric), figure(value.high, value.metric))


def ranged(low: str, high: str) -> str:
    """A range, which no line end parts."""
    return f"{low} to {high}".replace(" ", "\N{NO-BREAK SPACE}")


def percent(share: float | None) -> str:
    """A share as people say it: `40 %`; only what is all or nothing is 100 % or 0 %."""
    if share is None:
        return NONE
    digits = 0 if share in (0, 1) or 0.005 <= share < 0.995 else 1
    return f"{share * 100:.{digits}f}\N{NO-BREAK SPACE}%"


def mark(value: float | None) -> str:
    """A score of a question: right, wrong, in between, or unscored."""
    if value is None:
        return NONE
    return {0.0: "✗", 1.0: "✓"}.get(value, f"{value:.2f}")


def milliseconds(value: float | None) -> str:
    """A time in milliseconds or, from a second on, in seconds."""
    if value is None:
        return NONE
    return f"{value:,.0f} ms" if value < 1000 else f"{value / 1000:,.1f} s"


def anchor(question_id: str) -> str:
    """The id of a question's element in the page, without what such an id must not have."""
    return "q-" + re.sub(r"[\s\x00-\x1f\x7f]", "-", question_id)
