"""Reranking: a model votes on each passage by itself, whether it answers the question.

A small model that sees one passage tells rather well whether it answers, and badly when it sees
eight; a passage that does not answer is then not there to be cited. A model that does not tell how
likely its word is tells of all in one call.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.calls import Call, Usage
from assistant.errors import ContextTooLong, ModelBusy, ModelError, PromptFiltered, ReplyBroken
from assistant.generation.context import Budget
from assistant.generation.listwise_reranking import shortlist
from assistant.generation.passage_likelihood import likelihoods
from assistant.models import LLM
from assistant.models.prompt_call import PromptCall, fenced
from index.types import Passage

LIKELY: Final = 0.53
"""From this likelihood on a passage is taken to answer."""

NEARLY: Final = 0.4
"""Passages whose score is this close to the best one's go along with it."""

HARDLY: Final = 0.3
"""Below this likelihood a passage never does."""

WORDS: Final = 0.5
"""What the words of a passage count for beside what the model says of it.

Of 60 answerable questions, the likelihood alone puts a gold passage first in 50, both together in
52, and in 55 with those nearly as good. Whether any passage answers is the model's to say.
"""

ENOUGH: Final = 0.8
"""When one of the first passages is this likely, the model does not vote on the others."""

UNSURE: Final = 0.65
"""When no passage is this likely, the model votes on the article's other paragraphs too."""

FIRST: Final = 4
"""Passages that are voted on first."""

AT_ONCE: Final = 8
"""Requests under way at the same time."""

BROKEN: Final = 2
"""Passages on which a server that has not replied to any may fail for good, before it is left."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How likely passages have to be, as LIKELY, NEARLY, ENOUGH and UNSURE explain."""

    likely: float = LIKELY
    nearly: float = NEARLY
    enough: float = ENOUGH
    unsure: float = UNSURE


