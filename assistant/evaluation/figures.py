"""Scores of many questions as figures: a value, its 95 % interval, and what is unscored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest, bootstrap

from assistant.evaluation.metrics import METRICS, Group, Scores
from assistant.evaluation.runs import Run

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 2_000

Values = NDArray[np.float64]


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
    found = {
        name: _figure(name, [row[name] for row in rows], _center(name), rows) for name in METRICS
    }
    return found | _abstention(rows)


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


def _center(name: str) -> Callable[[Values], float]:
    return np.median if METRICS[name].group is Group.COST else np.mean


def _figure(
    name: str,
    values: Iterable[float | None],
    center: Callable[[Values], float],
    rows: Sequence[object],
) -> Figure:
    known = np.array([value for value in values if value is not None], float)
    unscored = len(rows) - len(known)
    if not len(known):
        return Figure(name, None, None, None, 0, unscored)
    value = float(center(known))
    low, high = _interval(known, center)
    return Figure(name, value, low, high, len(known), unscored)


def _interval(values: Values, center: Callable[[Values], float]) -> tuple[float, float]:
    if center is np.mean and np.isin(values, (0.0, 1.0)).all():
        test = binomtest(int(values.sum()), len(values))
        found = test.proportion_ci(CONFIDENCE, method="wilson")
        return float(found.low), float(found.high)
    if len(values) < 2 or np.ptp(values) == 0:
        return float(values.min()), float(values.max())
    found = bootstrap(
        (values,),
        center,
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(0),
    ).confidence_interval
    return float(found.low), float(found.high)


def _abstention(rows: Sequence[Scores]) -> dict[str, Figure]:
    """Of what has an outcome: whether it was refused, and whether that was right."""
    known = [row for row in rows if row["outcome"] is not None]
    refused = np.array(
        [
            bool(row["refused"]) if row["refused"] is not None else not row["answered"]
            for row in known
        ],
        bool,
    )
    unanswerable = np.array([row["refused"] is not None for row in known], bool)
    unscored = len(rows) - len(known)
    right = (refused & unanswerable).astype(float)
    if not unanswerable.any():  # there is nothing to be right about
        return {name: Figure(name, None, None, None, 0, len(rows)) for name in ABSTENTION}
    f1 = Figure("abstention_f1", None, None, None, 0, len(rows))
    if known:
        value = _f1(refused, unanswerable)
        low, high = value, value
        if len(known) > 1:
            found = bootstrap(
                (refused, unanswerable),
                _f1,
                paired=True,
                vectorized=False,
                n_resamples=RESAMPLES,
                confidence_level=CONFIDENCE,
                method="percentile",
                rng=np.random.default_rng(0),
            ).confidence_interval
            low, high = float(found.low), float(found.high)
        f1 = Figure("abstention_f1", value, low, high, len(known), unscored)
    return {
        "abstention_precision": _figure("abstention_precision", right[refused], np.mean, rows),
        "abstention_recall": _figure("abstention_recall", right[unanswerable], np.mean, rows),
        "abstention_f1": f1,
    }


def _f1(refused: NDArray[np.bool_], unanswerable: NDArray[np.bool_]) -> float:
    """2tp / (2tp + fp + fn); 0 where there is nothing to be right about."""
    both = int((refused & unanswerable).sum())
    either = int(refused.sum()) + int(unanswerable.sum())
    return 2 * both / either if either else 0.0
