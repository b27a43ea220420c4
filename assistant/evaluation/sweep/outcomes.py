"""What came of a sweep: each way of answering with its worth, its cost, and what may be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from assistant.errors import EvaluationError
from assistant.evaluation.errors import NothingScored
from assistant.evaluation.metrics.answer_metrics import METRICS, Group, Scores, scores
from assistant.evaluation.metrics.figures import Figure, figures
from assistant.evaluation.runs.comparison import Difference, compare_each
from assistant.evaluation.runs.run import Run
from assistant.evaluation.sweep.setups import Knob, Setup, Value

MAIN: Final = ("gold_cited", "hit@1", "citation_precision", "facts", "speaker", "outcome")
"""What a sweep shows of each way, besides what it is by."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of answering, and what came of it.

    `tokens` are the mean of a question, given and written, 0 without a model; `milliseconds` the
    median. `thrifty` and `fast`: no other way is worth as much for fewer tokens or in less time.
    `change` is that of the metric since the default; None for the default itself.
    """

    setup: Setup
    run: Run
    figures: Mapping[str, Figure]
    tokens: float
    milliseconds: float | None
    change: Difference | None = None
    thrifty: bool = False
    fast: bool = False


@dataclass(frozen=True, slots=True)
class Sweep:
    """All ways, the default first, by one metric; `knobs` are what was varied."""

    by: str
    knobs: tuple[Knob, ...]
    ways: tuple[Way, ...]

    @property
    def others(self) -> list[str]:
        """The main metrics besides the one that ways are compared by, as far as they are scored."""
        scored = (name for name in MAIN if any(each.figures[name].scored for each in self.ways))
        return [name for name in scored if name != self.by]

    @property
    def asks_a_model(self) -> bool:
        """Whether any way costs tokens."""
        return any(each.tokens for each in self.ways)

    def values(self, way: Way) -> dict[str, Value]:
        """The values that a way has for what was varied, by knob."""
        return {knob.name: knob.of(way.setup) for knob in self.knobs}


def check_metric(name: str) -> None:
    """EvaluationError where there is no such metric of quality."""
    names = [each.name for each in METRICS.values() if each.group is not Group.COST]
    if name not in names:
        raise EvaluationError(f"ways cannot be compared by {name!r}, but by {', '.join(names)}.")


def summarize(by: str, knobs: Sequence[Knob], runs: Sequence[tuple[Setup, Run]]) -> Sweep:
    """The sweep of these runs, the first of which is the default.

    Raises:
        EvaluationError: no question is scored by this metric.
    """
    ways = [_way(setup, run) for setup, run in runs]
    if not any(each.figures[by].scored for each in ways):
        scored = [name for name in METRICS if any(each.figures[name].scored for each in ways)]
        if not scored:
            raise EvaluationError(f"no question is scored by {by}.")
        raise NothingScored(by, tuple(scored))
    default, *others = ways
    # Each with the default alone: of all pairs, too many would differ by chance.
    changes = compare_each(by, default.run, [each.run for each in others])
    thrifty = _optimal(by, ways, [each.tokens for each in ways])
    fast = _optimal(by, ways, [each.milliseconds for each in ways])
    rows = zip(ways, [None, *changes], thrifty, fast, strict=True)
    return Sweep(
        by,
        tuple(knobs),
        tuple(replace(way, change=each, thrifty=a, fast=b) for way, each, a, b in rows),
    )


def pareto(points: Sequence[tuple[float, float]]) -> list[bool]:
    """Which of these, each of a worth and a cost, are optimal after Pareto.

    That is where no other one is worth as much for less, or worth more for as much.
    """
    return [
        # The same point is no better one: of equals, all are optimal.
        not any(
            worth <= others and cost >= price and (worth, cost) != (others, price)
            for others, price in points
        )
        for worth, cost in points
    ]


def _way(setup: Setup, run: Run) -> Way:
    scored = scores(run)
    by_name = figures(scored)
    return Way(setup, run, by_name, _tokens(scored), by_name["total_ms"].value)


def _tokens(scored: Mapping[str, Scores]) -> float:
    answered = [each for each in scored.values() if each["outcome"] is not None]
    spent = [(each["prompt_tokens"] or 0) + (each["completion_tokens"] or 0) for each in answered]
    return float(np.mean(spent)) if spent else 0.0


def _optimal(by: str, ways: Sequence[Way], costs: Sequence[float | None]) -> list[bool]:
    # A way without a value is on no front: what failed has cost nothing, and would look cheap.
    sign = -1 if METRICS[by].less_is_better else 1
    values = [each.figures[by].value for each in ways]
    points = [
        (at, (sign * value, cost))
        for at, (value, cost) in enumerate(zip(values, costs, strict=True))
        if value is not None and cost is not None
    ]
    best = pareto([point for _, point in points])
    optimal = {at for (at, _), is_best in zip(points, best, strict=True) if is_best}
    return [at in optimal for at in range(len(ways))]
