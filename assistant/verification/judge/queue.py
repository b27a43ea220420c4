"""Sentences in their order, of which those that the rules leave open wait for a judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from assistant.verification.judge.calls import MOST_CLAIMS, Judge, Judging, batches
from assistant.verification.judge.open_claims import OpenClaim
from assistant.verification.judge.opinions import Opinion
from assistant.verification.verdict import Verdict

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    """What has waited, with the judge's opinion and the verdict; None where it was not asked."""

    item: T
    opinion: Opinion | None = None
    verdict: Verdict | None = None


class JudgeQueue(Generic[T]):
    """What waits: from the first open claim on, so that the order stays."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._waiting: list[tuple[T, OpenClaim | None]] = []

    def holds(self, claim: OpenClaim | None) -> bool:
        """Whether what has this claim has to wait: it is open itself, or another before it."""
        return claim is not None or bool(self._waiting)

    def add(self, item: T, claim: OpenClaim | None) -> None:
        """Have it wait; without a claim it only waits for those before it."""
        self._waiting.append((item, claim))

    @property
    def is_full(self) -> bool:
        """Whether a call's worth of claims is there."""
        return sum(claim is not None for _, claim in self._waiting) >= MOST_CLAIMS

    @property
    def items(self) -> list[T]:
        """What waits, in order."""
        return [item for item, _ in self._waiting]

    async def ask(self) -> tuple[Sequence[Judging], list[Settled[T]]]:
        """The calls about all that waits, and all of it in order; nothing waits any more."""
        waiting, self._waiting = self._waiting, []
        judgings = [
            await self._judge.hear(batch)
            for batch in batches(claim for _, claim in waiting if claim is not None)
        ]
        opinions = chain.from_iterable(each.opinions for each in judgings)
        verdicts = chain.from_iterable(each.verdicts for each in judgings)
        return judgings, [
            Settled(item) if claim is None else Settled(item, next(opinions), next(verdicts))
            for item, claim in waiting
        ]
