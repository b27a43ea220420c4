"""A model as judge of whether an answer is right, by what is known to be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.calls import Usage
from assistant.evaluation.runs.run import Opinion
from assistant.evaluation.sets.question import Question
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall, fenced
from assistant.types import Answer

_OPTIONS: Final = ("yes", "no")


async def opinion(
    question: Question, answer: Answer, judge: LLM
) -> tuple[tuple[Opinion, ...], Usage]:
    """The judge's opinion of the answer; none where nothing is claimed or known to be right.

    Raises:
        ModelError: the judge fails.
    """
    answers = ((answer.plain, None),) if answer.claims else ()
    return await _opinions(question, answers, judge)


async def judged(question: Question, judge: LLM) -> tuple[tuple[Opinion, ...], Usage]:
    """The judge's opinions of the answers that people have judged, to hold it against them.

    Raises:
        ModelError: the judge fails.
    """
    answers = tuple((each.text, each.correct) for each in question.judged)
    return await _opinions(question, answers, judge)


async def _opinions(
    question: Question, answers: Sequence[tuple[str, bool | None]], judge: LLM
) -> tuple[tuple[Opinion, ...], Usage]:
    """The opinion of each answer, with what people found of it."""
    right = reference(question)
    opinions, usage = [], Usage()
    for text, people in answers if right else ():
        prompt = PromptCall("correct", question=question.question, right=right, answer=fenced(text))
        choice = await judge.choose(prompt.messages, _OPTIONS)
        usage += choice.usage
        # An unread reply is no opinion: taken for a no, a broken judge would look strict.
        likelihoods = choice.likelihoods
        opinions.append(
            Opinion(
                text,
                None if likelihoods is None else likelihoods["yes"] > likelihoods["no"],
                people,
            )
        )
    return tuple(opinions), usage


def reference(question: Question) -> str:
    """The right answer as far as it is known: the references, else the speaker and the facts."""
    return "; or: ".join(question.answers) or "; ".join(_known_answer(question))


def _known_answer(question: Question) -> Iterator[str]:
    yield from question.speakers[:1]
    for wordings in question.facts:
        yield wordings[0]
