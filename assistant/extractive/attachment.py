"""How closely the kind of thing asked for belongs to what happened, in a sentence.

"Ten were killed when it sank on Monday" has a day, but not surely the day of another accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.event import event_word
from assistant.questions.fitting import Mention, mentions
from index.language.en.grammar.function_words import MODALS
from index.language.en.grammar.irregular_verbs import PASTS
from index.language.en.grammar.turning_words import NOT
from index.language.en.reporting_verbs import INTERCHANGEABLE
from index.language.folding import fold, straighten
from index.language.synonyms import phrases, synonyms
from index.language.terms import content_words, terms
from index.language.word_lists import word_set

APART: Final = 0.0
"""Of a sentence that does not say what happened, or not what is asked for."""

_WORDS_APART: Final = 5
"""So many words between the two count as much as the end of a clause between them."""

_VERB_APART: Final = 0.7
"""What another verb between them counts, to which what is asked for may belong."""

_SUPPOSED: Final = 0.4
"""How far something belongs to what would have happened or did not, where that is not asked."""

_NOT_SURE: Final = 0.6
"""How far what is often something else belongs to it."""

_MAY_BE_WHY: Final = 0.45
"""How far a "for" or a "to" belongs to what happened as the reason for it."""

_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")
_TURN: Final = re.compile(
    r"[;:,]|--| (?:and|but|which|who|while|when|after|because|that|where|as|to) "
)
_ASIDE: Final = re.compile(
    r",\s(?:the|an?|his|her|its|their|which|who|whose|aged?|\d{1,3})\b[^,;:()]{0,80},"
    r"|\s\([^()]{0,80}\)"
)
"""What is said of somebody or something by the way: "buy Orm, the maker of Tal, for a million"."""

_TALLYING: Final = word_set("rose risen rises climbed reached stood stands grew fell dropped")
_TALLIED: Final = 3
"""Words before a number among which one says what it has come to: "the number killed rose to"."""

_SUPPOSING: Final = word_set("would could might may should if whether unless nearly almost")
_TRADE: Final = "cost price pay paid owe worth fetch spend spent buy bought acquire sell sold"
_PLACED: Final = frozenset(
    {
        AnswerType.SUM,
        AnswerType.SHARE,
        AnswerType.DURATION,
        AnswerType.MEASURE,
        AnswerType.FREQUENCY,
        AnswerType.COUNT,
        AnswerType.CLOCK,
        AnswerType.TIME,
        AnswerType.PLACE,
        AnswerType.PERSON,
        AnswerType.REASON,
    }
)


class _Span(NamedTuple):
    start: int
    end: int


def attachment(question: str, sentence: str) -> float | None:
    """From 0, APART, to 1, side by side; None where the question does not say what happened.

    So it is where no kind of thing is asked for whose places in a sentence are known.
    """
    event = event_terms(question)
    if event is None or answer_type(question) not in _PLACED:
        return None
    text = straighten(sentence)
    found = mentions(question, sentence)
    if not found or len(text) != len(fold(sentence)):
        return APART
    if answer_type(question) is AnswerType.REASON:
        told = any(True for _ in _places(event, text))
        sure = any(each.is_sure for each in found)
        return (1.0 if sure else _MAY_BE_WHY) if told else APART
    supposed = _is_supposed(question)
    return max(
        (
            _closeness(text, mention, place) * (1 if supposed else _reality(text, place))
            for place in _places(event, text)
            for mention in found
        ),
        default=APART,
    )


@lru_cache(maxsize=1024)
def event_terms(question: str) -> frozenset[str] | None:
    """The terms that say what happened, with their synonyms; None where none plainly does."""
    at = event_word(question)
    if at is None:
        return None
    own = frozenset(terms(content_words(question)[at][0]))
    in_phrases = [phrase.terms for phrase in phrases(question) if own & {*phrase.stems}]
    # "Lives lost" are not missing, and a request that is turned down is not turned.
    said = own.union(*(in_phrases or map(synonyms, own)))
    if "again" in fold(question).split():
        said |= {f"re{term}" for term in own}
    trade = frozenset(terms(_TRADE))
    if answer_type(question) is AnswerType.SUM and own & trade:
        said |= trade
    return said


def says_what_happened(question: str, sentence: str) -> bool | None:
    """Whether it says so, be it by a synonym; None where the question or no synonym can tell."""
    at = event_word(question)
    event = event_terms(question)
    if at is None or event is None:
        return None
    if any(True for _ in _places(event, straighten(sentence))):
        return True
    word = content_words(question)[at][0]
    # "She added" says it, too; of speakers, others know more.
    is_saying = fold(word) in INTERCHANGEABLE
    return False if not is_saying and any(map(synonyms, terms(word))) else None


def _places(event: frozenset[str], text: str) -> Iterator[_Span]:
    """Where a sentence says what happened, by a word or by a phrase that stands for one."""
    starting = {phrase.stems[0] for phrase in phrases(text) if not event.isdisjoint(phrase.terms)}
    for found in _WORD.finditer(text):
        own = terms(found[0])
        if not event.isdisjoint(own) or not starting.isdisjoint(own):
            yield _Span(*found.span())


def _closeness(text: str, mention: Mention, place: _Span) -> float:
    sure = 1.0 if mention.is_sure else _NOT_SURE
    if mention.start <= place.start < mention.end:
        return sure
    between = (
        text[place.end : mention.start]
        if place.end <= mention.start
        else text[mention.end : place.start]
    )
    between = _ASIDE.sub(" ", between)
    words = [fold(word) for word in _WORD.findall(between)]
    apart = len(words) / _WORDS_APART
    if place.end <= mention.start and not _TALLYING.isdisjoint(words[-_TALLIED:]):
        return sure / (1 + apart / 2)
    apart += len(_TURN.findall(between)) + _VERB_APART * sum(map(_is_verb, words))
    return sure / (1 + apart)


def _is_verb(word: str) -> bool:
    return word in PASTS or (len(word) > 4 and word.endswith(("ed", "ing")))


def _reality(text: str, place: _Span) -> float:
    """Less than 1 where what happened would have happened, or did not."""
    before = [fold(word) for word in _WORD.findall(text[: place.start])[-4:]]
    return _SUPPOSED if _SUPPOSING & {*before} or NOT.search(" ".join(before)) else 1.0


def _is_supposed(question: str) -> bool:
    """Whether it is asked what would or did not happen."""
    asked = fold(question)
    return bool((_SUPPOSING | MODALS) & {*_WORD.findall(asked)}) or NOT.search(asked) is not None
