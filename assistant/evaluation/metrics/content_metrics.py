"""What the words of an answer are worth: facts, speakers, and what a judging model finds.

Each function is a metric, and its docstring the definition that reports show.
"""

from __future__ import annotations

from assistant.evaluation.metrics.answered import AnsweredCase, has_wording, names_speaker, share
from index.language.folding import fold


def facts(answer_case: AnsweredCase) -> float | None:
    """Share of the required facts that the answer or its quotes have, in any of their wordings."""
    facts = answer_case.case.question.facts
    if not facts or not answer_case.case.question.answerable:
        return None
    if not answer_case.answer.claims:
        return 0.0
    return share(
        [any(has_wording(answer_case.shown_text, each) for each in wordings) for wordings in facts]
    )


def no_forbidden(answer_case: AnsweredCase) -> float | None:
    """Share of answers without any of the facts that the question forbids; silence is unscored."""
    forbidden = answer_case.case.question.forbidden
    if not forbidden or not answer_case.answer.claims:
        return None
    text = fold(answer_case.answer.plain)
    return float(not any(has_wording(text, each) for each in forbidden))


def speaker(answer_case: AnsweredCase) -> float | None:
    """Share of answers whose own sentences name who says it, by the words of any wording.

    A quote that names them is not enough, and silence counts as no.
    """
    speakers = answer_case.case.question.speakers
    if not speakers or not answer_case.case.question.answerable:
        return None
    if not answer_case.answer.claims:
        return 0.0
    return float(any(names_speaker(fold(answer_case.answer.plain), each) for each in speakers))


def correct(answer_case: AnsweredCase) -> float | None:
    """Share of answers that the judging model finds right by the references; see its agreement."""
    verdicts = [each.correct for each in answer_case.result.opinions if each.people is None]
    return None if not verdicts or verdicts[0] is None else float(verdicts[0])
