"""Which of the passages found answer the question: a model is asked about each by itself.

A small model that sees one passage tells rather well whether it answers, and badly when it sees
eight; a passage that does not answer is then not there to be cited.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.context import fenced
from assistant.llm import LLM
from assistant.telling import Telling
from assistant.types import Call
from index.types import Passage

LIKELY: Final = 0.55
"""From this likelihood on a passage is taken to answer."""

NEARLY: Final = 0.06
"""Passages that are this close to the best one go along with it."""

ENOUGH: Final = 0.8
"""When one of the first passages is this likely, the others are not asked about."""

FIRST: Final = 4
"""Passages that are asked about first, at once."""

_OPTIONS: Final = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages that answer, best first, and the calls that told.

    `best` is the likeliest, whether it answers or not; it and its `likelihood` are None when no
    reply of the model could be read.
    """

    passages: tuple[Passage, ...]
    best: Passage | None
    likelihood: float | None
    calls: tuple[Call, ...]


async def select(question: str, passages: Sequence[Passage], model: LLM) -> Selection:
    """The passages that the model takes to answer the question; ModelError when it fails.

    Where no reply can be read, all are kept: that is no reason to leave one out.
    """
    asked: list[tuple[Passage, float | None, Call]] = []
    for batch in (passages[:FIRST], passages[FIRST:]):
        asked += await _ask(question, batch, model)
        if any(likelihood is not None and likelihood >= ENOUGH for _, likelihood, _ in asked):
            break
    calls = tuple(call for _, _, call in asked)
    read = [(passage, likelihood) for passage, likelihood, _ in asked if likelihood is not None]
    if not read:
        return Selection(tuple(passages), None, None, calls)
    read.sort(key=lambda pair: -pair[1])
    best, highest = read[0]
    kept = [passage for passage, likelihood in read if likelihood >= max(highest - NEARLY, LIKELY)]
    return Selection(tuple(kept), best, highest, calls)


async def _ask(
    question: str, passages: Sequence[Passage], model: LLM
) -> list[tuple[Passage, float | None, Call]]:
    """About each passage, all at once: how likely it answers."""

    async def ask(passage: Passage) -> tuple[Passage, float | None, Call]:
        told = Telling("select", passage=fenced(passage.paragraph.text), question=question)
        choice = await model.choose(told.messages, _OPTIONS)
        likelihood = None if choice.likelihoods is None else choice.likelihoods["yes"]
        return passage, likelihood, told.call(choice.model, choice.usage)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ask(passage)) for passage in passages]
    except ExceptionGroup as failed:  # the others were cancelled
        raise failed.exceptions[0] from failed.exceptions[0].__cause__
    return [task.result() for task in tasks]
