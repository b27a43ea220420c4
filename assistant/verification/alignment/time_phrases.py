"""When something was, and what that is said of."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.alignment.aligned_words import Word
from index.language.en.calendar import TIMES
from index.language.en.grammar.clause_words import GRADED, TIMELY


def is_time(some: Sequence[Word]) -> bool:
    """Whether some words are a plain time: "on Friday", "in March 2019", "last week"."""
    return any(map(_is_date, some)) and all(
        _is_date(word) or word.lower in TIMELY or word.form.startswith("#") for word in some
    )


def has_time(some: Sequence[Word]) -> bool:
    """Whether a day, a month or a year is named."""
    return any(map(_is_date, some))


def is_apart(time: Sequence[Word], following: Word | None) -> bool:
    """Whether a time is no modifier of what follows: "on Friday", not "Friday prayers"."""
    return time[0].lower in TIMELY or following is None or following.breaks


def is_graded(clause: Sequence[Word]) -> bool:
    """Whether something in a clause is denied, the first, the most or all of its kind.

    Where and when that holds is then a part of it.
    """
    # Superlatives, and words like "west": doubt costs no more than the article's own sentence.
    return any(word.lower in GRADED or word.lower.endswith("est") for word in clause)


def clause_before(source: Sequence[Word], at: int) -> Sequence[Word]:
    """The words before a place, from the mark before it on."""
    start = next((start for start in range(at - 1, -1, -1) if source[start].breaks), 0)
    return source[start:at]


def _is_date(word: Word) -> bool:
    """A day, a month or a year; May with a capital."""
    # Only of these centuries: other numbers of four digits are mostly counts.
    year = len(word.lower) == 4 and word.lower.isdigit() and word.lower[:2] in ("18", "19", "20")
    return year or word.lower in TIMES or word.is_month
