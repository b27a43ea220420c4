"""Stages after the writing: each sentence is verified, judged if uncertain, and rendered.

Every stage reads the events of the one before it, passes them on, and adds its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.errors import ModelError
from assistant.events import Called, Drafted, GenerationEvent, Nearby, SecondOpinions, Verified
from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.tracing import Tracing
from assistant.types import Claim, Judged
from assistant.verification import ContextParagraph, Judgement, Verdict, check
from assistant.verification.exam import ExaminedJudge
from assistant.verification.judge import MOST_CLAIMS, OpenClaim, batches, counted

Events = AsyncGenerator[GenerationEvent, None]


async def verify(
    events: Events, paragraphs: Sequence[ContextParagraph], question: str, tracing: Tracing
) -> Events:
    """The events, with the verdict on each sentence."""
    async with aclosing(events):
        async for event in events:
            yield event
            if isinstance(event, Drafted):
                start = perf_counter()
                with tracing.stage("check"):  # milliseconds of computing: not on the event loop
                    verdict = await asyncio.to_thread(check, event.draft, paragraphs, question)
                yield Verified(event.draft, verdict, perf_counter() - start)


async def judged(
    events: Events,
    paragraphs: Sequence[ContextParagraph],
    question: str,
    judge: ExaminedJudge,
    tracing: Tracing,
) -> Events:
    """The events, with a judge's verdict on the sentences that the rules leave open.

    From the first of them on verdicts wait, since the sentences keep their order: until a call's
    worth of them is there, or the reply has ended.
    """
    waiting: list[_Waiting] = []
    try:
        async with aclosing(events):
            async for event in events:
                if not isinstance(event, Verified):
                    yield event
                    continue
                claim = await asyncio.to_thread(
                    OpenClaim.of, event.draft, event.verdict, paragraphs, question
                )
                if claim is None and not waiting:
                    yield event
                    continue
                waiting.append(_Waiting(event, claim))
                if sum(each.claim is not None for each in waiting) == MOST_CLAIMS:
                    async for settled in _settled(waiting, judge, tracing):
                        yield settled
                    waiting.clear()
    except ModelError:  # what waits is shown as the rules left it
        for each in waiting:
            yield each.verified
        raise
    async for settled in _settled(waiting, judge, tracing):
        yield settled


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A verdict, and what a judge is asked about it; None where the rules settle it."""

    verified: Verified
    claim: OpenClaim | None


async def _settled(waiting: Sequence[_Waiting], judge: ExaminedJudge, tracing: Tracing) -> Events:
    """What waits in its order, as the judge settles it."""
    verdicts: list[Verdict] = []
    for batch in batches(each.claim for each in waiting if each.claim is not None):
        try:
            with tracing.stage("judge"):
                judging = await judge.judge.ask(batch)
        except ModelError:  # no answer fails for an opinion: what is doubted stays doubted
            yield SecondOpinions(Judged(0, 0, len(batch)), judge.result, failed=True)
            verdicts += [each.verdict for each in batch]
            continue
        yield SecondOpinions(counted(judging.opinions), judge.result)
        yield Called(judging.call)
        verdicts += judging.verdicts
    remaining = iter(verdicts)
    for each in waiting:
        settled = each.verified.verdict if each.claim is None else next(remaining)
        yield replace(each.verified, verdict=settled)


async def render(events: Events, renderer: ClaimRenderer) -> Events:
    """The events, with what a reader sees of each sentence.

    After a reply has begun by saying that the articles do not say it, nothing answers any more:
    what the model adds is where to look instead.
    """
    is_silent = has_answered = False
    async with aclosing(events):
        async for event in events:
            yield event
            if isinstance(event, Verified):
                is_silent |= not has_answered and event.verdict.judgement is Judgement.SILENT
                for rendered in renderer.show(event.draft, event.verdict):
                    if isinstance(rendered, Claim) and is_silent:
                        yield Nearby(rendered.citations[0])
                        continue
                    has_answered |= isinstance(rendered, Claim)
                    yield rendered
    for withheld in renderer.finish():
        yield withheld
