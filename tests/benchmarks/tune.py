"""Fit the model of `assistant.extractive.sentence_relevance` on judged data: `make tune`.

Positive are the sentences that people named as evidence, negative all others among the
passages found, also those of questions that the article does not answer, and of questions
whose gold paragraphs were taken away. Figures are from five folds by article.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from assistant.extractive.sentence_relevance import MODEL_FILE, Features, features
from assistant.statistics.logistic import Logistic
from index.types import Passage, Scope
from tests.benchmarks import datasets
from tests.benchmarks.datasets import Question
from tests.benchmarks.scratch import scratch

FITTED_ON = ("onestopqa", "clapnq")
MEASURED_ON = ("quail-news",)  # its licence lets us measure, not ship what was fitted on it
SETS = FITTED_ON + MEASURED_ON
FOLDS = 5
EVENED = 0.33
"""0: every sentence counts the same. 1: every case does."""

THRESHOLD_BY = "clapnq"
ABSTAIN = 0.77
"""Share of that set's unanswerable questions that the threshold is to refuse."""

CHOSEN = {"attached": 2.5}
"""Weights by hand: few judged questions turn on these, and questions in other wordings do."""

PENALTY = 30.0
"""What large weights cost; from 10 to 100 the figures hardly change."""

NAMES = [field.name for field in fields(Features)]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the sentences found for it; `right` is None where nobody said."""

    set: str
    article: str
    answerable: bool
    rows: NDArray[np.float64]
    right: NDArray[np.bool_] | None

    @property
    def only_measured(self) -> bool:
        """Whether it must not shape what is shipped."""
        return self.set in MEASURED_ON

    @property
    def fold(self) -> int:
        return zlib.crc32(self.article.encode()) % FOLDS


def cases(name: str, question: Question, passages: Sequence[Passage]) -> list[Case]:
    """The question as it is and, where the gold is known, without its gold paragraphs."""
    made = [_case(name, question, passages, question.answerable)]
    if question.answerable and question.gold:
        rest = [each for each in passages if each.paragraph.number not in question.gold]
        if rest:
            made.append(_case(f"{name}, gold removed", question, rest, answerable=False))
    return made


def _case(name: str, question: Question, passages: Sequence[Passage], answerable: bool) -> Case:
    rows, right = [], []
    for passage in passages:
        found = features(question.text, passage)
        for match, each in zip(passage.matches, found, strict=True):
            rows.append([*asdict(each).values()])
            in_gold = passage.paragraph.number in (question.gold or ())
            right.append(in_gold and _is_evidence(match.sentence.text, question.evidence))
    known = not answerable or question.gold is not None
    return Case(
        set=name,
        article=question.article_id,
        answerable=answerable,
        rows=np.array(rows),
        right=np.array(right) if known else None,
    )


def _is_evidence(sentence: str, evidence: str | None) -> bool:
    if evidence is None:
        return True
    mine, theirs = (set(re.findall(r"\w+", text.lower())) for text in (sentence, evidence))
    return len(mine & theirs) > 0.8 * min(len(mine), len(theirs))


async def collect() -> list[Case]:
    """Every question of the sets, searched in its article with the real index."""
    found = []
    async with scratch() as parts:
        for name in SETS:
            ids = {}
            for id_, article in datasets.articles(name).items():
                ids[id_] = (await parts.ingest.add(article)).article.id
            for question in datasets.questions(name):
                scope = Scope(article_ids=(ids[question.article_id],))
                passages = await parts.retriever.passages(question.text, scope, limit=8)
                found += cases(name, question, passages)
    return found


def fit(some: Sequence[Case]) -> tuple[float, NDArray[np.float64]]:
    """Intercept and one weight a feature, on the features' own scale, beside those CHOSEN."""
    judged = [case for case in some if case.right is not None and not case.only_measured]
    rows = np.concatenate([case.rows for case in judged])
    right = np.concatenate([case.right for case in judged if case.right is not None])
    counts = np.concatenate([_evened(case.right) for case in judged if case.right is not None])
    chosen = [NAMES.index(name) for name in CHOSEN]
    given = rows[:, chosen] @ np.array([*CHOSEN.values()])
    rows[:, chosen] = 0.0
    scaler = StandardScaler().fit(rows)
    scaled = np.hstack([np.ones((len(rows), 1)), scaler.transform(rows)])
    model = _logistic(scaled, right.astype(float), counts / counts.mean(), given)
    weights = model[1:] / scaler.scale_
    intercept = float(model[0] - weights @ scaler.mean_)
    weights[chosen] = [*CHOSEN.values()]
    return intercept, weights


