"""What a model is worth as a second judge, on judged sentences that the check doubts.

`make bench-judge`, with OPENAI_BASE_URL or OPENAI_API_KEY. The sentences are asked about as those
of one answer are, a few in a call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from api.settings import Settings
from api.wiring import wired
from assistant.citations import Draft
from assistant.judging import Doubt, second_opinions
from assistant.llm import LLM
from tests.benchmarks.judged import Judged, is_there, judged

SET: Final = "ragtruth-qa"
EACH: Final = 40
"""Sentences, supported and not; with a small model on a small machine, each takes seconds."""

AT_A_TIME: Final = 4


async def run() -> None:
    """Print what the judge says of sentences that people found supported, and of the others."""
    if not is_there(SET):
        return
    async with wired(Settings.load()) as parts:
        if parts.model is None:
            print("judge: skipped, no model is configured")
            return
        for supported in (True, False):
            doubts = _doubts([each for each in judged(SET) if each.supported is supported])
            counts = await _opinions(doubts, parts.model)
            told = ", ".join(f"{n} {word}" for word, n in counts.items())
            sort = "supported" if supported else "unsupported"
            print(f"{SET}, doubtful, {sort:12} {counts.total():3}: {told}", flush=True)


def _doubts(some: Sequence[Judged]) -> list[Doubt]:
    """Doubtful sentences without a broken rule, spread over the set."""
    found = [Doubt(Draft(each.text, ()), each.verdict()) for each in some]
    doubtful = [doubt for doubt in found if doubt.is_open]
    return doubtful[:: max(1, len(doubtful) // EACH)][:EACH]


async def _opinions(doubts: Sequence[Doubt], model: LLM) -> Counter[str]:
    counts: Counter[str] = Counter()
    for at in range(0, len(doubts), AT_A_TIME):
        opinions, _ = await second_opinions(doubts[at : at + AT_A_TIME], model)
        counts.update(each.value for each in opinions)
    return counts
