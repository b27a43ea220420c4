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
from assistant.models import LLM
from assistant.rendering.claim_renderer import ClaimRenderer
from assistant.tracing import Tracing
from assistant.types import Claim, Judged
from assistant.verification import ContextParagraph, Judgement, check
from assistant.verification.judge import UncertainClaim, counted, second_opinions

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


async def with_second_opinions(events: Events, model: LLM, tracing: Tracing) -> Events:
    """The events, with the model's second opinion on the uncertain sentences.

    From the first of them on, verdicts wait until the reply has ended: the model is asked once,
    about all together, and the sentences keep their order.
    """
    waiting: list[Verified] = []
    try:
        async with aclosing(events):
            async for event in events:
                if isinstance(event, Verified) and (waiting or _claim(event).is_open):
                    waiting.append(event)
                else:
                    yield event
    except ModelError:  # it is not asked again: what waits is shown without an opinion
        if waiting:
            yield SecondOpinions(Judged(0, 0, sum(_claim(each).is_open for each in waiting)))
        for each in waiting:
            yield each
        raise
    if not waiting:
        return
    claims = [_claim(each) for each in waiting if _claim(each).is_open]
    with tracing.stage("judge"):
        opinions, call = await second_opinions(claims, model)
    yield SecondOpinions(counted(opinions))
    if call:
        yield Called(call)
    remaining = iter(opinions)
    for each in waiting:
        claim = _claim(each)
        yield replace(each, verdict=claim.settled(next(remaining))) if claim.is_open else each


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


def _claim(event: Verified) -> UncertainClaim:
    return UncertainClaim(event.draft, event.verdict)
