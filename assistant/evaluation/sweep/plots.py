"""Plots of worth against cost as SVG, in the page's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import altair as alt

from assistant.evaluation.metrics.figures import Figure
from assistant.evaluation.report import charts

_ACCENT: Final = "var(--accent)"
_SECOND: Final = "var(--second)"
_FAINT: Final = "var(--faint)"

COLUMNS: Final = 16
ROWS: Final = 12
"""How many numbers can be read beside and above each other."""

Row = dict[str, str | float | None]


@dataclass(frozen=True, slots=True)
class Point:
    """A way by its number in the table: what it is worth, and what it costs."""

    number: int
    worth: Figure
    cost: float
    optimal: bool


def pareto_plot(points: Sequence[Point], worth: str, cost: str) -> str:
    """Worth upwards, cost to the right; what is optimal is filled and on a line.

    The first way, the default, is a diamond.
    """
    rows: list[Row] = [
        {
            "worth": each.worth.value,
            "low": each.worth.low,
            "high": each.worth.high,
            "cost": each.cost,
        }
        for each in points
    ]
    best = [row for row, each in zip(rows, points, strict=True) if each.optimal]
    others = [row for row, each in zip(rows, points, strict=True) if not each.optimal]
    first = [row for row, each in zip(rows, points, strict=True) if each.number == 1]
    x = alt.X(
        "cost:Q",
        scale=alt.Scale(zero=False, padding=24),
        title=cost,
        axis=alt.Axis(tickCount=6, format=",.0f"),
    )
    title, axis = f"{worth}, with 95 % interval", alt.Axis(titlePadding=10)
    y = alt.Y("worth:Q", scale=alt.Scale(zero=False), title=title, axis=axis)

    def of(some: Sequence[Row]) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=[*some])).encode(x=x, y=y)

    ranges = of(rows).mark_rule(color=_FAINT, opacity=0.6).encode(y="low:Q", y2="high:Q")
    front = of(best).mark_line(color=_ACCENT, interpolate="step-after", strokeWidth=1.5)
    hollow = of(others).mark_point(color=_SECOND, size=50, strokeWidth=1.5, opacity=1)
    filled = of(best).mark_point(color=_ACCENT, filled=True, size=60, opacity=1)
    default = of(first).mark_point(shape="diamond", color="currentColor", size=190, opacity=1)
    named = of(_named(points)).encode(text="numbers:N")
    numbers = named.mark_text(dx=9, dy=-9, align="left", color="currentColor", fontSize=11)
    chart = alt.layer(ranges, front, hollow, filled, default, numbers)
    return charts.svg(chart.properties(width=380, height=260))


def _named(points: Sequence[Point]) -> list[Row]:
    """The numbers of the points, together where these lie so close that none could be read."""
    costs = [each.cost for each in points]
    worths = [each.worth.value or 0.0 for each in points]
    # `or 1.0`: all ways may cost the same.
    width, height = max(costs) - min(costs) or 1.0, max(worths) - min(worths) or 1.0
    together: dict[tuple[int, int], list[int]] = {}
    for at, (cost, worth) in enumerate(zip(costs, worths, strict=True)):
        cell = round(COLUMNS * cost / width), round(ROWS * worth / height)
        together.setdefault(cell, []).append(at)
    return [
        {
            "numbers": ", ".join(str(points[at].number) for at in some),
            # At the corner of the cell, so that no point of it is covered.
            "cost": max(costs[at] for at in some),
            "worth": max(worths[at] for at in some),
        }
        for some in together.values()
    ]
