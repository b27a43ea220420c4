"""What the citations of an answer are worth: ALCE's metrics, with gold paragraphs of people.

Each function is a metric, and its docstring the definition that reports show.
"""

from __future__ import annotations

from assistant.evaluation.metrics.answered import AnsweredCase, is_cut_from, share
from index.types import Place


def citation_precision(answer_case: AnsweredCase) -> float | None:
    """Share of an answer's citations that are gold paragraphs.

    ALCE's citation precision (Gao et al. 2023), with people's gold in place of an entailment
    model. Unscored without gold, or where nothing is claimed.
    """
    gold = answer_case.gold
    if gold is None or not answer_case.citations:
        return None
    return share([Place(each.article_id, each.paragraph) in gold for each in answer_case.citations])


def citation_recall(answer_case: AnsweredCase) -> float | None:
    """Share of an answer's sentences that cite a gold paragraph.

    ALCE's citation recall (Gao et al. 2023): a sentence counts when what it cites supports it, here
    when people named one of its paragraphs. Unscored without gold, or where nothing is claimed.
    """
    gold = answer_case.gold
    if gold is None or not answer_case.answer.claims:
        return None
    cited = [
        {Place(each.article_id, each.paragraph) for each in claim.citations}
        for claim in answer_case.answer.claims
    ]
    return share([bool(places & gold) for places in cited])


def gold_cited(answer_case: AnsweredCase) -> float | None:
    """Share of answerable questions whose answer cites a gold paragraph; silence counts as no."""
    gold = answer_case.gold
    return None if gold is None else float(bool(gold & set(answer_case.answer.cited)))


def gold_recall(answer_case: AnsweredCase) -> float | None:
    """Share of a question's gold paragraphs that the answer cites; silence counts as none."""
    gold = answer_case.gold
    return None if gold is None else len(gold & set(answer_case.answer.cited)) / len(gold)


def quote_integrity(answer_case: AnsweredCase) -> float | None:
    """Share of citations whose quote stands in the cited paragraph at its offsets, to the letter.

    The paragraph exists, and its label stands in the sentence.
    """
    intact = [
        f"[{each.label}]" in claim.text and is_cut_from(each, answer_case.articles)
        for claim in answer_case.answer.claims
        for each in claim.citations
    ]
    return share(intact) if intact else None
