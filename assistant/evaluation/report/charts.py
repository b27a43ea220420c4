"""The charts of the report's plots, drawn as SVG in the page's own colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import altair as alt
import vl_convert

from assistant.evaluation.metrics.figures import Figure
from assistant.evaluation.report.calibration import Bin

WIDE: Final = 50
"""Times that are this many times as long as others are drawn on a logarithmic scale."""

# Variables of the page's style: so the charts follow its light and its dark colours.
_ACCENT: Final = "var(--accent)"
_SECOND: Final = "var(--second)"
_FAINT: Final = "var(--faint)"
_WIDTH: Final = 170
_LABELS: Final = 126
_SQUARE: Final = 240
_SHARE: Final = alt.Scale(domain=[0, 1])
_PERCENT: Final = alt.Axis(
    values=[0, 0.25, 0.5, 0.75, 1], labelExpr="round(100 * datum.value) + ' %'"
)
_HALVES: Final = alt.Axis(values=[0, 0.5, 1], labelExpr="round(100 * datum.value) + ' %'")

_SHORTENED: Final = r"replace(datum.value, /^(.{14}).+( \([0-9]+\))$/, '$1…$2')"
"""A label that is too long loses its middle, not the number at its end."""

_LINES: Final = {
    "first sentence": (_ACCENT, [1, 0]),
    "whole answer": (_SECOND, [6, 3]),
    "refusal": (_FAINT, [2, 2]),
}
"""How the times are told apart: by colour and by dash."""

Chart = alt.LayerChart | alt.VConcatChart | alt.FacetChart


def kinds(scored: Mapping[str, Figure]) -> Chart:
    """A metric's value and interval for each kind of question, with how many count."""
    rows = [
        asdict(figure) | {"kind": f"{kind} ({figure.scored})"} for kind, figure in scored.items()
    ]
    # Labels of one width, so that the plots of several metrics stand below each other.
    axis = alt.Axis(
        labelExpr=_SHORTENED,
        labelLimit=_LABELS - 8,
        labelPadding=8,
        minExtent=_LABELS,
        maxExtent=_LABELS,
        ticks=False,
        domain=False,
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("kind:N", sort=None, title=None, axis=axis)
    )
    x = alt.X("value:Q", scale=_SHARE, axis=_HALVES, title="share of the questions")
    ranges = base.mark_rule(color=_ACCENT, strokeWidth=2, opacity=0.55).encode(
        x=alt.X("low:Q", scale=_SHARE, axis=_HALVES), x2="high:Q"
    )
    points = base.mark_point(filled=True, color=_ACCENT, size=55, opacity=1).encode(x=x)
    return alt.layer(ranges, points).properties(width=_WIDTH, height=alt.Step(20))


def reliability(points: Sequence[Bin]) -> Chart:
    """A reliability diagram, with a histogram of the support below it."""
    base = alt.Chart(alt.InlineData(values=[asdict(each) for each in points]))
    across = alt.X("support:Q", scale=_SHARE, title=None, axis=alt.Axis(labels=False))
    diagonal = (
        alt.Chart(alt.InlineData(values=[{"at": 0}, {"at": 1}]))
        .mark_line(color=_FAINT, strokeDash=[4, 4], strokeWidth=1)
        .encode(x=alt.X("at:Q", scale=_SHARE), y=alt.Y("at:Q", scale=_SHARE))
    )
    up = alt.Y("share:Q", scale=_SHARE, axis=_PERCENT, title="cite a gold paragraph")
    ranges = base.mark_rule(color=_ACCENT, strokeWidth=2, opacity=0.55).encode(
        x=across, y=alt.Y("least:Q", scale=_SHARE), y2="most:Q"
    )
    dots = base.mark_point(filled=True, color=_ACCENT, size=55, opacity=1).encode(x=across, y=up)
    above = alt.layer(diagonal, ranges, dots).properties(width=_SQUARE, height=190)
    bars = base.mark_bar(color=_ACCENT, opacity=0.35).encode(
        x=alt.X("low:Q", scale=_SHARE, title="support", bin="binned"),
        x2="high:Q",
        y=alt.Y("sentences:Q", title="sentences", axis=alt.Axis(tickCount=2)),
    )
    counts = base.mark_text(dy=-6, color="currentColor", fontSize=11).encode(
        x=alt.X("middle:Q", scale=_SHARE), y="sentences:Q", text="sentences:Q"
    )
    counts = counts.transform_calculate(middle="(datum.low + datum.high) / 2")
    below = alt.layer(bars, counts).properties(width=_SQUARE, height=60)
    return alt.vconcat(above, below, spacing=12)


def distributions(times: Mapping[str, Sequence[float]]) -> Chart:
    """Empirical distributions of times in ascending order, as steps."""
    rows = [
        {"ms": each, "share": at / len(some), "until": name}
        for name, some in times.items()
        for at, each in enumerate(some, 1)
    ]
    # Refusals take milliseconds and a model's answers seconds: on one linear scale nothing is seen.
    fastest, slowest = (end(end(some) for some in times.values()) for end in (min, max))
    is_wide = 0 < WIDE * fastest < slowest
    scale = alt.Scale(type="log", nice=False) if is_wide else alt.Scale(zero=True)
    ticks = {"values": [10**power for power in range(7)]} if is_wide else {"tickCount": 4}
    names = list(times)
    colours, dashes = zip(*(_LINES[name] for name in names), strict=True)
    legend = alt.Legend(
        title=None, orient="top", symbolType="stroke", symbolSize=300, columnPadding=16
    )
    return alt.layer(
        alt.Chart(alt.InlineData(values=rows))
        .mark_line(interpolate="step-after", strokeWidth=2)
        .encode(
            x=alt.X(
                "ms:Q",
                scale=scale,
                title="milliseconds after the question",
                axis=alt.Axis(format=",.0f", labelOverlap=True, **ticks),
            ),
            y=alt.Y("share:Q", scale=_SHARE, axis=_PERCENT, title="of the answers are there"),
            color=alt.Color("until:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            strokeDash=alt.StrokeDash(
                "until:N", scale=alt.Scale(domain=names, range=dashes), legend=legend
            ),
        )
    ).properties(width=_SQUARE, height=230)


def svg(chart: Chart) -> str:
    """The chart as SVG."""
    ink: dict[str, Any] = {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": _FAINT,
        "tickColor": _FAINT,
    }
    styled = (
        chart.configure(background="transparent", aria=False, font="system-ui, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(gridColor="var(--line)", **ink)
        .configure_legend(labelColor="currentColor", labelFontSize=12)
    )
    drawn: str = vl_convert.vegalite_to_svg(styled.to_dict())
    return drawn.replace("<svg ", '<svg aria-hidden="true" ', 1)  # its frame tells what it shows
