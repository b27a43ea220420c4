"""When something was or will be: the sentence that dates what is asked about, and nothing else.

A sentence may have the question's words and a time of something else: "The council voted on
Tuesday to close the bridge" does not say when it closes. So the words have to stand in the part of
the sentence that has the time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from assistant.answerers.asked import Asked, Found
from assistant.chronology import time_mentions
from assistant.extractive import answerer
from assistant.extractive.subject import is_of_those_named
from assistant.extractive.telling import tells
from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.forms.chronology_questions import asks_when
from assistant.scored_sentence import ScoredSentence, fold_copies, merge_overlapping
from index.language.en.calendar import PERIODS
from index.language.en.grammar.function_words import DETERMINERS
from index.language.en.grammar.irregular_verbs import PARTICIPLES, PASTS
from index.language.folding import fold
from index.language.sentences import sentences
from index.language.synonyms import synonyms
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Article, Passage, Sentence

ENOUGH: Final = 0.6
"""How much of a question's weight a dated sentence has that answers it."""

_IN_PART: Final = 0.34
"""How much of it stands in the part of the sentence that has the time."""

_OF_TITLE: Final = 0.3
_SOME: Final = 0.25
_LEAST: Final = 0.25
_CLOSE: Final = 0.9
_MOST: Final = 2

_BOUNDS: Final = (
    r"[;:—–]|,\s(?:but|who|which|and|while|where|said|says)\b"
    r"|\b(?:who|which|that|because|but|although|while|before|after|until|since|where)\b"
)
_BEFORE: Final = re.compile(_BOUNDS)
_AFTER: Final = re.compile(rf"{_BOUNDS}|\bto\s(?!{any_of(DETERMINERS)}\b)(?=[a-z])")
"""Behind a time also an aim begins another part: "voted on Tuesday to close it"."""

_ASIDE: Final = re.compile(r"\([^()]{0,200}\)")
_IS: Final = re.compile(
    r"(?:since |from )?when(?:'s| is| are| was| were) "
    r"(?P<thing>[^,?]{1,80})"
)
_OF: Final = re.compile(r"\s(?:of|in|at|on|for|to|by|with|before|after|out|due|over|from)\b")
_DONE: Final = re.compile(rf"\b(?:\w{{2,30}}(?:ed|ing)|{any_of(PARTICIPLES | PASTS)})$")
_ASKING: Final = frozenset(
    term for each in (*PERIODS, "date", "time", "exact", "since", "last") for term in terms(each)
)


class _Dated(NamedTuple):
    """A sentence with a time, and the part of it that the time is of; `around` is its paragraph."""

    article: Article
    paragraph: int
    sentence: Sentence
    part: str
    around: str


def answer(asked: Asked) -> Found | None:
    """The sentence that dates it; None where something else is asked."""
    if answer_type(asked.text) is not AnswerType.TIME or not asks_when(asked.text):
        return None
    if asked.follow_up is not None:
        return None
    own = frozenset(terms(asked.text)) - _ASKING
    dated = [each for passage in asked.passages for each in _dated(passage)]
    if not dated or not own:
        return None
    weights = _Weights(own, asked.passages)
    scored = sorted(
        (
            (score, each)
            for each in dated
            if (score := _score(each, weights)) >= ENOUGH
            and tells(asked.text, each.sentence.text)
            and is_of_those_named(asked.text, _scored(each, score)) is not False
        ),
        key=lambda each: -each[0],
    )
    best = scored[0][0] if scored else 0.0
    told = [_scored(each, score) for score, each in scored if score >= _CLOSE * best]
    if told:
        shown = fold_copies(told)[:_MOST]
        return Found(tuple(merge_overlapping(each.as_excerpt() for each in shown)))
    likely = answerer.find(asked.text, asked.passages, asked.thresholds)
    head = _head(asked.text)
    return Found(tuple(each for each in likely if _may_date(each, dated, weights, head)))


def _scored(dated: _Dated, score: float) -> ScoredSentence:
    return ScoredSentence(
        dated.sentence.text, dated.article, dated.paragraph, dated.sentence, score
    )


def _dated(passage: Passage) -> Iterator[_Dated]:
    article, number = passage.article, passage.paragraph.number
    # What stands in brackets parts nothing, and neither do its words.
    text = _ASIDE.sub(lambda aside: " " * len(aside[0]), passage.paragraph.text)
    for each in time_mentions(article, number):
        start, end = each.sentence.start, each.sentence.end
        before = [bound.end() for bound in _BEFORE.finditer(text, start, each.start)]
        after = [bound.start() for bound in _AFTER.finditer(text, each.end, end)]
        part = text[before[-1] if before else start : after[0] if after else end]
        yield _Dated(article, number, each.sentence, part, f"{article.title} {text}")


class _Weights:
    """What each term of a question counts: the more, the fewer sentences have it.

    What an article is about by its title counts less there: all of it has that.
    """

    def __init__(self, own: frozenset[str], passages: Sequence[Passage]) -> None:
        found = [
            _with_synonyms(frozenset(terms(sentence.text)))
            for passage in passages
            for sentence in sentences(passage.paragraph.text)
        ]
        self._rare = {
            term: math.log(1 + len(found) / (1 + sum(term in each for each in found)))
            for term in own
        }

    def share(self, text: str, article: Article) -> float:
        """How much of the question a text of an article has."""
        about = _with_synonyms(frozenset(terms(article.title)))
        here = _with_synonyms(frozenset(terms(text)))
        weights = {
            term: rare * (_OF_TITLE if term in about else 1.0) for term, rare in self._rare.items()
        }
        return sum(each for term, each in weights.items() if term in here) / sum(weights.values())


def _with_synonyms(found: frozenset[str]) -> frozenset[str]:
    return found.union(*map(synonyms, found))


def _score(each: _Dated, weights: _Weights) -> float:
    """How much of the question it has; 0 where the time is of something else."""
    part, whole, around = (
        weights.share(text, each.article) for text in (each.part, each.sentence.text, each.around)
    )
    return (part + whole + around) / 3 if part >= _IN_PART else 0.0


def _head(question: str) -> frozenset[str]:
    """The terms of the thing that a question is for which has no verb: "when is the funeral?"."""
    match = _IS.match(fold(question).rstrip("?!. "))
    if match is None or _DONE.search(match["thing"]):
        return frozenset()
    thing = _OF.split(match["thing"])[0]
    if _DONE.search(thing):
        return frozenset()
    return frozenset(terms(thing.split()[-1])) - _ASKING


def _may_date(
    shown: ScoredSentence,
    dated: Sequence[_Dated],
    weights: _Weights,
    head: frozenset[str],
) -> bool:
    """Whether a sentence that is likely to answer names the thing, and its time is not another's.

    Of what the sentence has of the question, some stands in the part that has the time.
    """
    if not head <= _with_synonyms(frozenset(terms(shown.text))):
        return False
    place = shown.article.id, shown.paragraph
    own = [
        each
        for each in dated
        if (each.article.id, each.paragraph) == place
        and shown.sentence.start <= each.sentence.start < shown.sentence.end
    ]
    enough = max(_LEAST, weights.share(shown.text, shown.article) * _SOME)
    return not own or any(weights.share(each.part, each.article) >= enough for each in own)
