"""Sentences that have nothing of what a question asks: nobody's answer, whoever wrote them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from assistant.questions.fitting import has_such_a_kind
from assistant.types import Verification
from assistant.verification import Judgement, Reason, Verdict
from index.language.en.grammar.pronouns import DEMONSTRATIVES, QUESTION_WORDS, THIRD_PERSON
from index.language.terms import terms

_POINTING: Final = THIRD_PERSON | DEMONSTRATIVES
_ROOT: Final = 4
"""Letters that words of one root have in common."""


def in_the_article_s_words(verdict: Verdict, question: str) -> Verdict:
    """The verdict; a sentence of the model that is beside the question is said by the article.

    It is beside it where its evidence has no word of the question, nor what kind of thing it asks
    for. A sentence that points back, "It closes", may be about anything before it. What a judge
    verified is written by, or for, a model that understands the question: words do not tell there.
    """
    shown = verdict.judgement in (Judgement.SUPPORTED, Judgement.REPAIRED)
    if not shown or verdict.verified is Verification.JUDGE:
        return verdict
    asked = _roots(" ".join({*terms(question)} - QUESTION_WORDS))
    texts = [each.sentence.text for each in verdict.evidence]
    told = _roots(" ".join(texts))
    points = any(text.split()[0].lower() in _POINTING for text in texts)
    is_kind = any(has_such_a_kind(question, text) for text in texts)
    if not asked or not asked.isdisjoint(told) or points or is_kind:
        return verdict
    detail = "it has no word of the question: the article’s own sentence stands in its place"
    return replace(
        verdict, judgement=Judgement.UNCERTAIN, reason=Reason.OFF_QUESTION, detail=detail
    )


def _roots(text: str) -> set[str]:
    """Its terms by how they begin: who asks of departures is told who departs."""
    return {term[:_ROOT] for term in terms(text)}
