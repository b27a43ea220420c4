"""What an answer is worth, question by question. None means that it cannot be said: unscored.

Each metric's docstring is its definition, and is shown in reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from assistant.evaluation.metrics import citation_metrics, content_metrics
from assistant.evaluation.metrics.answered import AnsweredCase, share
from assistant.evaluation.metrics.ranking_metrics import (
    NDCG8,
    Recall5,
    ReciprocalRank,
    Success1,
    Success3,
    ranking_score,
)
from assistant.evaluation.runs.run import Run
from assistant.types import Outcome

Scores = Mapping[str, float | None]


class Group(Enum):
    """What a metric is about."""

    RETRIEVAL = "retrieval"
    CITATIONS = "citations"
    CONTENT = "content"
    OUTCOME = "outcome"
    CHECK = "check"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric by name: how an answered case is scored, and whether less of it is better."""

    name: str
    group: Group
    of: Callable[[AnsweredCase], float | None]
    less_is_better: bool = False
    unit: str = ""

    @property
    def definition(self) -> str:
        """The docstring of what computes it."""
        return " ".join((self.of.__doc__ or "").split())


def scores(run: Run) -> dict[str, Scores]:
    """The scores of each question by its id; all None where there is no answer."""
    by_question: dict[str, Scores] = {}
    articles = run.articles
    for case in run.cases:
        result = run.results.get(case.question.id)
        if result is None or result.answer is None or result.failure:
            # What failed is unscored, not 0: it says nothing of what answers are worth.
            by_question[case.question.id] = dict.fromkeys(METRICS)
        else:
            answered = AnsweredCase(case, result.answer, result, articles)
            by_question[case.question.id] = {
                name: metric.of(answered) for name, metric in METRICS.items()
            }
    return by_question


# --- Retrieval: of the passages found, as TREC measures rankings (ir-measures) ------------------


def _hit_1(answer_case: AnsweredCase) -> float | None:
    """Share of questions whose first passage is a gold paragraph (success@1)."""
    return ranking_score(Success1, answer_case.case, answer_case.answer)


def _hit_3(answer_case: AnsweredCase) -> float | None:
    """Share of questions with a gold paragraph among the first three passages (success@3)."""
    return ranking_score(Success3, answer_case.case, answer_case.answer)


def _recall_5(answer_case: AnsweredCase) -> float | None:
    """Share of a question's gold paragraphs that are among the first five passages."""
    return ranking_score(Recall5, answer_case.case, answer_case.answer)


def _mrr(answer_case: AnsweredCase) -> float | None:
    """1 divided by the place of the first gold paragraph, 0 when none is found (Voorhees 1999)."""
    return ranking_score(ReciprocalRank, answer_case.case, answer_case.answer)


def _ndcg(answer_case: AnsweredCase) -> float | None:
    """nDCG@8 with gold paragraphs as the relevant ones (Järvelin and Kekäläinen 2002)."""
    return ranking_score(NDCG8, answer_case.case, answer_case.answer)


# --- Outcome ------------------------------------------------------------------------------------


def _outcome(answer_case: AnsweredCase) -> float | None:
    """Share of questions that end as they should: answered, or not found where none answers."""
    return float(answer_case.case.question.answerable != _abstains(answer_case))


def _answered(answer_case: AnsweredCase) -> float | None:
    """Share of answerable questions that get an answer, right or wrong."""
    return float(not _abstains(answer_case)) if answer_case.case.question.answerable else None


def _refused(answer_case: AnsweredCase) -> float | None:
    """Share of questions that nothing answers that are told so: the recall of abstention."""
    return None if answer_case.case.question.answerable else float(_abstains(answer_case))


def _abstains(answer_case: AnsweredCase) -> bool:
    return answer_case.answer.outcome in (Outcome.NOT_FOUND, Outcome.NEEDS_MODEL)


# --- The check, on sentences that people judged -------------------------------------------------


def _false_pass(answer_case: AnsweredCase) -> float | None:
    """Share of a question's sentences that people found unsupported that would be shown as is."""
    passed = [
        each.judgement in ("supported", "repaired")
        for each in answer_case.result.checked
        if not each.supported
    ]
    return share(passed) if passed else None


def _false_strip(answer_case: AnsweredCase) -> float | None:
    """Share of a question's sentences that people found supported that would be withheld."""
    withheld = [
        each.judgement == "withheld" for each in answer_case.result.checked if each.supported
    ]
    return share(withheld) if withheld else None


# --- Cost ---------------------------------------------------------------------------------------


def _first_claim_ms(answer_case: AnsweredCase) -> float | None:
    """Milliseconds until the first sentence of the answer; unscored where there is none."""
    return answer_case.answer.timings.first_claim_ms


def _total_ms(answer_case: AnsweredCase) -> float | None:
    """Milliseconds until the answer is whole."""
    return answer_case.answer.timings.total_ms


def _prompt_tokens(answer_case: AnsweredCase) -> float | None:
    """Tokens that models were given for an answer; unscored without a model."""
    return float(answer_case.answer.usage.prompt_tokens) if answer_case.answer.calls else None


def _completion_tokens(answer_case: AnsweredCase) -> float | None:
    """Tokens that models wrote for an answer; unscored without a model."""
    return float(answer_case.answer.usage.completion_tokens) if answer_case.answer.calls else None


def _cost(answer_case: AnsweredCase) -> float | None:
    """US dollars for an answer; unscored where the price is not known."""
    return answer_case.answer.usage.cost


METRICS: Final[Mapping[str, Metric]] = {
    each.name: each
    for each in (
        Metric("hit@1", Group.RETRIEVAL, _hit_1),
        Metric("hit@3", Group.RETRIEVAL, _hit_3),
        Metric("recall@5", Group.RETRIEVAL, _recall_5),
        Metric("mrr", Group.RETRIEVAL, _mrr),
        Metric("ndcg@8", Group.RETRIEVAL, _ndcg),
        Metric("gold_cited", Group.CITATIONS, citation_metrics.gold_cited),
        Metric("gold_recall", Group.CITATIONS, citation_metrics.gold_recall),
        Metric("citation_precision", Group.CITATIONS, citation_metrics.citation_precision),
        Metric("citation_recall", Group.CITATIONS, citation_metrics.citation_recall),
        Metric("quote_integrity", Group.CITATIONS, citation_metrics.quote_integrity),
        Metric("facts", Group.CONTENT, content_metrics.facts),
        Metric("no_forbidden", Group.CONTENT, content_metrics.no_forbidden),
        Metric("speaker", Group.CONTENT, content_metrics.speaker),
        Metric("correct", Group.CONTENT, content_metrics.correct),
        Metric("outcome", Group.OUTCOME, _outcome),
        Metric("answered", Group.OUTCOME, _answered),
        Metric("refused", Group.OUTCOME, _refused),
        Metric("false_pass", Group.CHECK, _false_pass, less_is_better=True),
        Metric("false_strip", Group.CHECK, _false_strip, less_is_better=True),
        Metric("first_claim_ms", Group.COST, _first_claim_ms, less_is_better=True, unit="ms"),
        Metric("total_ms", Group.COST, _total_ms, less_is_better=True, unit="ms"),
        Metric("prompt_tokens", Group.COST, _prompt_tokens, less_is_better=True, unit="tokens"),
        Metric("completion_tokens", Group.COST, _completion_tokens, True, unit="tokens"),
        Metric("cost", Group.COST, _cost, less_is_better=True, unit="$"),
    )
}
