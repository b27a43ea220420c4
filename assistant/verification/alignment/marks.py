"""Do the marks, the articles and every "that" stand in a claim where they stand in the sentence?

A comma that comes, goes or moves makes another sentence of the same words: "Russia, said Ukraine's
president, attacked", "Orr did not vote, because Lee was ill".
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from assistant.verification.alignment.aligned_words import Word
from assistant.verification.alignment.clauses import is_verb
from assistant.verification.alignment.time_phrases import clause_before
from index.language.en.calendar import TIMES
from index.language.en.grammar.clause_words import CLAUSAL, TIMELY
from index.language.en.grammar.function_words import PREPOSITIONS

_LONGEST_ITEM: Final = 4
"""Words of a list's thing, with the comma before it."""

_LEADING: Final = PREPOSITIONS | CLAUSAL
"""Words after which a comma may end what leads up to the clause: "Besides Roe, Lee and Orr"."""


def keeps_marks(
    claim: Sequence[Word], places: Sequence[int | None], source: Sequence[Word]
) -> bool:
    """Whether marks and articles stand before the same words, and "that" between the same."""
    placed = [(word, at) for word, at in zip(claim, places, strict=True) if at is not None]
    return (
        bool(placed)
        and _keeps_article(*placed[0], -1, source)
        and all(
            _keeps_mark(word, here, there, source) and _keeps_article(word, there, here, source)
            for (_, here), (word, there) in pairwise(placed)
        )
        and all(
            _may_be_added(claim, places, at, source)
            for at, place in enumerate(places)
            if place is None
        )
    )


def is_that_of_speech(source: Sequence[Word], at: int) -> bool:
    """Whether a "that" at a place, there or not, only says that what follows is said.

    Before "on Friday" it tells when that was.
    """
    following = next((word for word in source[at:] if word.form != "that"), None)
    bound = following is None or following.lower in _LEADING | TIMES | TIMELY or following.breaks
    return at > 0 and source[at - 1].form == "say" and not bound


def _keeps_mark(word: Word, here: int, there: int, source: Sequence[Word]) -> bool:
    if there <= here:  # what was moved
        return word.mark in ("", ",")
    if there == here + 1:
        same = word.breaks == source[there].breaks and (word.mark == ":") == (
            source[there].mark == ":"
        )
        return same or (word.mark == "," and _ends_list(source, there))
    # Of an aside both marks go with it; a single one stays.
    return word.breaks == (source[here + 1].breaks != source[there].breaks)


def _keeps_article(word: Word, there: int, here: int, source: Sequence[Word]) -> bool:
    """Whether it has the article that it has there, or that of the one word left out before it."""
    one_left_out = there == here + 2 and not source[there].breaks
    article = source[there - 1].article if one_left_out else ""
    return word.article == (source[there].article or article)


def _may_be_added(
    claim: Sequence[Word], places: Sequence[int | None], at: int, source: Sequence[Word]
) -> bool:
    word = claim[at]
    if word.breaks or word.opens:
        return False
    before = places[at - 1] if at else None
    is_within = before is not None and places[at + 1 : at + 2] == (before + 1,)
    return word.form != "that" or (
        is_within and before is not None and is_that_of_speech(source, before + 1)
    )


def _ends_list(source: Sequence[Word], at: int) -> bool:
    """Whether "and" or "or" stands there before the last of at least three things.

    Before it there may be a comma or none. "Lee, a judge and a thief" are not three.
    """
    start = next((each for each in range(at - 1, 0, -1) if source[each].breaks), 0)
    first, item = clause_before(source, start), source[start:at]
    short = bool(first) and 0 < len(item) <= _LONGEST_ITEM and source[start].mark == ","
    if not short or item[0].opens or any(word.breaks for word in source[at:]):
        return False
    bound = any(word.lower in _LEADING for word in (*first, item[0]))
    return source[at].lower in ("and", "or") and not bound and not any(map(is_verb, item))
