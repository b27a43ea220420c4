"""What a question may mean after the ones before it, the likeliest first; no model is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.attribution import source_question_of, speaker_question_of
from assistant.calls import Call
from assistant.questions.answer_types import answer_type
from assistant.questions.follow_ups.antecedents import with_antecedents
from assistant.questions.follow_ups.back_references import (
    asks_nothing,
    asks_of_others,
    leaves_out_verb,
    left_out,
    means_all_before,
    means_somebody,
    own_terms,
    stands_alone,
    without_lead,
)
from assistant.questions.follow_ups.noun_phrases import parts
from assistant.questions.follow_ups.rewriting import (
    DASH,
    asked_otherwise,
    asks_otherwise,
    in_one,
    with_counted,
    with_part,
)
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.questions.follow_ups.turns_before import TurnsBefore
from assistant.questions.forms.answer_questions import about_answer, asks_about_answer
from assistant.questions.forms.model_tasks import task_of
from assistant.questions.forms.small_talk import small_talk_of
from assistant.questions.wording.plain_wording import plain_wording
from assistant.types import Message, says_nothing
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


_MANY: Final = 4
"""A question of so many words of its own is tried alone first, whatever points back in it."""


def readings(question: str, history: Sequence[Message]) -> list[RewrittenQuestion]:
    """The readings of a question, the likeliest first: the first that is answered decides."""
    before = _before(history)
    found = _readings(question, before)
    return [replace(each, told=before.answer) if each.is_joined else each for each in found]


def _readings(question: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    if small_talk_of(question) is not None:
        return [_nothing(question)]
    alone = RewrittenQuestion(question, question)
    if not before.question:
        return [alone]
    if found := _of_answer(question, before) or _of_counted(question, before):
        return found
    if stands_alone(question):
        # "Who paid?" may stand alone, or be of the fire before: by itself first.
        if leaves_out_verb(question):  # "Any injuries?" is of the fire
            alone = replace(alone, within=_articles(before))
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


def _pointing_back(question: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    """What a question may mean that points back: restated, by itself, or after the one before."""
    if asks_nothing(question):
        return [_nothing(question)]
    if asks_of_others(question):
        # The question of the source of it tells of every source.
        of_sources = RewrittenQuestion(before.question, question, before.cited)
        return [of_sources if source_question_of(before.question) else _joined(question, before)]
    restated = _restated(question, before)
    if not own_terms(question):
        return _bare(question, before, restated)
    # "Who told him to?": of somebody who is not known nothing can be found.
    if not restated and before.unanswered and means_somebody(question) and _is_short(question):
        return [_nothing(question)]
    alone = _by_itself(question, before, restated)
    # Of so many words, it says itself what it is about: the one before is not asked with it.
    if alone and len(own_terms(question)) >= _MANY:
        return [*alone, *restated]
    return [*restated, *alone, _joined(question, before)]


def _bare(
    question: str, before: TurnsBefore, restated: list[RewrittenQuestion]
) -> list[RewrittenQuestion]:
    """Of "Why?" and "By whom?", which ask of the question before and say nothing of their own.

    Of a question that was not answered nothing more is known: what is found is of another.
    """
    leans = before.last != before.question
    if (before.unanswered and leans) or means_somebody(question):
        return restated or [_nothing(question)]
    if otherwise := _otherwise(question, before):
        return [*otherwise, *restated]
    found = [*restated]
    if leans and answer_type(question) is not None:
        last = _joined(question, replace(before, question=before.last))
        found.append(replace(last, new_terms=frozenset(own_terms(before.last))))
    # Where no kind of thing is asked for, any sentence would answer, that of the last answer first.
    if not before.unanswered and answer_type(question) is not None:
        found.append(_joined(question, before))
    return found or [_nothing(question)]


def _is_bare(question: str) -> bool:
    """Whether it says nothing of its own, but asks of what was said: "Why was that?"."""
    return not own_terms(question) or asks_about_answer(question) or asks_otherwise(question)


def _by_itself(
    question: str, before: TurnsBefore, restated: Sequence[RewrittenQuestion]
) -> list[RewrittenQuestion]:
    """The question as it is; a short one of the articles that the last answer is from.

    By itself "When did that end?" would ask of nothing, "What did she lose?" of any woman, and
    "What does it cost?" of anything that costs: an answer has to speak of what was restated. One of
    more words says itself what it is about, whatever pronoun is in it.
    """
    # Of what somebody says, once it is known who, the ledger has all.
    if means_all_before(question) or (restated and speaker_question_of(restated[0].question)):
        return []
    if not _is_short(question):
        return [RewrittenQuestion(question, question)]
    within = _articles(before)
    about = restated[0].about if restated else ""
    about = about if about.startswith("the ") or means_somebody(question) else ""
    return [RewrittenQuestion(question, question, within=within, about=about)]


def _articles(before: TurnsBefore) -> frozenset[str]:
    """The articles that the last answer cited."""
    return frozenset(place.article_id for place in before.cited)


def _nothing(question: str) -> RewrittenQuestion:
    return RewrittenQuestion(question, question, is_empty=True)


def _is_short(question: str) -> bool:
    return len(own_terms(question)) <= _FEW and not names(question)


def _of_answer(question: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    """Of "Who says so?" and "Is that true?": the question with what the last answer says."""
    asked = None if before.unanswered else about_answer(question, before.question, before.answer)
    if not asked:
        return []
    return [RewrittenQuestion(asked, asked, before.cited), _joined(question, before)]


def _of_counted(question: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    """Of "How many were moved?": the question with what the one before counts."""
    asked = with_counted(question, before.question)
    return [RewrittenQuestion(asked, asked, before.cited)] if asked else []


def _joined(question: str, before: TurnsBefore) -> RewrittenQuestion:
    new_terms = frozenset(own_terms(question))
    return RewrittenQuestion(
        in_one(before.question, question), question, before.cited, new_terms=new_terms
    )


def _otherwise(question: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    if speaker_question_of(before.question):  # "Since when does Lee say?"
        return []
    restated = asked_otherwise(before.question, question)
    return [RewrittenQuestion(restated, question, before.cited)] if restated else []


def _restated(question: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    """The question with a noun in place of its pronoun."""
    new_terms = frozenset(own_terms(question))
    pointing = question if left_out(question) else without_lead(question)
    if before.leaves_somebody_open and means_somebody(question):
        return []
    pairs = with_antecedents(
        pointing, before.question, before.answer, surely=before.asks_for_anyone
    )
    return [
        RewrittenQuestion(restated, question, before.cited, new_terms=new_terms, about=noun)
        for restated, noun in pairs
    ]


def _of_part(question: str, part: str, before: TurnsBefore) -> list[RewrittenQuestion]:
    """Of "And the ferry?": the question before, of the ferry.

    After a question without an answer, and where the ferry cannot take anything's place in it,
    whatever is said of the ferry answers.
    """
    alone = RewrittenQuestion(question, question, new_terms=frozenset(own_terms(part)), about=part)
    if not own_terms(part):
        restated = _restated(question, before)
        return restated or [_nothing(question)]
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


def _before(history: Sequence[Message]) -> TurnsBefore:
    """The last question by its likeliest meaning, and the last answer."""
    before = TurnsBefore()
    is_new = False
    asked = ""  # what the next answer is to
    # Each question by its likeliest meaning, so that after "Why?" and "Says who?" the topic is
    # still that of the first, and questions in one do not grow with the conversation.
    for turn in history[-MOST_TURNS:]:
        if turn.role == "user" and (question := _plain(turn.content)):
            if small_talk_of(question) is not None or task_of(question) is not None:
                asked = ""
                continue
            topic = _topic(question, before)
            is_new = topic != before.question
            last = topic if is_new else before.last if _is_bare(question) else question
            says_more = own_terms(question) or asks_about_answer(question)
            asked = question if says_more else before.unanswered or topic
            before = replace(before, question=topic, last=last)
        elif turn.role == "assistant" and asked:
            before = _answered(before, asked, turn, is_new=is_new)
    return before


def _answered(before: TurnsBefore, asked: str, turn: Message, *, is_new: bool) -> TurnsBefore:
    """With the answer to what was asked."""
    answer = visible(turn.content[:_LONGEST_ANSWER])
    if says_nothing(answer):
        # "He" is still whom the last answer spoke of that said something.
        unanswered = asked if asked != before.question or is_new else before.unanswered
        return replace(before, is_unanswered=is_new or before.is_unanswered, unanswered=unanswered)
    is_unanswered = before.is_unanswered and not is_new
    return replace(
        before, answer=answer, cited=turn.cited, is_unanswered=is_unanswered, unanswered=""
    )


def _plain(content: str) -> str:
    """A question of before as it is understood."""
    return plain_wording(visible(content[:_LONGEST_BEFORE]).strip())


def _topic(question: str, before: TurnsBefore) -> str:
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
