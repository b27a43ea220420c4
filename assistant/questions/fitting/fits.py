"""How well a sentence has the kind of thing that a question asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.fitting.contrast import is_of_another
from assistant.questions.fitting.counts import numbers
from assistant.questions.fitting.mention import MAY_BE
from assistant.questions.fitting.mentions import mentions
from assistant.questions.fitting.patterns import FULL_NAME
from assistant.questions.fitting.people import told_who
from assistant.questions.fitting.things import has_length, has_name, has_one
from index.language.folding import fold


@lru_cache(maxsize=4_096)  # ranking, the likelihood and the choice all ask
def fits(question: str, sentence: str) -> float:
    """1 when the sentence has the kind of thing asked for, 0 when not, 0.5 when any would do.

    It is 0 too where the sentence has it of another than the one asked about.

    MAY_BE when it has what is often something else: a reason by "to" or "for", a place without a
    name, somebody who did something else.
    """
    asked = answer_type(question)
    if asked is None:
        return 0.5
    if is_of_another(question, sentence):
        return 0.0
    whole = _OF_WHOLE.get(asked)
    if whole is not None:
        return float(whole(question, sentence))
    found = mentions(question, sentence)
    if any(each.is_sure for each in found):
        return 1.0
    return MAY_BE if found else 0.0


def has_such_a_kind(question: str, sentence: str) -> bool:
    """Whether it has what is asked for, or any number where a number of some kind is."""
    fitting = fits(question, sentence) > 0
    return fitting or (answer_type(question) in _NUMBERS and any(numbers(question, fold(sentence))))


_NUMBERS: Final = frozenset(
    {AnswerType.AGE, AnswerType.SUM, AnswerType.SHARE, AnswerType.COUNT, AnswerType.MEASURE}
)
_OF_WHOLE: Final = {
    AnswerType.LENGTH: has_length,
    AnswerType.NAME: has_name,
    AnswerType.NAMES: lambda _, sentence: FULL_NAME.search(sentence) is not None,
    AnswerType.WHO_IS: told_who,
    AnswerType.WHICH: has_one,
}
"""Kinds that a sentence has as a whole."""
