"""Fit what tells whether a sentence answers, on judged questions: `make tune`.

Written are `relevance_network.npz` and `sentence_relevance.json`, which belong together. Figures
are of questions that the weights have not seen: facts apart, quail-news, and onestopqa by weights
fitted without it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

import numpy as np
from scipy.special import expit
from sklearn.metrics import roc_auc_score

from assistant.extractive.relevance_network import NETWORK_FILE, log_odds
from assistant.extractive.sentence_relevance import MODEL_FILE
from assistant.statistics.logistic import Logistic
from tests.benchmarks import datasets
from tests.benchmarks.relevance.cases import FITTED_ON, MEASURED_ON, NAMES, Case, collect
from tests.benchmarks.relevance.network import Fitted, fit

FACTS: Final = "facts, fit"
APART: Final = "facts, apart"
THRESHOLD: Final = 0.64
"""Chosen by what is answered and refused (`make eval-judged bench-asked`), not by the fit."""

CHOSEN: Final = {"attached": 4.0, "kind_shown": 1.5, "kind_missing": -2.0}
"""Weights by hand: few judged questions turn on these, and those of `make bench-wordings` do."""

TWICE: Final = FITTED_ON
"""People's own questions are few beside those for facts, and count twice."""


def main() -> None:
    """Fit, report, write."""
    if not all(datasets.available(name) for name in FITTED_ON + MEASURED_ON):
        print("skipped: the development data is not beside the project")
        return
    cases = asyncio.run(collect())
    left_out = FITTED_ON[0]
    _report(fit(_among(cases, {FACTS, *TWICE} - {left_out})), _only(cases, left_out))
    fitted = fit(_among(cases, {FACTS, *TWICE}))
    for name in (APART, *MEASURED_ON):
        _report(fitted, _only(cases, name))
    np.savez_compressed(NETWORK_FILE, **fitted.network)  # type: ignore[arg-type]
    weights = dict(zip(NAMES, map(float, fitted.features), strict=True)) | CHOSEN | {"tokens": 1.0}
    Logistic(fitted.intercept, weights, THRESHOLD).save(MODEL_FILE)


def _among(cases: Sequence[Case], names: set[str]) -> list[Case]:
    return [
        case for case in cases if case.set in names for _ in range(2 if case.set in TWICE else 1)
    ]


def _only(cases: Sequence[Case], name: str) -> list[Case]:
    return [case for case in cases if case.set == name]


def _report(fitted: Fitted, cases: Sequence[Case]) -> None:
    """How often the likeliest sentence answers, and if its likelihood tells whether any does."""
    odds = [_odds(fitted, case) for case in cases]
    likely = np.array([expit(each.max()) for each in odds])
    answered = np.array([case.answerable for case in cases])
    right = [
        case.right[each.argmax()]
        for case, each in zip(cases, odds, strict=True)
        if case.answerable and case.right is not None
    ]
    told = [f"{cases[0].set}: {len(cases)} questions"]
    if right:
        told.append(f"likeliest sentence right {np.mean(right):.2f} of {len(right)}")
    if not answered.all():
        told.append(f"AUC {roc_auc_score(answered, likely):.2f}")
        told.append(
            f"unanswerable below the threshold {np.mean(likely[~answered] < THRESHOLD):.2f}"
        )
    told.append(f"answerable above it {np.mean(likely[answered] >= THRESHOLD):.2f}")
    print(", ".join(told))


def _odds(fitted: Fitted, case: Case) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weights = {name: each.astype(np.float32) for name, each in fitted.network.items()}
    return (
        fitted.intercept + case.rows @ fitted.features + log_odds(case.asked, case.signs, weights)
    )


if __name__ == "__main__":
    main()
