"""Whether what a sentence tells of a time is past or to come."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from assistant.chronology.expressions import in_small_letters
from index.language.en.calendar import MAYBE, NO_PAST, WILL
from index.language.en.grammar.irregular_verbs import PARTICIPLES, PASTS
from index.language.word_lists import any_of
from index.types import Sentence

_BOUND: Final = re.compile(
    r"[,;:()\"]|\s-\s|\b(?:that|who|which|when|while|where|but|because|after|before|if|and|until"
    r"|since|as)\b"
)
_PAST: Final = re.compile(
    rf"\b(?:was|were|had|did|been|{any_of((PASTS | PARTICIPLES) - {'set'})}"
    r"|didn't|wasn't|weren't|hadn't)\b|\b(?P<ed>\w{2,30}ed)\b"
)
_PASSIVE: Final = re.compile(r"\b(?:be|being|get|is|are|'s|'re)\s(?:\w+ly\s|also\s|not\s)?$")
_REACH: Final = 24  # characters in front of a participle in which its auxiliary stands


class Tense(Enum):
    """When something happens, seen from when it is told."""

    PAST = "past"
    FUTURE = "future"
    UNCLEAR = "unclear"


def tense_at(text: str, sentence: Sentence, start: int, end: int) -> Tense:
    """The tense of what happens at a time, which stands at these offsets of the text.

    It is that of the last verb before the time in its clause, else of the next one behind it.
    """
    plain = in_small_letters(text)
    # The clause, and then, where it has no verb, the one behind it and the one before it.
    before = [match.end() for match in _BOUND.finditer(plain, sentence.start, start)]
    after = [match.start() for match in _BOUND.finditer(plain, end, sentence.end)]
    begin = before[-1] if before else sentence.start
    finish = after[0] if after else sentence.end
    if tenses := _tenses(plain, begin, start):
        return tenses[-1]
    if tenses := _tenses(plain, end, finish):
        return tenses[0]
    if after and (tenses := _tenses(plain, finish, after[1] if after[1:] else sentence.end)):
        return tenses[0]
    earlier = before[-2] if before[1:] else sentence.start
    tenses = _tenses(plain, earlier, begin) if before else []
    return tenses[-1] if tenses else Tense.UNCLEAR


def _tenses(plain: str, start: int, end: int) -> list[Tense]:
    """The tenses of the verbs in a part of a folded text, in order."""
    found = [
        (match.start(), match.end(), Tense.FUTURE) for match in WILL.finditer(plain, start, end)
    ]
    open_ = [
        (match.start(), match.end(), Tense.UNCLEAR) for match in MAYBE.finditer(plain, start, end)
    ]
    found += [each for each in open_ if not _overlaps(each, found)]
    past = []
    for match in _PAST.finditer(plain, start, end):
        if match["ed"] in NO_PAST or _overlaps((match.start(), match.end(), Tense.PAST), found):
            continue
        # "Will be released", "is released": what it hangs on tells the tense.
        if _PASSIVE.search(plain, max(start, match.start() - _REACH), match.start()):
            continue
        past.append((match.start(), match.end(), Tense.PAST))
    return [tense for _, _, tense in sorted((*found, *past), key=lambda each: each[0])]


def _overlaps(one: tuple[int, int, Tense], others: list[tuple[int, int, Tense]]) -> bool:
    return any(start < one[1] and one[0] < end for start, end, _ in others)
