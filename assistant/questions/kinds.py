"""The table of kinds of questions: how each is told, and whether whole articles answer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from assistant.attribution import source_question_of, speaker_question_of
from assistant.questions.forms.article_questions import articles_question_of
from assistant.questions.forms.chronology_questions import chronology_question_of
from assistant.questions.forms.comparison_questions import comparison_question_of
from assistant.questions.forms.list_questions import list_question_of
from assistant.questions.forms.model_tasks import task_of
from assistant.questions.forms.small_talk import small_talk_of
from assistant.questions.forms.source_list_questions import source_list_question_of
from assistant.questions.forms.summary_questions import asks_for_summary
from assistant.questions.forms.truth_questions import truth_question_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.types import Kind
from index.language.en.reasons import ASKS_REASON
from index.language.folding import fold


class QuestionKind(NamedTuple):
    """A kind of question: `asks` says whether a question is of it.

    `reads_whole`: it is answered from whole articles, not from the passages that fit best alone.
    Who answers it without a model is in `assistant.answerers`.
    """

    kind: Kind
    asks: Callable[[str], bool]
    reads_whole: bool = False


KINDS: Final = (
    QuestionKind(Kind.SMALL_TALK, lambda question: small_talk_of(question) is not None),
    QuestionKind(Kind.NEEDS_MODEL, lambda question: task_of(question) is not None),
    QuestionKind(
        Kind.CHRONOLOGY,
        lambda question: chronology_question_of(question) is not None,
        reads_whole=True,
    ),
    QuestionKind(
        Kind.LIST, lambda question: list_question_of(question) is not None, reads_whole=True
    ),
    QuestionKind(Kind.SUMMARY, asks_for_summary, reads_whole=True),
    QuestionKind(
        Kind.ARTICLES, lambda question: articles_question_of(question) is not None, reads_whole=True
    ),
    QuestionKind(
        Kind.COMPARISON,
        lambda question: comparison_question_of(question) is not None,
        reads_whole=True,
    ),
    QuestionKind(
        Kind.SOURCES,
        lambda question: source_list_question_of(question) is not None,
        reads_whole=True,
    ),
    QuestionKind(
        Kind.STATEMENTS,
        lambda question: speaker_question_of(question) is not None,
        reads_whole=True,
    ),
    QuestionKind(Kind.WHO_SAYS, lambda question: source_question_of(question) is not None),
    QuestionKind(Kind.TRUTH, lambda question: truth_question_of(question) is not None),
    QuestionKind(Kind.REASON, lambda question: ASKS_REASON.search(fold(question)) is not None),
)
"""In order: a question is of the first that it fits, and of Kind.FACT when it fits none."""

_FACT: Final = QuestionKind(Kind.FACT, lambda _: True)


def kind_of(question: str) -> QuestionKind:
    """The kind of a question that stands alone, however it is worded."""
    plain = plain_wording(question)
    return next((each for each in KINDS if each.asks(plain)), _FACT)
