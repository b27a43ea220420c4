"""A model as judge of whether an answer is right, by what is known to be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from assistant.evaluation.runs.run import Opinion
from assistant.evaluation.sets.question import Question
from assistant.generation.context import fenced
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall
from assistant.types import Answer, Usage

_OPTIONS: Final = ("yes", "no")


async def opinion(
    question: Question, answer: Answer, judge: LLM
) -> tuple[tuple[Opinion, ...], Usage]:
    """The judge's opinion of the answer; none where nothing is claimed or known to be right.

    Raises:
        ModelError: the judge fails.
    """
    wanted = ((answer.plain, None),) if answer.claims else ()
    return await _opinions(question, wanted, judge)


async def judged(question: Question, judge: LLM) -> tuple[tuple[Opinion, ...], Usage]:
    """Its opinions of the answers that people have judged; raises what `opinion` raises."""
    wanted = tuple((each.text, each.correct) for each in question.judged)
    return await _opinions(question, wanted, judge)


async def _opinions(
    question: Question, answers: Sequence[tuple[str, bool | None]], judge: LLM
) -> tuple[tuple[Opinion, ...], Usage]:
    """Of each answer, with what people found of it."""
    right = reference(question)
    found, usage = [], Usage()
    for text, people in answers if right else ():
        asked = PromptCall("correct", question=question.question, right=right, answer=fenced(text))
        choice = await judge.choose(asked.messages, _OPTIONS)
        usage += choice.usage
        said = choice.likelihoods
        found.append(Opinion(text, None if said is None else said["yes"] > said["no"], people))
    return tuple(found), usage


def reference(question: Question) -> str:
    """What is known to be right: the references or, without any, the speaker and the facts."""
    return "; or: ".join(question.answers) or "; ".join(_known(question))


def _known(question: Question) -> Iterator[str]:
    yield from question.speakers[:1]
    for wordings in question.facts:
        yield wordings[0]
