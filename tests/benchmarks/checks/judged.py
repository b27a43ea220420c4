"""Sentences of language models that people judged against their sources, and what is left to fit.

RAGTruth (Niu and others, 2024), MIT.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from assistant.statistics.logistic import Logistic
from assistant.verification import ContextParagraph, Verdict, check
from assistant.verification.claim import ClaimView
from assistant.verification.draft import Draft
from assistant.verification.empty_phrases import bare, is_lead_in, is_silence
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Severity
from assistant.verification.rules import violations
from assistant.verification.support.calibrated_score import Features, features
from index.types import Article, Paragraph
from tests.benchmarks import datasets

RAGTRUTH: Final = ("ragtruth-qa", "ragtruth-summary")
FOLDS: Final = 5
NAMES: Final = [field.name for field in fields(Features)]


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence, its source's paragraphs, and whether people found it supported."""

    source: str
    text: str
    question: str
    paragraphs: tuple[ContextParagraph, ...]
    supported: bool

    @property
    def fold(self) -> int:
        return zlib.crc32(self.source.encode()) % FOLDS

    def verdict(self) -> Verdict:
        """As when it cites every paragraph."""
        draft = Draft(self.text, tuple(each.label for each in self.paragraphs))
        return check(draft, self.paragraphs, self.question)


@cache
def judged(name: str) -> tuple[JudgedSentence, ...]:
    """The set's sentences, in the file's order."""
    lines = (datasets.SHARED / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(each for line in lines for each in _sentences(json.loads(line)))


def is_there(name: str) -> bool:
    """Whether the set is beside the project; says so when it is not."""
    there = (datasets.SHARED / "data" / f"{name}.jsonl").is_file()
    if not there:
        print(f"{name}: skipped, the judged data is not beside the project")
    return there


def _sentences(row: dict[str, object]) -> Iterator[JudgedSentence]:
    match row:
        case {"context_paragraphs": list(texts), "sentences": list(sentences)}:
            numbered = enumerate((text for text in texts if text.strip()), 1)
            paragraphs = tuple(Paragraph(number, text) for number, text in numbered)
            article = Article("", paragraphs, language="en")
            given = tuple(ContextParagraph(str(each.number), article, each) for each in paragraphs)
            for each in sentences:
                source, question = str(row["source_id"]), str(row["question"])
                yield JudgedSentence(source, each["text"], question, given, each["supported"])


# --- The graded judgement, fitted anew --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sample:
    """Judged sentences as the graded judgement sees them.

    `settled` is 0 where a rule is broken, 1 where nothing is claimed, NaN where it has to decide.
    """

    rows: NDArray[np.float64]
    settled: NDArray[np.float64]
    supported: NDArray[np.bool_]
    sources: NDArray[np.str_]
    folds: NDArray[np.int_]

    @property
    def open(self) -> NDArray[np.bool_]:
        return np.isnan(self.settled)

    @property
    def together(self) -> NDArray[np.bool_]:
        """Those that the check may show, when they are likely enough."""
        return np.array([Features(*row).stands_together for row in self.rows])

    def scores(self, models: Sequence[Logistic]) -> NDArray[np.float64]:
        """The likelihood of each sentence, by the model of its fold."""
        by_fold = np.stack([_likelihoods(model, self.rows) for model in models])
        chosen = by_fold[self.folds % len(models), np.arange(len(self.folds))]
        return np.where(self.open, chosen, self.settled)


@cache
def sample(name: str) -> Sample:
    """The set, with every sentence's features."""
    some = judged(name)
    return Sample(
        rows=np.array([_row(each) for each in some]),
        settled=np.array([_settled(each) for each in some]),
        supported=np.array([each.supported for each in some]),
        sources=np.array([each.source for each in some]),
        folds=np.array([each.fold for each in some]),
    )


def _row(each: JudgedSentence) -> list[float]:
    claim = ClaimView(bare(each.text))
    return [*asdict(features(claim, Evidence.of(claim, each.paragraphs))).values()]


def _settled(each: JudgedSentence) -> float:
    if is_silence(each.text) or is_lead_in(each.text):
        return 1.0
    claim = ClaimView(bare(each.text))
    evidence = Evidence.of(claim, each.paragraphs)
    return 0.0 if any(violations(claim, evidence, Severity.WITHHELD)) else np.nan


def cross_validated() -> list[Logistic]:
    """A model for each fold, fitted on the sources of the other folds of both sets."""
    return [fit(without=fold) for fold in range(FOLDS)]


def fit(without: int | None = None) -> Logistic:
    """The model, without those of a fold; its threshold is still to be chosen."""
    samples = [sample(name) for name in RAGTRUTH]
    used = [each.open & (each.folds != (-1 if without is None else without)) for each in samples]
    rows = np.concatenate([each.rows[use] for each, use in zip(samples, used, strict=True)])
    right = np.concatenate([each.supported[use] for each, use in zip(samples, used, strict=True)])
    scaler = StandardScaler().fit(rows)
    fitted = LogisticRegression(C=0.1, class_weight="balanced").fit(scaler.transform(rows), right)
    weights = fitted.coef_[0] / scaler.scale_
    intercept = float(fitted.intercept_[0] - weights @ scaler.mean_)
    return Logistic(intercept, dict(zip(NAMES, map(float, weights), strict=True)), 1.0)


def threshold(models: Sequence[Logistic]) -> float:
    """Where supported and unsupported sentences of both sets are told apart best."""
    samples = [sample(name) for name in RAGTRUTH]
    scores = np.concatenate([each.scores(models)[each.open] for each in samples])
    return best_threshold(scores, np.concatenate([each.supported[each.open] for each in samples]))


def best_threshold(scores: NDArray[np.float64], supported: NDArray[np.bool_]) -> float:
    """The one with the highest balanced accuracy."""
    return float(max(np.unique(scores), key=lambda at: balanced(scores > at, supported)))


def balanced(passed: NDArray[np.bool_], supported: NDArray[np.bool_]) -> float:
    """Balanced accuracy: the mean of the shares that are right of each sort."""
    return float(passed[supported].mean() + (~passed[~supported]).mean()) / 2


def _likelihoods(model: Logistic, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.array([model.weights[name] for name in NAMES])
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-(rows @ weights + model.intercept)))
    return likely
