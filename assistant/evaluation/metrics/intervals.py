"""95 % intervals: Wilson's for shares of yes and no, by bootstrap for everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap

from assistant.statistics.wilson import wilson

CONFIDENCE: Final = 0.95
RESAMPLES: Final = 2_000

Values = NDArray[np.float64]
Statistic = Callable[..., Any]
"""Of one or more samples of the same questions, along an axis, as NumPy's are."""


def bootstrapped(statistic: Statistic, *samples: Values) -> tuple[float, float]:
    """The interval by resampling questions (Efron 1979), the same every time.

    One question, or all alike, tell nothing of how far others would differ: then it is the value.
    """
    if len(samples[0]) < 2 or all(np.ptp(sample) == 0 for sample in samples):
        value = float(statistic(*samples))
        return value, value
    bounds = bootstrap(
        samples,
        statistic,
        paired=True,  # samples are of the same questions, which are drawn together
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        # The same each time: a figure that changes by itself would look like a change.
        rng=np.random.default_rng(0),
    ).confidence_interval
    return float(bounds.low), float(bounds.high)


def interval(statistic: Statistic, values: Values) -> tuple[float, float]:
    """Wilson's for the mean of yes and no, otherwise by bootstrap."""
    if statistic is np.mean and np.isin(values, (0.0, 1.0)).all():
        return wilson(int(values.sum()), len(values))
    return bootstrapped(statistic, values)
