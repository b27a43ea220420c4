"""Whether a run is good enough: bars that its figures have to reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import EvaluationError
from assistant.evaluation.metrics.answer_metrics import METRICS
from assistant.evaluation.metrics.figures import ABSTENTION, Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """The worst value of a metric that is good enough."""

    metric: str
    value: float

    def is_missed_by(self, value: float) -> bool:
        """Whether the value is worse: lower or, where less is better, higher."""
        metric = METRICS.get(self.metric)
        return value > self.value if metric and metric.less_is_better else value < self.value


def read_bars(text: str) -> tuple[Bar, ...]:
    """Bars as they are written, `citation_precision=0.95,outcome=0.8`.

    Raises:
        EvaluationError: it is written otherwise, or there is no such metric.
    """
    return tuple(_read_bar(part.strip()) for part in text.split(",") if part.strip())


def missed(bars: Sequence[Bar], figures: Mapping[str, Figure]) -> list[tuple[Bar, float]]:
    """The bars that are not reached, with the values that came out.

    Raises:
        EvaluationError: a bar is set on what no question is scored by; that is not good enough.
    """
    fallen = []
    for bar in bars:
        value = figures[bar.metric].value
        if value is None:
            raise EvaluationError(
                f"{bar.metric} cannot be held against {bar.value:g}: no question is scored by it."
            )
        if bar.is_missed_by(value):
            fallen.append((bar, value))
    return fallen


def _read_bar(part: str) -> Bar:
    name, _, value = (each.strip() for each in part.partition("="))
    names = [*METRICS, *ABSTENTION]
    if name not in names:
        raise EvaluationError(f"there is no metric {name!r}; there are {', '.join(names)}.")
    try:
        return Bar(name, float(value))
    except ValueError as error:
        raise EvaluationError(f"{part!r} is no bar. One is like {name}=0.95.") from error
