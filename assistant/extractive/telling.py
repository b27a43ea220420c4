"""Does a sentence tell what is asked for, of what happened: not who else is there, nor another day?

A likeness of words is no answer: "The letter reached the auditor in May" is like "Who wrote the
letter to the auditor?", and does not say who wrote it.
"""

from __future__ import annotations

from typing import Final

from assistant.extractive.attachment import APART, attachment, says_what_happened
from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.fitting import asks_for_office, counts_by_name, fits

_OF_WHAT_HAPPENED: Final = frozenset(
    {
        AnswerType.PERSON,
        AnswerType.TIME,
        AnswerType.SUM,
        AnswerType.MEASURE,
        AnswerType.DURATION,
        AnswerType.REASON,
    }
)
"""Kinds of things that a sentence may have of anything, so it has to say what happened."""

_SURELY: Final = frozenset(
    {AnswerType.PERSON, AnswerType.WHO_IS, AnswerType.REASON, AnswerType.TIME}
)
"""Kinds of which "may be" is hardly ever the one asked for: somebody, "for", "to"."""


_LOOSELY: Final = 0.2
"""The attachment up to which a number counts something of another clause."""


def tells(question: str, sentence: str) -> bool:
    """Whether a sentence has what is asked for, and says what happened where that is asked."""
    asked = answer_type(question)
    fitting = fits(question, sentence)
    if asked is None:
        return says_what_happened(question, sentence) is not False
    if asks_for_office(question):
        return fitting > 0
    if fitting == 0 or (asked in _SURELY and fitting < 1):
        return False
    close = attachment(question, sentence)
    if asked is AnswerType.COUNT:
        return _tells_count(question, sentence, close, is_sure=fitting == 1)
    return close != APART or asked not in _OF_WHAT_HAPPENED


def _tells_count(question: str, sentence: str, close: float | None, *, is_sure: bool) -> bool:
    """Whether a number is of those asked about; of other people something has to be said."""
    if close is None:
        return is_sure
    return close > _LOOSELY or (close == APART and counts_by_name(question, sentence))
