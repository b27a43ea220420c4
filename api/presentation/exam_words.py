"""A model's exam in words, for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.presentation.quantities import counted
from assistant.statistics.wilson import wilson
from assistant.types.exam_result import LEAST_RIGHT, MOST_WRONG, ExamResult

if TYPE_CHECKING:
    from assistant.verification.exam.papers import Paper


def announcement(exam: Sequence[Paper]) -> str:
    """What the exam takes, told before it is taken."""
    sentences = counted(sum(len(each.claims) for each in exam), "sentence")
    tokens = round(sum(each.tokens for each in exam), -3)
    return (
        f"the exam asks about {sentences} in {counted(len(exam), 'call')}, some {tokens:,} tokens; "
        "it ends as soon as a model cannot pass any more"
    )


def figures(result: ExamResult) -> str:
    """What it believed: "2 of 106 wrong sentences (1.9 %, 0.5 to 6.6 %; 5 % may be), ..."."""
    wrong = _share(result.wrong_believed, result.wrong)
    right = _share(result.right_believed, result.right)
    believed = (
        f"it believed {result.wrong_believed} of {counted(result.wrong, 'wrong sentence')} "
        f"({wrong}; at most {MOST_WRONG:.0%} may be) and {result.right_believed} of "
        f"{counted(result.right, 'right one')} ({right}; at least {LEAST_RIGHT:.0%} have to be)"
    )
    if result.is_whole:
        return believed
    total = result.of_wrong + result.of_right
    return f"{believed}, and could not pass any more after {result.wrong + result.right} of {total}"


def consequence(result: ExamResult) -> str:
    """What follows from it for answers."""
    if result.passed:
        return (
            "it judges the sentences that the rules leave open, so that answers are in the model's "
            "own words where all of them is in the article"
        )
    return (
        "it is never asked to judge: where the rules doubt a sentence of the model, the article's "
        "own words stand in its place"
    )


def _share(some: int, of: int) -> str:
    low, high = wilson(some, of)
    share = some / of if of else 0.0
    return f"{share:.1%}, {100 * low:.1f} to {high:.1%}"
