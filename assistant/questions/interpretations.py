"""What a question may mean after the ones before it, the likeliest first; no model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.attribution import source_question_of
from assistant.questions.back_references import (
    asks_nothing,
    asks_of_others,
    is_courtesy,
    left_out,
    means_all_before,
    own_terms,
    stands_alone,
    without_lead,
)
from assistant.questions.rewriting import DASH, asked_otherwise, in_one, with_antecedents, with_part
from assistant.types import Call, Message, says_nothing
from assistant.verification.detectors.names import names
from index.language.visible_text import visible
from index.types import Place

MOST_TURNS: Final = 20
"""Turns before a question that are read: none points back farther."""

_LONGEST_BEFORE: Final = 300
"""Characters of a question before that are looked at."""

_LONGEST_ANSWER: Final = 1_000

_FEW: Final = 2
"""A question of so few words of its own and no name may leave out what it is about."""


@dataclass(frozen=True, slots=True)
class RewrittenQuestion:
    """A question as it stands alone: what is sought, answered and shown.

    `last` is the question itself, where the one sought has words of those before it. Of a
    follow-up, `cited` are the last answer's paragraphs, candidates again; `asked` are the terms
    that are its own, and `about` is what it was restated with: both are what an answer speaks of.
    `is_empty` says that there is nothing in it to look for.
    """

    question: str
    last: str
    cited: tuple[Place, ...] = ()
    calls: tuple[Call, ...] = ()
    asked: frozenset[str] = frozenset()
    about: str = ""
    is_empty: bool = False

    @property
    def is_joined(self) -> bool:
        """Whether words of the questions before it are in it."""
        return self.question != self.last


@dataclass(frozen=True, slots=True)
class _Before:
    """The last question that asks for something of its own, and the last answer.

    `is_unanswered`: the articles did not say.
    """

    question: str = ""
    answer: str = ""
    cited: tuple[Place, ...] = ()
    is_unanswered: bool = False


def readings(question: str, history: Sequence[Message]) -> list[RewrittenQuestion]:
    """What it may mean: what the first of them finds that finds something is the answer."""
    return _readings(question, _before(history))


def _readings(question: str, before: _Before) -> list[RewrittenQuestion]:
    if is_courtesy(question):
        return [RewrittenQuestion(question, question, is_empty=True)]
    alone = RewrittenQuestion(question, question)
    if not before.question:
        return [alone]
    if stands_alone(question):
        is_short = len(own_terms(question)) <= _FEW and not names(question)
        return [alone, _joined(question, before)] if is_short else [alone]
    if (part := left_out(question)) is not None:
        return _of_part(question, part, before)
    return _pointing_back(question, before)


def joined(question: str, history: Sequence[Message], *calls: Call) -> RewrittenQuestion:
    """The question after the one before it."""
    before = _before(history)
    return RewrittenQuestion(f"{before.question} {question}".strip(), question, before.cited, calls)


def cited(history: Sequence[Message]) -> tuple[Place, ...]:
    """What the last answer cited."""
    return next((each.cited for each in reversed(history) if each.role == "assistant"), ())


def _pointing_back(question: str, before: _Before) -> list[RewrittenQuestion]:
    """With what it points to, else by itself, else with the question before."""
    if asks_of_others(question):
        if source_question_of(before.question):  # which tells of every source
            return [RewrittenQuestion(before.question, question, before.cited)]
        return [_joined(question, before)]
    if asks_nothing(question):
        return [RewrittenQuestion(question, question, is_empty=True)]
    restated = _restated(question, before)
    if not own_terms(question):
        return [*_otherwise(question, before), *restated, _joined(question, before)]
    alone = [] if means_all_before(question) else [RewrittenQuestion(question, question)]
    return [*restated, *alone, _joined(question, before)]


def _joined(question: str, before: _Before) -> RewrittenQuestion:
    asked = frozenset(own_terms(question))
    return RewrittenQuestion(in_one(before.question, question), question, before.cited, asked=asked)


def _otherwise(question: str, before: _Before) -> list[RewrittenQuestion]:
    asked = asked_otherwise(before.question, question)
    return [RewrittenQuestion(asked, question, before.cited)] if asked else []


def _restated(question: str, before: _Before) -> list[RewrittenQuestion]:
    """With whom or what its pronoun stands for."""
    asked = frozenset(own_terms(question))
    asked_of = question if left_out(question) else without_lead(question)
    found = with_antecedents(asked_of, before.question, before.answer)
    return [
        RewrittenQuestion(restated, question, before.cited, asked=asked, about=noun)
        for restated, noun in found
    ]


def _of_part(question: str, part: str, before: _Before) -> list[RewrittenQuestion]:
    """Of "And the ferry?": the question before, of the ferry.

    After one that found nothing, and where there is nothing to put it in the place of, what is
    said of it is sought.
    """
    alone = RewrittenQuestion(question, question, asked=frozenset(own_terms(part)), about=part)
    if not own_terms(part):
        restated = _restated(question, before)
        return restated or [RewrittenQuestion(question, question, is_empty=True)]
    if before.is_unanswered:
        return [alone]
    own = own_terms(part)
    restated = [
        RewrittenQuestion(
            each, question, before.cited, asked=frozenset(own_terms(each) - own), about=part
        )
        for each in with_part(before.question, part)
    ]
    return restated or [_joined(question, before), alone]


def _before(history: Sequence[Message]) -> _Before:
    """The last question as it is understood without what was found, and the last answer."""
    before = _Before()
    is_new = False
    for turn in history[-MOST_TURNS:]:
        if turn.role == "assistant":
            said = visible(turn.content[:_LONGEST_ANSWER])
            unanswered = says_nothing(said) if is_new else before.is_unanswered
            before = _Before(before.question, said, turn.cited, unanswered)
        elif turn.role == "user" and (asked := visible(turn.content[:_LONGEST_BEFORE]).strip()):
            topic = _topic(asked, before)
            is_new = topic != before.question
            before = replace(before, question=topic)
    return before


def _topic(question: str, before: _Before) -> str:
    """What the conversation is about after a question: what it asks for, or the one before."""
    first, _, rest = question.partition(DASH)
    if rest and not stands_alone(rest):
        question = first  # as `in_one` has put them together
    if left_out(question) is None:
        question = without_lead(question)
    if not before.question:
        return question if own_terms(question) and not asks_nothing(question) else ""
    meant = _readings(question, before)[0]
    if meant.is_empty or meant.last == meant.question:
        points = not stands_alone(question) and (means_all_before(question) or meant.is_empty)
        return before.question if points else question
    return meant.question if meant.about else before.question
