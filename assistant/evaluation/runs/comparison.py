"""Two runs of the same questions: what got better, what got worse, and what may be chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.stats import binomtest, false_discovery_control, wilcoxon

from assistant.errors import EvaluationError
from assistant.evaluation.metrics.answer_metrics import METRICS, Group, Scores, scores
from assistant.evaluation.metrics.intervals import Values, bootstrapped
from assistant.evaluation.runs.run import Run

CHANCE: Final = 0.05
"""A difference that comes about by chance less often than this is taken for real."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric in two runs, over the questions scored in both; `low` and `high` bound `change`.

    `p` is how often chance alone would bring about a difference like this: McNemar's exact test
    (1947) where each question is yes or no, otherwise Wilcoxon's signed-rank test (1945); over all
    metrics together corrected after Benjamini and Hochberg (1995). `better` and `worse` are ids of
    questions.
    """

    metric: str
    before: float
    after: float
    low: float
    high: float
    p: float
    questions: int
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def change(self) -> float:
        """How much the metric grew."""
        return self.after - self.before

    @property
    def is_real(self) -> bool:
        """Whether the difference is hardly chance."""
        return self.p < CHANCE

    @property
    def is_loss(self) -> bool:
        """Whether the metric got worse, and hardly by chance."""
        less_is_better = METRICS[self.metric].less_is_better
        return self.is_real and (self.change > 0 if less_is_better else self.change < 0)


def compare(before: Run, after: Run) -> list[Difference]:
    """Each metric that is scored in both runs for at least one question.

    Raises:
        EvaluationError: they have no question in common, or a question is not the same in both.
    """
    questions = {case.question.id: case.question for case in before.cases}
    both = [case.question for case in after.cases if case.question.id in questions]
    if not both:
        raise EvaluationError(
            f"{before.manifest.id} and {after.manifest.id} have no question in common."
        )
    changed = [each.id for each in both if each != questions[each.id]]
    # An id alone is a name: behind it the question or its gold may have been mended.
    if changed:
        raise EvaluationError(
            f"these ids are not the same question in {before.manifest.id} and "
            f"{after.manifest.id}, so their scores cannot be compared: {', '.join(changed[:5])}."
        )
    old, new = scores(before), scores(after)
    differences = [_difference(name, old, new, [each.id for each in both]) for name in METRICS]
    scored = [each for each in differences if each is not None]
    if not scored:
        return []
    # Of some twenty metrics, one differs "significantly" by chance alone.
    corrected = false_discovery_control([each.p for each in scored])
    return [replace(each, p=float(p)) for each, p in zip(scored, corrected, strict=True)]


def compare_each(metric: str, before: Run, others: Sequence[Run]) -> list[Difference | None]:
    """The difference of one metric in each of the other runs, None where it is unscored.

    `p` is corrected over these runs: of many, one looks better by chance.
    """
    old = scores(before)
    differences = [_difference(metric, old, scores(each), list(old)) for each in others]
    p_values = [each.p for each in differences if each is not None]
    corrected = iter(false_discovery_control(p_values) if p_values else ())
    return [replace(each, p=float(next(corrected))) if each else None for each in differences]


def losses(before: Run, after: Run) -> list[Difference]:
    """The differences for the worse that are hardly chance, besides those of costs."""
    # Times are among those, and differ from machine to machine.
    return [
        each
        for each in compare(before, after)
        if each.is_loss and METRICS[each.metric].group is not Group.COST
    ]


def _difference(
    name: str, old: Mapping[str, Scores], new: Mapping[str, Scores], ids: list[str]
) -> Difference | None:
    pairs = [(id_, old[id_][name], new[id_][name]) for id_ in ids]
    scored = [(id_, a, b) for id_, a, b in pairs if a is not None and b is not None]
    if not scored:
        return None
    before = np.array([a for _, a, _ in scored])
    after = np.array([b for _, _, b in scored])
    sign = -1 if METRICS[name].less_is_better else 1
    gains = sign * (after - before)
    low, high = bootstrapped(np.mean, after - before)
    return Difference(
        metric=name,
        before=float(before.mean()),
        after=float(after.mean()),
        low=low,
        high=high,
        p=_chance(before, after),
        questions=len(scored),
        better=tuple(id_ for (id_, _, _), gain in zip(scored, gains, strict=True) if gain > 0),
        worse=tuple(id_ for (id_, _, _), gain in zip(scored, gains, strict=True) if gain < 0),
    )


def _chance(before: Values, after: Values) -> float:
    # McNemar's test counts what changed and no more; Wilcoxon's is undefined where nothing did.
    changed = before != after
    if not changed.any():
        return 1.0
    if np.isin(np.concatenate([before, after]), (0.0, 1.0)).all():
        return float(binomtest(int((after > before).sum()), int(changed.sum())).pvalue)
    return float(wilcoxon(before, after).pvalue)
