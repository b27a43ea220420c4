"""Stages after the writing: each sentence is verified, judged if uncertain, and rendered.

Every stage reads the events of the one before it, passes them on, and adds its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from time import perf_counter

from assistant.errors import ModelError
from assistant.events import Called, Drafted, GenerationEvent, Nearby, SecondOpinions, Verified
from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.tracing import Tracing
from assistant.types import Claim
from assistant.verification import ContextParagraph, Judgement, check
from assistant.verification.judge import Judge, JudgeQueue, OpenClaim, counted

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
    judge: Judge,
    tracing: Tracing,
) -> Events:
    """The events, with a judge's verdict on the sentences that the rules leave open.

    From the first of them on verdicts wait, since the sentences keep their order: until a call's
    worth of them is there, or the reply has ended.
    """
    queue = JudgeQueue[Verified](judge)
    try:
        async with aclosing(events):
            async for event in events:
                if not isinstance(event, Verified):
                    yield event
                    continue
                claim = await asyncio.to_thread(
                    OpenClaim.of, event.draft, event.verdict, paragraphs, question
                )
                if not queue.holds(claim):
                    yield event
                    continue
                queue.add(event, claim)
                if queue.is_full:
                    async for settled in _settled(queue, tracing):
                        yield settled
    except ModelError:  # what waits is shown as the rules left it
        for each in queue.items:
            yield each
        raise
    async for settled in _settled(queue, tracing):
        yield settled


async def _settled(queue: JudgeQueue[Verified], tracing: Tracing) -> Events:
    """What waits in its order, as the judge settles it."""
    if not queue.items:  # the judge is not asked, which no trace should tell otherwise
        return
    with tracing.stage("judge"):
        judgings, settled = await queue.ask()
    for judging in judgings:
        yield SecondOpinions(counted(judging.opinions), failed=not judging.calls)
        for call in judging.calls:
            yield Called(call)
    for each in settled:
        yield replace(each.item, verdict=each.verdict) if each.verdict else each.item


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