More = Callable[[], Awaitable[Sequence[Passage]]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The passages retrieved, best first; `more` gets the article's other paragraphs."""

    passages: Sequence[Passage]
    more: More


_OPTIONS: Final = ("yes", "no")
_AS_CHOSEN: Final = Thresholds()


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages that answer, best first, and the calls that it took.

    `best` is the likeliest, whether it answers or not, None when no reply of the model could be
    read; `is_sure` says that it most likely does, `one_by_one` that each was voted on by itself.
    """

    passages: tuple[Passage, ...]
    best: Passage | None
    is_sure: bool
    calls: tuple[Call, ...]
    one_by_one: bool = True


async def select(
    question: str,
    candidates: Candidates,
    model: LLM,
    budget: Budget,
    thresholds: Thresholds = _AS_CHOSEN,
) -> Selection:
    """The passages that the model takes to answer the question; ModelError when it fails.

    Most errors of assistants for news are errors of retrieval, and that an article does not say
    should not be said lightly: if none of the passages answers, its others are asked about. Where
    no reply can be read, all passages are kept: that is no reason to leave one out.
    """
    passages = candidates.passages
    # Fewest calls first: one shows how the model votes, four mostly suffice, then the others
    # retrieved, and only where none of them answers the rest of the article.
    votes = await _first(question, passages, model)
    known = await model.capabilities()
    if known.likelihoods == 0 or any(each.is_word for each in votes):
        return await _at_once(question, candidates, model, budget, votes)
    votes += await _votes(question, passages[len(votes) : FIRST], model, votes)
    if failed := _failure(votes):
        raise failed
    if _highest(votes) < thresholds.enough:
        votes += await _votes(question, passages[FIRST:], model, votes)
    if any(each.likelihood is not None for each in votes) and _highest(votes) < thresholds.unsure:
        votes += await _votes(question, await candidates.more(), model, votes)
    return await _likely(question, passages, votes, thresholds)


async def _likely(
    question: str, passages: Sequence[Passage], votes: Sequence[_Vote], thresholds: Thresholds
) -> Selection:
    """The passages with enough likelihood; all that were retrieved when no reply could be read."""
    calls = tuple(each.call for each in votes)
    read = [(each.passage, each.likelihood) for each in votes if each.likelihood is not None]
    if not read:
        return Selection(tuple(passages), None, False, calls)
    best, highest = max(read, key=lambda pair: pair[1])
    if highest < thresholds.likely:
        return Selection((), best, False, calls)
    scored = await asyncio.to_thread(_scored, question, read)
    kept = [passage for passage, score in scored if score >= scored[0][1] - thresholds.nearly]
    return Selection(tuple(kept), best, highest >= thresholds.unsure, calls)


async def _at_once(
    question: str, candidates: Candidates, model: LLM, budget: Budget, votes: Sequence[_Vote]
) -> Selection:
    """The selection by one call, about the passages and the article's others, as many as fit."""
    pool = [*candidates.passages, *await candidates.more()]
    named, call = await shortlist(question, pool, model, budget)
    calls = (*(each.call for each in votes), call)
    if named is None:
        return Selection(tuple(candidates.passages), None, False, calls, one_by_one=False)
    best = named[0] if named else None
    return Selection(tuple(named), best, best is not None, calls, one_by_one=False)


def _scored(question: str, read: Sequence[tuple[Passage, float]]) -> list[tuple[Passage, float]]:
    """The passages that may answer with their scores, the best first."""
    words = likelihoods([passage for passage, _ in read], question)
    scored = [
        (passage, _log_odds(likelihood) + WORDS * _log_odds(words[passage.place]))
        for passage, likelihood in read
        if likelihood >= HARDLY
    ]
    return sorted(scored, key=lambda pair: -pair[1])


def _log_odds(probability: float) -> float:
    # A hundredth more on both sides: a model that says 0 or 1 is not endlessly sure.
    return math.log((probability + 0.01) / (1 - probability + 0.01))


@dataclass(frozen=True, slots=True)
class _Vote:
    """A model's vote on a passage: how likely it answers, or None where no reply could be read.

    `error` is why not, if one was raised; `is_word` says that the model gave its word alone.
    """

    passage: Passage
    likelihood: float | None
    call: Call
    is_word: bool = False
    error: ModelError | None = None


def _highest(votes: Sequence[_Vote]) -> float:
    return max((each.likelihood or 0.0 for each in votes), default=0.0)


def _failure(votes: Sequence[_Vote]) -> ModelError | None:
    """The error, where every vote failed and not for what the passages say."""
    errors = [each.error for each in votes if isinstance(each.error, (ModelBusy, ReplyBroken))]
    return errors[0] if errors and all(each.error for each in votes) else None


async def _first(question: str, passages: Sequence[Passage], model: LLM) -> list[_Vote]:
    """The first vote of a model that has not voted yet; the others wait for it.

    It shows whether the model gives likelihoods. A passage on which it fails is passed over.
    """
    votes: list[_Vote] = []
    known = await model.capabilities()
    for passage in passages[:FIRST] if known.likelihoods is None else ():
        votes.append(await _vote_on(question, passage, model))
        if votes[-1].error is None:
            break
        # One passage may be what a server breaks on; two hardly are.
        if sum(isinstance(each.error, ModelBusy) for each in votes) == BROKEN:
            raise votes[-1].error
    return votes


async def _votes(
    question: str, passages: Sequence[Passage], model: LLM, before: Sequence[_Vote]
) -> list[_Vote]:
    """A vote on each passage, several at once."""
    slots = asyncio.Semaphore(AT_ONCE)
    so_far = [*before]

    async def ask(passage: Passage) -> _Vote:
        async with slots:
            vote = await _vote_on(question, passage, model)
        so_far.append(vote)
        # While nothing was answered, one failure ends it: the tries of all others would add up.
        if isinstance(vote.error, ModelBusy) and all(each.error for each in so_far):
            raise vote.error
        return vote

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(ask(passage)) for passage in passages]
    except ExceptionGroup as failed:  # the others were cancelled
        raise failed.exceptions[0] from failed.exceptions[0].__cause__
    return [task.result() for task in tasks]


async def _vote_on(question: str, passage: Passage, model: LLM) -> _Vote:
    """A vote; one without a likelihood if the passage is too long, filtered or answered badly."""
    prompt = PromptCall("select", passage=fenced(passage.paragraph.text), question=question)
    try:
        choice = await model.choose(prompt.messages, _OPTIONS)
    except (ContextTooLong, PromptFiltered, ReplyBroken, ModelBusy) as error:
        return _Vote(passage, None, prompt.record(model.name, Usage()), error=error)
    likelihood = None if choice.likelihoods is None else choice.likelihoods["yes"]
    return _Vote(passage, likelihood, prompt.record(choice.model, choice.usage), choice.is_word)
