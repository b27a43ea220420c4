"""How the sentences of an answer were verified, in words for readers, the same in every channel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import Final

from assistant.types import Answer, Verification
from assistant.types.exam_result import ExamResult

QUESTION: Final = "How was this checked?"

HOW: Final[Mapping[Verification, str]] = {
    Verification.VERBATIM: "word for word",
    Verification.RULES: "by rules",
    Verification.JUDGE: "by a judge",
    Verification.REPLACED: "the article’s words, in place of the model’s",
}
"""How a sentence was verified, in a few words."""

_SO: Final = "so the article’s own words stand where the rules doubt"
JUDGED: Final = (
    "judged by {model}, which passed its exam on {taken}: "
    "believed {wrong_believed} of {wrong} wrong sentences"
)
JUDGED_UNEXAMINED: Final = "judged by a model that had taken no exam"
NO_VERDICT: Final = f"not judged: {{model}} was asked and gave no verdict, {_SO}"
NOT_NEEDED: Final = "not judged: {model} has passed its exam, and the rules left nothing open"
NOT_PASSED: Final = (
    "not judged: {model} has not passed its exam of {taken} (believed {wrong_believed} of {wrong} "
    f"wrong sentences, and {{right_believed}} of {{right}} right ones), {_SO}"
)
UNEXAMINED: Final = f"not judged: no model was to judge, or it has taken no exam, {_SO}"
NO_MODEL: Final = "not judged: no model wrote any of this"

LINES: Final[Mapping[str, str]] = {
    "judged": JUDGED,
    "judged_unexamined": JUDGED_UNEXAMINED,
    "no_verdict": NO_VERDICT,
    "not_needed": NOT_NEEDED,
    "not_passed": NOT_PASSED,
    "unexamined": UNEXAMINED,
    "no_model": NO_MODEL,
}
"""What `judging` says, by name, for pages that fill in an exam's result themselves."""


def judging(answer: Answer) -> str:
    """Whether a model judged what the rules left open, and what its exam says of it."""
    if judged := answer.judged:
        if answer.judge is None:
            return JUDGED_UNEXAMINED
        return _filled(JUDGED if judged.yes + judged.no else NO_VERDICT, answer.judge)
    if not answer.calls:
        return NO_MODEL
    if answer.judge is None:
        return UNEXAMINED
    return _filled(NOT_NEEDED if answer.judge.passed else NOT_PASSED, answer.judge)


def judged_by(result: ExamResult) -> str:
    """Who judged, and what its exam says of it."""
    return _filled(JUDGED, result)


def _filled(words: str, result: ExamResult) -> str:
    return words.format(
        model=result.model,
        taken=f"{result.taken.astimezone(UTC):%Y-%m-%d}",
        wrong=result.wrong,
        wrong_believed=result.wrong_believed,
        right=result.right,
        right_believed=result.right_believed,
    )
