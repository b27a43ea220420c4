"""A model as judge of whether an answer is right, by what is known to be right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.context import fenced
from assistant.evaluation.questions import Question
from assistant.evaluation.runs import Opinion
from assistant.llm import LLM
from assistant.telling import Telling
from assistant.types import Answer, Usage

_OPTIONS: Final = ("yes", "no")


async def opinions(
    question: Question, answer: Answer, judge: LLM
) -> tuple[tuple[Opinion, ...], Usage]:
    """The judge's opinions of the answer and of the answers that people have judged.

    There is none of an answer that claims nothing, nor where nothing is known to be right.

    Raises:
        ModelError: the judge fails.
    """
    right = reference(question)
    if not right:
        return (), Usage()
    told = answer.plain if answer.claims else None
    wanted: list[tuple[str, bool | None]] = [(told, None)] if told else []
    wanted += [(each.text, each.correct) for each in question.judged]
    found, usage = [], Usage()
    for text, people in wanted:
        asked = Telling("correct", question=question.question, right=right, answer=fenced(text))
        choice = await judge.choose(asked.messages, _OPTIONS)
        usage += choice.usage
        said = choice.likelihoods
        correct = None if said is None else said["yes"] > said["no"]
        found.append(Opinion(text, correct, people))
    return tuple(found), usage


def reference(question: Question) -> str:
    """What is known to be right: the references or, without any, the speaker and the facts."""
    return "; or: ".join(question.answers) or "; ".join(_known(question))


def _known(question: Question) -> Iterator[str]:
    yield from question.speakers[:1]
    for wordings in question.facts:
        yield wordings[0]
