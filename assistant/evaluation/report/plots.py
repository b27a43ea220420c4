"""The report's plots, each with its numbers in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from assistant.evaluation.metrics.figures import Figure
from assistant.evaluation.report import charts
from assistant.evaluation.report.calibration import bins
from assistant.evaluation.report.wording import milliseconds, percent
from assistant.evaluation.runs.run import Run

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


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot. `description` is what it shows, with its numbers, for those who do not see it."""

    title: str
    svg: str
    description: str
    caption: str


def by_kind(kinds: Mapping[str, Mapping[str, Figure]]) -> list[Plot]:
    """A plot for each main metric that is scored: its value and interval for each kind."""
    plots = []
    for metric, title in SHARES.items():
        scored = {kind: some[metric] for kind, some in kinds.items() if some[metric].scored}
        if scored:
            description = "; ".join(
                f"{kind}: {_in_words(figure)}" for kind, figure in scored.items()
            )
            plots.append(
                Plot(title, charts.svg(charts.kinds(scored)), f"{title}. {description}.", "")
            )
    return plots


def calibration(run: Run) -> Plot:
    """The plot of how often sentences of each support cite a gold paragraph."""
    points = bins(run)
    description = "; ".join(
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
    svg = charts.svg(charts.reliability(points)) if points else ""
    return Plot("Is the support score to be believed?", svg, description, caption)


RECORDED: Final = "Replies of the model from a recording take no time: this is the rest."


def latency(run: Run) -> Plot:
    """The plot of how many answers are there after so many milliseconds."""
    answers = [each.answer for each in run.results.values() if each.answer and not each.failure]
    # A refusal has no first sentence.
    first = (each.timings.first_claim_ms for each in answers)
    times = {
        "first sentence": sorted(each for each in first if each is not None),
        # Refusals apart: they are quick, and would make answers look so.
        "whole answer": sorted(each.timings.total_ms for each in answers if each.claims),
        "refusal": sorted(each.timings.total_ms for each in answers if not each.claims),
    }
    times = {name: some for name, some in times.items() if some}
    description = "; ".join(
        f"{name}: half within {milliseconds(float(np.median(some)))}, "
        f"95 % within {milliseconds(float(np.quantile(some, 0.95)))} ({len(some)})"
        for name, some in times.items()
    )
    caption = f"{description.capitalize()}."
    if run.manifest.recorded:
        caption += f" {RECORDED}"
    return Plot(
        "How long do answers take?",
        charts.svg(charts.distributions(times)) if times else "",
        description,
        caption,
    )


def _in_words(figure: Figure) -> str:
    bounds = f"{percent(figure.low)} to {percent(figure.high)}"
    return f"{percent(figure.value)} ({bounds}) of {figure.scored}"
