"""A judge's word on the sentences that the rules leave open; the draft's order stays."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from typing import NamedTuple

from assistant.draft_check.finding import SUPPORTED, Found
from assistant.draft_check.reader import DraftSentence
from assistant.draft_check.types import Finding, JudgesWord
from assistant.errors import ModelError
from assistant.verification import Verdict
from assistant.verification.judge import MOST_CLAIMS, Judge, OpenClaim, Opinion, Word, batches


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
    waiting: list[FoundSentence] = []
    async with aclosing(sentences):
        async for each in sentences:
            if each.found.open_claim is None and not waiting:
                yield each
                continue
            waiting.append(each)
            if sum(each.found.open_claim is not None for each in waiting) == MOST_CLAIMS:
                for settled in await _settled(waiting, judge):
                    yield settled
                waiting.clear()
    for settled in await _settled(waiting, judge):
        yield settled


async def _settled(waiting: Sequence[FoundSentence], judge: Judge) -> list[FoundSentence]:
    claims = [each.found.open_claim for each in waiting if each.found.open_claim is not None]
    said: list[tuple[Opinion, Verdict] | None] = []
    for batch in batches(claims):
        said += await _asked(batch, judge)
    words = iter(said)
    return [
        each if each.found.open_claim is None else each._replace(found=_heard(each.found, words))
        for each in waiting
    ]


async def _asked(
    batch: Sequence[OpenClaim], judge: Judge
) -> Sequence[tuple[Opinion, Verdict] | None]:
    try:
        judging = await judge.ask(batch)
    except ModelError:  # no check fails for an opinion: what is open stays open
        return [None] * len(batch)
    return list(zip(judging.opinions, judging.verdicts, strict=True))


def _heard(found: Found, words: Iterator[tuple[Opinion, Verdict] | None]) -> Found:
    """What is found of a sentence after the judge's word; only its "supported" settles it."""
    said = next(words)
    if said is None or said[0].word is Word.UNREAD:
        return found
    opinion, verdict = said
    found = found._replace(judge=JudgesWord(opinion.word.value, opinion.differs))
    if verdict.judgement not in SUPPORTED:
        return found
    return found._replace(
        finding=Finding.SUPPORTED, evidence=verdict.evidence, reason=None, detail=""
    )
