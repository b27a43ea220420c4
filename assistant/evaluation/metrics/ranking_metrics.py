"""How well the passages of an answer are ranked, by ir-measures."""

from __future__ import annotations

import ir_measures
from ir_measures import RR, Measure, R, Success, nDCG

from assistant.evaluation.sets.cases import Case
from assistant.types import Answer
from index.types import Place

Success1, Success3, Recall5, ReciprocalRank, NDCG8 = Success @ 1, Success @ 3, R @ 5, RR, nDCG @ 8


def ranking_score(measure: Measure, case: Case, answer: Answer) -> float | None:
    """The measure of the answer's passages; None where a question has no gold paragraphs."""
    if not case.gold or not case.question.answerable:
        return None
    relevant = [ir_measures.Qrel("q", _name(place), 1) for place in case.gold]
    places = [Place(source.article_id, source.paragraph) for source in answer.passages]
    # By place, not by score: the answer's order counts, also where two scores are equal.
    run = [ir_measures.ScoredDoc("q", _name(place), -float(at)) for at, place in enumerate(places)]
    [measured] = ir_measures.iter_calc([measure], relevant, run)
    return float(measured.value)


def _name(place: Place) -> str:
    return f"{place.article_id} {place.paragraph}"
