"""Where in a sentence the kind of thing stands that a question asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.fitting.counts import counts, numbers
from assistant.questions.fitting.mention import Mention
from assistant.questions.fitting.patterns import (
    AGE,
    CLOCK,
    DURATION,
    FREQUENCY,
    NUMBER,
    PLACE,
    REASON,
    SHARE,
    SUM,
    SURE_CLOCK,
    SURE_DURATION,
    SURE_REASON,
    SURE_SUM,
    SURE_TIME,
    TIME,
)
from assistant.questions.fitting.people import people
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.nouns import is_people_noun
from index.language.folding import fold, straighten
from index.language.terms import terms

_Find = Callable[[str, str], Iterable[Mention]]


@lru_cache(maxsize=4_096)  # the likelihood and the choice ask too
def mentions(question: str, sentence: str) -> tuple[Mention, ...]:
    """Where it stands in the sentence as `straighten` gives it, in words that were not asked.

    None where the question asks for no kind, or for one that a sentence has as a whole.
    """
    asked = answer_type(question)
    if asked in _AS_WRITTEN:
        return tuple(_AS_WRITTEN[asked](question, straighten(sentence)))
    if asked in _FOLDED:
        return tuple(_FOLDED[asked](question, fold(sentence)))
    return ()


def _matches(pattern: re.Pattern[str], sure: re.Pattern[str] | None = None) -> _Find:
    """What the pattern finds in a folded sentence; surely meant is what `sure` finds."""

    def find(question: str, sentence: str) -> Iterator[Mention]:
        asked = fold(question)
        sures = [each.span() for each in sure.finditer(sentence)] if sure else []
        for found in pattern.finditer(sentence):
            if found[0].strip(" ,.") not in asked:
                is_sure = sure is None or any(
                    start < found.end() and found.start() < end for start, end in sures
                )
                yield Mention(*found.span(), is_sure=is_sure)

    return find


def _frequencies(question: str, sentence: str) -> Iterator[Mention]:
    """How often: in a number, "every week" or "seldom"."""
    yield from numbers(question, sentence)
    yield from _matches(FREQUENCY)(question, sentence)


def _sums(question: str, sentence: str) -> Iterator[Mention]:
    """Sums of money; "a weak dollar" is none."""
    if NUMBER.search(sentence) or _FREE.search(sentence):
        yield from _matches(SUM, SURE_SUM)(question, sentence)


_FREE: Final = re.compile(r"\bfree\b")


def _ages(question: str, sentence: str) -> Iterator[Mention]:
    """Ages; that of somebody of whom the question says nothing is hardly meant.

    Where it names somebody, or somebody's, that of another name is not.
    """
    asked = {*terms(_POSSESSOR.sub("", question))}
    asks_of_one = _ONE.search(question) is not None
    for found in _matches(AGE)(question, fold(sentence)):
        start, end = max(0, found.start - _BESIDE), found.end + _BESIDE
        beside = (
            _WORD.findall(sentence[start : found.start])[-1:]
            + _WORD.findall(sentence[found.end : end])[:1]
        )
        before = _WORD.findall(sentence[start : found.start])[-1:]
        if asks_of_one and any(
            each[0].isupper() and asked.isdisjoint(terms(each)) for each in before
        ):
            continue
        strange = any(_is_somebody(each) and asked.isdisjoint(terms(each)) for each in beside)
        yield found._replace(is_sure=not strange)


_POSSESSOR: Final = re.compile(r"(?:\b[A-Z][\w-]+ )?\b[A-Z][\w-]+['’]s?(?!\w)")
_ONE: Final = re.compile(r" [A-Z]")
_BESIDE: Final = 30
"""Characters beside an age in which it is told whose it is: "her brother, 11"."""

_WORD: Final = re.compile(r"[\w’'-]+")


def _is_somebody(word: str) -> bool:
    return (word[0].isupper() and fold(word) not in STOP_WORDS) or is_people_noun(fold(word))


def _places(question: str, sentence: str) -> Iterator[Mention]:
    """What follows the words for places, but for what the question has, and for times."""
    asked = set(terms(question))
    for found in PLACE.finditer(sentence):
        where = found["where"]
        if not set(terms(where)) <= asked and not TIME.match(fold(where)):
            yield Mention(*found.span("where"), is_sure=re.search(r"\b[A-Z]", where) is not None)


_AS_WRITTEN: Final[dict[AnswerType | None, _Find]] = {
    AnswerType.AGE: _ages,
    AnswerType.PLACE: _places,
    AnswerType.PERSON: people,
}
"""Kinds for which capitals tell."""

_FOLDED: Final[dict[AnswerType | None, _Find]] = {
    AnswerType.SUM: _sums,
    AnswerType.SHARE: _matches(SHARE),
    AnswerType.DURATION: _matches(DURATION, SURE_DURATION),
    AnswerType.MEASURE: numbers,
    AnswerType.FREQUENCY: _frequencies,
    AnswerType.COUNT: counts,
    AnswerType.CLOCK: _matches(CLOCK, SURE_CLOCK),
    AnswerType.TIME: _matches(TIME, SURE_TIME),
    AnswerType.REASON: _matches(REASON, SURE_REASON),
}
