"""What a question may mean after the ones before it, the likeliest first; no model is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.attribution import source_question_of
from assistant.calls import Call
from assistant.questions.answer_types import answer_type
from assistant.questions.follow_ups.back_references import (
    asks_nothing,
    asks_of_others,
    left_out,
    means_all_before,
    own_terms,
    stands_alone,
    without_lead,
)
from assistant.questions.follow_ups.noun_phrases import parts
from assistant.questions.follow_ups.rewriting import (
    DASH,
    asked_otherwise,
    in_one,
    with_antecedents,
    with_part,
)
from assistant.questions.forms.answer_questions import about_answer
from assistant.questions.forms.small_talk import small_talk_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.types import Message, says_nothing
from assistant.verification.detectors.names import names
from index.language.en.grammar.pronouns import ANYBODY, ONE_PERSON, SOMEBODY
from index.language.visible_text import visible
from index.language.word_lists import any_of
from index.types import Place

MOST_TURNS: Final = 20
"""Turns before a question that are read: none points back farther."""

_LONGEST_BEFORE: Final = 300
"""Characters of a question before that are looked at."""

_LONGEST_ANSWER: Final = 1_000

_FEW: Final = 2
"""A question of so few words of its own and no name may leave out what it is about."""


_MANY: Final = 4
"""A question of so many words of its own is tried alone first, whatever points back in it."""


_SOMEBODY: Final = re.compile(
    rf"(?i)\b(?:{any_of({'who', 'whom', 'whose'} | ANYBODY | SOMEBODY)})\b"
)


@dataclass(frozen=True, slots=True)
class RewrittenQuestion:
    """A question so that it stands alone: `question` is retrieved for, answered and shown.

    `last` is the last question without words of those before it. Of a follow-up, `cited` are the
    last answer's paragraphs, which are retrieved again; `new_terms` are the terms that it adds and
    `about` is what it was restated with: an answer has to speak of both. `within` are the articles
    that alone may answer it, all when there are none. `is_empty` says that there is nothing in it
    to look for.
    """

    question: str
    last: str
    cited: tuple[Place, ...] = ()
    calls: tuple[Call, ...] = ()
    new_terms: frozenset[str] = frozenset()
    about: str = ""
    within: frozenset[str] = frozenset()
    is_empty: bool = False

    @property
    def is_joined(self) -> bool:
        """Whether it has words of the questions before it."""
        return self.question != self.last


def without_scope(question: RewrittenQuestion, words: str) -> RewrittenQuestion:
    """The question in these words, from which those are taken that name articles."""
    return replace(question, question=words, last=question.last if question.is_joined else words)


@dataclass(frozen=True, slots=True)
class _Before:
    """The last question that has a topic of its own, and the last answer.

    `is_unanswered`: the articles did not say. `last` is the last question that has words of its
    own; `is_open` says that it was not answered.
    """

    question: str = ""
    answer: str = ""
    cited: tuple[Place, ...] = ()
    is_unanswered: bool = False
    last: str = ""
    is_open: bool = False

    @property
    def leaves_somebody_open(self) -> bool:
        """Whether somebody was asked for and not found, whom "he" may now mean."""
        return self.is_open and _SOMEBODY.search(self.last) is not None


def readings(question: str, history: Sequence[Message]) -> list[RewrittenQuestion]:
    """The readings of a question, the likeliest first: the first that is answered decides."""
    return _readings(question, _before(history))


def _readings(question: str, before: _Before) -> list[RewrittenQuestion]:
    if small_talk_of(question) is not None:
        return [RewrittenQuestion(question, question, is_empty=True)]
    alone = RewrittenQuestion(question, question)
    if not before.question:
        return [alone]
    if of_answer := _of_answer(question, before):
        return [*of_answer, _joined(question, before)]
    if stands_alone(question):
        # "Any injuries?" may stand alone, or be of the fire before: by itself first.
        return [alone, _joined(question, before)] if _is_short(question) else [alone]
    if (part := left_out(question)) is not None:
        return _of_part(question, part, before)
    return _pointing_back(question, before)


def joined(question: str, history: Sequence[Message], *calls: Call) -> RewrittenQuestion:
    """The question put together with the one before it."""
    before = _before(history)
    return RewrittenQuestion(f"{before.question} {question}".strip(), question, before.cited, calls)


def cited(history: Sequence[Message]) -> tuple[Place, ...]:
    """The paragraphs that the last answer cited that said something."""
    return _before(history).cited


def _pointing_back(question: str, before: _Before) -> list[RewrittenQuestion]:
    """What a question may mean that points back: restated, by itself, or after the one before."""
    if asks_of_others(question):
        if source_question_of(before.question):  # which tells of every source
            return [RewrittenQuestion(before.question, question, before.cited)]
        return [_joined(question, before)]
    if asks_nothing(question):
        return [RewrittenQuestion(question, question, is_empty=True)]
    if before.leaves_somebody_open and _is_of_somebody(question):
        return (
            [_by_itself(question, before)[0]]
            if len(own_terms(question)) >= _MANY
            else [RewrittenQuestion(question, question, is_empty=True)]
        )
    restated = _restated(question, before)
    # "When?", "Why was that?": the question before with another question word, if that works.
    if not own_terms(question):
        return _bare(question, before, restated)
    alone = _by_itself(question, before)
    # Of so many words, it says itself what it is about: the one before is not asked with it.
    if alone and len(own_terms(question)) >= _MANY:
        return [*alone, *restated]
    return [*restated, *alone, _joined(question, before)]


def _bare(
    question: str, before: _Before, restated: list[RewrittenQuestion]
) -> list[RewrittenQuestion]:
    """Of "Why?" and "By whom?", which ask of the question before and say nothing of their own.

    Of a question that was not answered nothing more is known: what is found is of another.
    """
    nothing = RewrittenQuestion(question, question, is_empty=True)
    if before.is_open and before.last != before.question:
        return restated or [nothing]
    found = [*_otherwise(question, before), *restated]
    # Where no kind of thing is asked for, any sentence would answer, that of the last answer first.
    if not before.is_open and answer_type(question) is not None:
        found.append(_joined(question, before))
    return found or [nothing]


def _by_itself(question: str, before: _Before) -> list[RewrittenQuestion]:
    """The question as it is; a short one of the articles that the last answer is from.

    By itself "When did that end?" would ask of nothing, and "What did she lose?" of any woman. One
    of more words says itself what it is about, whatever pronoun is in it.
    """
    if means_all_before(question):
        return []
    is_short = _is_short(question)
    within = frozenset(place.article_id for place in before.cited if is_short)
    return [RewrittenQuestion(question, question, within=within)]


def _is_of_somebody(question: str) -> bool:
    words = re.findall(r"\w+", question.lower())
    return any(word in ONE_PERSON for word in words)


def _is_short(question: str) -> bool:
    return len(own_terms(question)) <= _FEW and not names(question)


def _of_answer(question: str, before: _Before) -> list[RewrittenQuestion]:
    """Of "Who says so?" and "Is that true?": the question with what the last answer says."""
    asked = None if before.is_unanswered else about_answer(question, before.answer)
    return [RewrittenQuestion(asked, asked, before.cited)] if asked else []


def _joined(question: str, before: _Before) -> RewrittenQuestion:
    new_terms = frozenset(own_terms(question))
    return RewrittenQuestion(
        in_one(before.question, question), question, before.cited, new_terms=new_terms
    )


def _otherwise(question: str, before: _Before) -> list[RewrittenQuestion]:
    restated = asked_otherwise(before.question, question)
    return [RewrittenQuestion(restated, question, before.cited)] if restated else []


def _restated(question: str, before: _Before) -> list[RewrittenQuestion]:
    """The question with a noun in place of its pronoun."""
    new_terms = frozenset(own_terms(question))
    pointing = question if left_out(question) else without_lead(question)
    pairs = with_antecedents(pointing, before.question, before.answer)
    return [
        RewrittenQuestion(restated, question, before.cited, new_terms=new_terms, about=noun)
        for restated, noun in pairs
    ]


def _of_part(question: str, part: str, before: _Before) -> list[RewrittenQuestion]:
    """Of "And the ferry?": the question before, of the ferry.

    After a question without an answer, and where the ferry cannot take anything's place in it,
    whatever is said of the ferry answers.
    """
    alone = RewrittenQuestion(question, question, new_terms=frozenset(own_terms(part)), about=part)
    if not own_terms(part):
        restated = _restated(question, before)
        return restated or [RewrittenQuestion(question, question, is_empty=True)]
    # A question that found nothing is no frame to put another part into.
    if before.is_unanswered:
        return [alone]
    own = own_terms(part)
    restated = [
        RewrittenQuestion(
            each, question, before.cited, new_terms=frozenset(own_terms(each) - own), about=part
        )
        for each in with_part(before.question, part)
    ]
    return restated or [_joined(question, before), alone]


def _before(history: Sequence[Message]) -> _Before:
    """The last question by its likeliest meaning, and the last answer."""
    before = _Before()
    is_new = says_something = False
    # Each question by its likeliest meaning, so that after "Why?" and "Says who?" the topic is
    # still that of the first, and questions in one do not grow with the conversation.
    for turn in history[-MOST_TURNS:]:
        if turn.role == "assistant":
            answer = visible(turn.content[:_LONGEST_ANSWER])
            nothing = says_nothing(answer)
            unanswered = nothing if is_new else before.is_unanswered
            # "He" is still whom the last answer spoke of that said something.
            told, cited = (before.answer, before.cited) if nothing else (answer, turn.cited)
            is_open = nothing if says_something else before.is_open
            before = _Before(before.question, told, cited, unanswered, before.last, is_open)
        elif turn.role == "user" and (question := _plain(turn.content)):
            topic = _topic(question, before)
            is_new = topic != before.question
            says_something = is_new or bool(own_terms(question))
            last = topic if is_new else question if says_something else before.last
            before = replace(before, question=topic, last=last)
    return before


def _plain(content: str) -> str:
    """A question of before as it is understood."""
    return plain_wording(visible(content[:_LONGEST_BEFORE]).strip())


def _topic(question: str, before: _Before) -> str:
    """The topic of the conversation after a question: that question, or the one before."""
    first, _, rest = question.partition(DASH)
    if rest and not stands_alone(rest):
        question = first  # as `in_one` has put them together
    # The "And" of "And the dam?" stays: by it the question is known to leave something out.
    if left_out(question) is None:
        question = without_lead(question)
    if not before.question:
        return question if own_terms(question) and not asks_nothing(question) else ""
    reading = _readings(question, before)[0]
    if reading.about:
        return reading.question
    # "How many passengers?" may be of the ferry before, and is nothing to ask "Why?" of.
    leans = not stands_alone(question) or (_is_short(question) and not parts(question))
    return before.question if leans else question
