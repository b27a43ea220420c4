"""A model's answer, from the passages found to claims that have been checked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from assistant.clock import Clock
from assistant.errors import ContextTooLong, ModelError, ModelRefused
from assistant.extractive import answerer
from assistant.generation import reranking
from assistant.generation.context import Budget, Context, estimate, fenced, fit
from assistant.generation.drafts import Draft, DraftReader
from assistant.generation.reranking import More
from assistant.models import LLM, Reply
from assistant.models.prompt_call import PromptCall
from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.testimony.source_questions import hint
from assistant.types import Call, Claim, ContextUse, Judged, PromptRef, Withheld
from assistant.verification import Judgement, Verdict, check
from assistant.verification.judge import UncertainClaim, counted, second_opinions
from index.concurrency import my_turn
from index.ranking import Fusion
from index.types import Passage

PASSAGES: Final = 8
"""Passages found for a question."""


@dataclass(frozen=True, slots=True)
class Options:
    """How questions are answered, and how a model is used for it.

    `whole` gives it articles that fit instead of selected passages, `judge` asks it in the end
    about the sentences that the check doubts. `passages` are found for a question, in the order of
    `fusion`; `selection` says which of them a model is given, `extractive` what is quoted without.
    """

    budget: Budget = field(default_factory=Budget)
    whole: bool = False
    judge: bool = False
    passages: int = PASSAGES
    fusion: Fusion = Fusion.FUSED
    selection: reranking.Thresholds = field(default_factory=reranking.Thresholds)
    extractive: answerer.Thresholds = field(default_factory=answerer.Thresholds)


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """A question, the passages found for it, and how to get at others.

    `told` is how a model is told it: with the question before it where it hangs on that. Without
    `more`, all passages are what it is about, and none is selected.
    """

    question: str
    told: str
    passages: tuple[Passage, ...]
    more: More | None


class Generation:
    """One answer; what came of it is in its attributes, also when it fails on the way.

    `passages` are those it is written from, `closest` is the likeliest to answer. `is_silent`
    says that the model did not find what was asked for, nor was sure to.
    """

    def __init__(
        self, asking: GenerationRequest, model: LLM, options: Options, clock: Clock
    ) -> None:
        self.calls: list[Call] = []
        self.claims: list[Claim] = []
        self.withheld: list[Withheld] = []
        self.passages = asking.passages
        self.closest: Passage | None = None
        self.context: ContextUse | None = None
        self.prompt: PromptRef | None = None
        self.is_silent = False
        self.judged: Judged | None = None
        self._held: list[UncertainClaim] = []
        self._is_sure = False
        self._question = asking.question
        self._told = asking.told
        self._more = asking.more
        self._model = model
        self._options = options
        self._clock = clock

    async def events(self) -> AsyncGenerator[Claim | Withheld, None]:
        """Claims and what is withheld, as they come; ModelError when the model fails."""
        if not self._options.whole and self._more is not None:
            with self._clock.tracing.stage("select"):
                selected = await reranking.select(
                    self._told,
                    reranking.Candidates(self.passages, self._more),
                    self._model,
                    self._options.budget,
                    self._options.selection,
                )
            self.calls += selected.calls
            self.passages, self.closest = selected.passages, selected.best
            self._is_sure = selected.is_sure
            self._clock.mark("selected")
        if not self.passages:
            return
        try:
            async with aclosing(self._written(self._options.budget)) as events:
                async for event in events:
                    yield event
        except ContextTooLong:  # the estimate was wrong, or the model takes less than we were told
            budget = self._options.budget
            smaller = Budget(budget.total // 2, budget.answer // 2)
            async with aclosing(self._written(smaller)) as events:
                async for event in events:
                    yield event

    async def _written(self, budget: Budget) -> AsyncGenerator[Claim | Withheld, None]:
        await my_turn()
        context, sources = await asyncio.to_thread(self._told_of, budget)
        told = PromptCall("answer", paragraphs=context.text, sources=sources, question=self._told)
        self.prompt = told.ref
        self._held.clear()
        # Only the words of a question about something in particular tell what is beside it.
        alone = self._told == self._question and self._more is not None
        about = self.passages if alone else ()
        showing = await asyncio.to_thread(ClaimRenderer, self._question, about, context.labels)
        try:
            async with aclosing(self._drafts(told, context, budget)) as drafts:
                async for draft in drafts:
                    verdict = await self._checked(draft, context)
                    if self._is_held(UncertainClaim(draft, verdict)):
                        continue
                    for event in showing.show(draft, verdict):
                        yield self._noted(event)
        except ModelError:  # it is not asked again: what waits is shown without an opinion
            if self._held:
                self.judged = Judged(0, 0, sum(each.is_open for each in self._held))
            for each in self._held:
                for event in showing.show(each.draft, each.verdict):
                    yield self._noted(event)
            raise
        for draft, verdict in await self._second_opinions():
            for event in showing.show(draft, verdict):
                yield self._noted(event)
        for event in showing.finish():
            self.is_silent = self.is_silent or not self._is_sure
            yield self._noted(event)

    def _told_of(self, budget: Budget) -> tuple[Context, str]:
        """The paragraphs that the model is given, and what it is told of their sources."""
        bare = PromptCall("answer", paragraphs="", sources="", question=self._told)
        instructions = sum(estimate(message.content) for message in bare.messages)
        context = fit(self.passages, budget, instructions, whole=self._options.whole)
        paragraphs = context.paragraphs
        if who := hint(self._told, paragraphs):
            instructions += estimate(who)
            context = fit(self.passages, budget, instructions, whole=self._options.whole)
        if context.paragraphs != paragraphs:
            who = hint(self._told, context.paragraphs)
        self.context = context.use
        if not context.paragraphs:
            raise ModelRefused(
                f"no paragraph fits the {budget.total} tokens that the model may take. Allow more "
                "with ASSISTANT_CONTEXT_TOKENS."
            )
        return context, f"\n\n{fenced(who)}" if who else ""

    async def _drafts(
        self, told: PromptCall, context: Context, budget: Budget
    ) -> AsyncGenerator[Draft, None]:
        """The sentences of the model's reply, as they come."""
        reader = DraftReader({each.label for each in context.paragraphs})
        stream = self._model.stream(told.messages, max_tokens=budget.answer)
        with self._clock.tracing.stage("generate"):
            async with aclosing(stream) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Reply):
                        self.calls.append(told.call(piece.model, piece.usage))
                        drafts = reader.finish()
                        if not piece.whole and drafts:
                            drafts.pop()  # cut in the middle
                    else:
                        self._clock.mark("first_token")
                        drafts = reader.feed(piece)
                    for draft in drafts:
                        yield draft

    async def _checked(self, draft: Draft, context: Context) -> Verdict:
        start = perf_counter()
        with self._clock.tracing.stage("check"):
            verdict = await asyncio.to_thread(check, draft, context.paragraphs, self._told)
        self._clock.add("checking", perf_counter() - start)
        self.is_silent = self.is_silent or verdict.judgement is Judgement.SILENT
        return verdict

    def _is_held(self, claim: UncertainClaim) -> bool:
        """Whether it waits for a second opinion, or behind one that does."""
        if self._held or (self._options.judge and claim.is_open):
            self._held.append(claim)
            return True
        return False

    async def _second_opinions(self) -> list[tuple[Draft, Verdict]]:
        """What was held, with the verdicts after a second opinion on those that are open."""
        open_ones = [each for each in self._held if each.is_open]
        if not open_ones:
            return []
        with self._clock.tracing.stage("judge"):
            opinions, call = await second_opinions(open_ones, self._model)
        self.judged = counted(opinions)
        self.calls += [call] if call else []
        said = iter(opinions)
        return [
            (each.draft, each.settled(next(said)) if each.is_open else each.verdict)
            for each in self._held
        ]

    def _noted(self, event: Claim | Withheld) -> Claim | Withheld:
        if isinstance(event, Claim):
            self.claims.append(event)
        else:
            self.withheld.append(event)
        return event
