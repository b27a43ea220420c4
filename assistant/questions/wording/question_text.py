"""A question as it is read."""

from __future__ import annotations

import re
from typing import Final

from assistant.errors import QuestionError, QuestionTooLong
from index.language.visible_text import visible

LONGEST_QUESTION: Final = 2_000
"""Characters."""


def check_question(question: str) -> str:
    """The question as it is read, with single spaces; QuestionError when there is none in it.

    So no pattern sees a run of white space, in which those that look for words between spaces
    would try every cut.
    """
    question = " ".join(visible(question).split())
    if not question:
        raise QuestionError("the question is empty; ask something about the articles")
    if len(question) > LONGEST_QUESTION:
        raise QuestionTooLong(len(question), LONGEST_QUESTION)
    if not re.search(r"\w", question):
        raise QuestionError("there are no words in the question; ask in words")
    return question
