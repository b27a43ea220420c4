"""A judge's word on the sentences that the rules leave open; the draft's order stays."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import NamedTuple

from assistant.draft_check.finding import SUPPORTED, Found
from assistant.draft_check.reader import DraftSentence
from assistant.draft_check.types import Finding, JudgesWord
from assistant.verification.judge import Judge, JudgeQueue, Settled, Word


class FoundSentence(NamedTuple):
    """A sentence of a draft, and what is found of it."""

    sentence: DraftSentence
    found: Found


async def judged(
    sentences: AsyncGenerator[FoundSentence, None], judge: Judge
) -> AsyncGenerator[FoundSentence, None]:
    """The sentences, those that are open with a judge's word.

    From the first of them on they wait, until a call's worth of them is there.
    """
    queue = JudgeQueue[FoundSentence](judge)
    async with aclosing(sentences):
        async for each in sentences:
            claim = each.found.open_claim
            if not queue.holds(claim):
                yield each
                continue
            queue.add(each, claim)
            if queue.is_full:
                for settled in await _settled(queue):
                    yield settled
    for settled in await _settled(queue):
        yield settled


async def _settled(queue: JudgeQueue[FoundSentence]) -> list[FoundSentence]:
    _, settled = await queue.ask()
    return [each.item._replace(found=_heard(each)) for each in settled]


def _heard(settled: Settled[FoundSentence]) -> Found:
    """What is found of a sentence after the judge's word; only its "supported" settles it."""
    found, opinion, verdict = settled.item.found, settled.opinion, settled.verdict
    if opinion is None or verdict is None or opinion.word is Word.UNREAD:
        return found
    found = found._replace(judge=JudgesWord(opinion.word.value, opinion.differs))
    if verdict.judgement not in SUPPORTED:
        return found
    return found._replace(
        finding=Finding.SUPPORTED, evidence=verdict.evidence, reason=None, detail=""
    )