def _logistic(
    rows: NDArray[np.float64],
    right: NDArray[np.float64],
    counts: NDArray[np.float64],
    given: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The weights of a logistic regression in which some log odds are given for each row."""
    penalty = np.full(rows.shape[1], PENALTY)
    penalty[0] = 0.0

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = rows @ weights + given
        slope = rows.T @ (counts * (expit(odds) - right)) + penalty * weights
        missed = counts * (np.logaddexp(0.0, odds) - right * odds)
        return float(missed.sum() + penalty @ weights**2 / 2), slope

    found: NDArray[np.float64] = minimize(loss, np.zeros(rows.shape[1]), jac=True).x
    return found


def _evened(right: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What each sentence of a case counts: less, where the case has many that are like it.

    Else a likelihood would say more of how many sentences a set's paragraphs have than of one.
    """
    alike = np.where(right, right.sum(), (~right).sum())
    return np.asarray(alike, float) ** -EVENED


def main() -> None:
    """Fit, report, write the model."""
    if not all(datasets.available(name) for name in SETS):
        print("skipped: the development data is not beside the project")
        return
    found = asyncio.run(collect())
    best = np.empty(len(found))
    hit = np.zeros(len(found), bool)
    for fold in range(FOLDS):
        intercept, weights = fit([case for case in found if case.fold != fold])
        for at, case in enumerate(found):
            if case.fold == fold:
                logits = case.rows @ weights + intercept
                best[at] = 1 / (1 + np.exp(-logits.max()))
                hit[at] = case.right is not None and bool(case.right[logits.argmax()])
    sets = np.array([case.set for case in found])
    answerable = np.array([case.answerable for case in found])
    refused = best[(sets == THRESHOLD_BY) & ~answerable]
    threshold = round(float(np.quantile(refused, ABSTAIN)), 3)
    report(sets, answerable, best, hit, threshold)
    intercept, weights = fit(found)
    named = dict(zip(NAMES, map(float, weights), strict=True))
    Logistic(intercept, named, threshold).save(MODEL_FILE)
    print(MODEL_FILE.read_text(encoding="utf-8"))


def report(
    sets: NDArray[np.str_],
    answerable: NDArray[np.bool_],
    best: NDArray[np.float64],
    hit: NDArray[np.bool_],
    threshold: float,
) -> None:
    """Per set: how well answerable and unanswerable are told apart, and what the threshold does."""
    print(f"five folds by article, threshold {threshold}")
    for name in dict.fromkeys(sets):
        mine = sets == name
        yes, no = mine & answerable, mine & ~answerable
        parts = [f"{name:24}"]
        if yes.any() and no.any():
            parts.append(f"AUC {roc_auc_score(answerable[mine], best[mine]):.3f}")
        if no.any():
            parts.append(f"refused {np.mean(best[no] < threshold):.2f} of {no.sum()} unanswerable")
        if yes.any():
            parts.append(f"answered {np.mean(best[yes] >= threshold):.2f} of {yes.sum()}")
            if name in FITTED_ON:
                right = hit[yes & (best >= threshold)].mean()
                parts.append(f"first sentence right {right:.2f}")
        print("  ".join(parts))


if __name__ == "__main__":
    main()
