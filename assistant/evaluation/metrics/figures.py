"""Scores of many questions as figures: a value, its 95 % interval, and what is unscored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from assistant.evaluation.metrics.answer_metrics import METRICS, Group, Scores
from assistant.evaluation.metrics.intervals import Statistic, Values, bootstrapped, interval
from assistant.evaluation.runs.run import Run


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over questions. The value is None where none of them is scored.

    `low` and `high` bound the 95 % interval: Wilson's (1927) for shares of yes and no, otherwise by
    bootstrap over questions (Efron 1979). It is of this set's kind of questions, each for itself.
    """

    metric: str
    value: float | None
    low: float | None
    high: float | None
    scored: int
    unscored: int


def figures(scored: Mapping[str, Scores]) -> dict[str, Figure]:
    """Every metric over these questions, by name; costs are medians, the others means."""
    rows = list(scored.values())
    by_name = {
        name: _figure(name, [row[name] for row in rows], _center(name), rows) for name in METRICS
    }
    return by_name | _abstention(rows)


def by_kind(run: Run, scored: Mapping[str, Scores]) -> dict[str, dict[str, Figure]]:
    """The figures of each kind of question, in the set's order."""
    kinds: dict[str, dict[str, Scores]] = {}
    for case in run.cases:
        kinds.setdefault(case.question.kind, {})[case.question.id] = scored[case.question.id]
    return {kind: figures(some) for kind, some in kinds.items()}


ABSTENTION: Final[Mapping[str, str]] = {
    "abstention_precision": "Share of the refusals that are right: nothing answers the question.",
    "abstention_recall": "Share of the questions that nothing answers that are refused.",
    "abstention_f1": "The harmonic mean of both (van Rijsbergen 1979).",
}
"""Metrics of a set as a whole, and what they are."""


def _center(name: str) -> Statistic:
    # A single slow answer moves the mean of times by a lot, and says little.
    return np.median if METRICS[name].group is Group.COST else np.mean


def _figure(
    name: str,
    values: Iterable[float | None],
    center: Statistic,
    rows: Sequence[object],
) -> Figure:
    scored = np.array([value for value in values if value is not None], float)
    unscored = len(rows) - len(scored)
    if not len(scored):
        return Figure(name, None, None, None, 0, unscored)
    value = float(center(scored))
    low, high = interval(center, scored)
    return Figure(name, value, low, high, len(scored), unscored)


def _abstention(rows: Sequence[Scores]) -> dict[str, Figure]:
    """The figures of abstention, over the questions that have an outcome."""
    scored = [row for row in rows if row["outcome"] is not None]
    refused = np.array(
        [
            bool(row["refused"]) if row["refused"] is not None else not row["answered"]
            for row in scored
        ],
        bool,
    )
    unanswerable = np.array([row["refused"] is not None for row in scored], bool)
    right = (refused & unanswerable).astype(float)
    if not unanswerable.any():  # there is nothing to be right about
        return {name: Figure(name, None, None, None, 0, len(rows)) for name in ABSTENTION}
    both = (refused.astype(float), unanswerable.astype(float))
    low, high = bootstrapped(_f1, *both)
    f1 = Figure("abstention_f1", float(_f1(*both)), low, high, len(scored), len(rows) - len(scored))
    return {
        "abstention_precision": _figure("abstention_precision", right[refused], np.mean, rows),
        "abstention_recall": _figure("abstention_recall", right[unanswerable], np.mean, rows),
        "abstention_f1": f1,
    }


def _f1(refused: Values, unanswerable: Values, axis: int = -1) -> Values:
    """2tp / (2tp + fp + fn) along the axis; 0 where there is nothing to be right about."""
    both = np.sum(refused * unanswerable, axis=axis)
    either = np.sum(refused, axis=axis) + np.sum(unanswerable, axis=axis)
    # Not by precision and recall, of which one may be 0 / 0 in a resample.
    f1: Values = 2 * both / np.maximum(either, 1)
    return f1
