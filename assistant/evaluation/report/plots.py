"""The report's plots as SVG, in the page's own colours, each with its numbers in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import numpy as np
import vl_convert

from assistant.evaluation.figures import Figure
from assistant.evaluation.report.calibration import Bin, bins
from assistant.evaluation.report.wording import milliseconds, percent
from assistant.evaluation.runs import Run

SHARES: Final = {
    "outcome": "Ended as it should",
    "gold_cited": "Cites a gold paragraph",
    "hit@1": "Gold paragraph found first",
    "citation_precision": "Citations that are gold",
    "facts": "Required facts that are said",
    "speaker": "Names the speaker",
}
"""The metrics that are shown by kind of question, and their plots' titles."""

_ACCENT: Final = "var(--accent)"
_SECOND: Final = "var(--second)"
_FAINT: Final = "var(--faint)"
WIDE: Final = 50
"""Times that are this many times as long as others are drawn on a logarithmic scale."""

_WIDTH: Final = 170
_LABELS: Final = 126
_SQUARE: Final = 240
_SHARE: Final = alt.Scale(domain=[0, 1])
_PERCENT: Final = alt.Axis(
    values=[0, 0.25, 0.5, 0.75, 1], labelExpr="round(100 * datum.value) + ' %'"
)
_HALVES: Final = alt.Axis(values=[0, 0.5, 1], labelExpr="round(100 * datum.value) + ' %'")

_LINES: Final = {
    "first sentence": (_ACCENT, [1, 0]),
    "whole answer": (_SECOND, [6, 3]),
    "refusal": (_FAINT, [2, 2]),
}
"""How the times are told apart: by colour and by dash."""

Chart = alt.LayerChart | alt.VConcatChart | alt.FacetChart


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot. `told` is what it shows, with its numbers, for those who do not see it."""

    title: str
    svg: str
    told: str
    caption: str


def by_kind(kinds: Mapping[str, Mapping[str, Figure]]) -> list[Plot]:
    """A plot for each main metric that is scored: its value and interval for each kind."""
    made = []
    for metric, title in SHARES.items():
        scored = {kind: some[metric] for kind, some in kinds.items() if some[metric].scored}
        if scored:
            told = "; ".join(f"{kind}: {_told(found)}" for kind, found in scored.items())
            made.append(Plot(title, _svg(_kinds(scored)), f"{title}. {told}.", ""))
    return made


def calibration(run: Run) -> Plot:
    """How often sentences of this support cite a gold paragraph."""
    points = bins(run)
    told = "; ".join(
        f"support {each.low:.1f} to {each.high:.1f}: {percent(each.share)} of {each.sentences}"
        for each in points
    )
    total = sum(each.sentences for each in points)
    caption = (
        f"{total} sentences of answers to questions whose gold paragraphs are known, by the "
        "support that the check gave them; below, how many there are of each. On the dashed line "
        "support would be the share that cites a gold paragraph; above it the check is too modest. "
        "Other paragraphs than gold ones can support a sentence too."
    )
    svg = _svg(_reliability(points)) if points else ""
    return Plot("Is the support score to be believed?", svg, told, caption)


def latency(run: Run) -> Plot:
    """How many answers are there after so many milliseconds."""
    answers = [each.answer for each in run.results.values() if each.answer and not each.failure]
    first = (each.timings.first_claim_ms for each in answers)
    times = {
        "first sentence": sorted(each for each in first if each is not None),
        "whole answer": sorted(each.timings.total_ms for each in answers if each.claims),
        "refusal": sorted(each.timings.total_ms for each in answers if not each.claims),
    }
    times = {name: some for name, some in times.items() if some}
    told = "; ".join(
        f"{name}: half within {milliseconds(float(np.median(some)))}, "
        f"95 % within {milliseconds(float(np.quantile(some, 0.95)))} ({len(some)})"
        for name, some in times.items()
    )
    caption = f"{told.capitalize()}."
    return Plot("How long do answers take?", _svg(_ecdf(times)) if times else "", told, caption)


def _kinds(scored: Mapping[str, Figure]) -> Chart:
    rows = [
        {
            "kind": f"{kind} ({found.scored})",
            "value": found.value,
            "low": found.low,
            "high": found.high,
        }
        for kind, found in scored.items()
    ]
    axis = alt.Axis(
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


def _reliability(points: Sequence[Bin]) -> Chart:
    rows = [
        {
            "low": each.low,
            "high": each.high,
            "sentences": each.sentences,
            "support": each.support,
            "share": each.share,
            "least": each.least,
            "most": each.most,
        }
        for each in points
    ]
    base = alt.Chart(alt.InlineData(values=rows))
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


def _ecdf(times: Mapping[str, Sequence[float]]) -> Chart:
    """Empirical distributions, as steps."""
    rows = [
        {"ms": each, "share": at / len(some), "until": name}
        for name, some in times.items()
        for at, each in enumerate(some, 1)
    ]
    fastest, slowest = (end(end(some) for some in times.values()) for end in (min, max))
    is_wide = slowest > WIDE * max(fastest, 1)
    scale = alt.Scale(type="log", nice=False) if is_wide else alt.Scale(zero=True)
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
                axis=alt.Axis(tickCount=4, format=",.0f", labelOverlap=True),
            ),
            y=alt.Y("share:Q", scale=_SHARE, axis=_PERCENT, title="of the answers are there"),
            color=alt.Color("until:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
            strokeDash=alt.StrokeDash(
                "until:N", scale=alt.Scale(domain=names, range=dashes), legend=legend
            ),
        )
    ).properties(width=_SQUARE, height=230)


def _told(found: Figure) -> str:
    return (
        f"{percent(found.value)} ({percent(found.low)} to {percent(found.high)}) of {found.scored}"
    )


def _svg(chart: Chart) -> str:
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
