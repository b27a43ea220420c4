"""What a model is worth as a second judge, on judged sentences that the check doubts.

`make bench-judge`, with OPENAI_BASE_URL or OPENAI_API_KEY. The sentences are asked about as those
of one answer are, a few in a call, supported and unsupported ones mixed: a model that says the
same of a whole call would otherwise look like one that tells them apart.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.settings import Settings
from api.wiring import wired
from assistant.models import LLM
from assistant.verification.draft import Draft
from assistant.verification.judge import SecondOpinion, UncertainClaim, second_opinions
from tests.benchmarks.judged import JudgedSentence, is_there, judged

SET: Final = "ragtruth-qa"
EACH: Final = 40
"""Sentences, supported and not; with a small model on a small machine, each takes seconds."""

AT_A_TIME: Final = 4

Asked = tuple[bool, UncertainClaim]
"""Whether people found it supported, and the sentence."""


async def run() -> None:
    """Print what the judge says of sentences that people found supported, and of the others."""
    if not is_there(SET):
        return
    with TemporaryDirectory() as folder:
        async with wired(replace(Settings.load(), data_dir=Path(folder))) as parts:
            if parts.model is None:
                print("judge: skipped, no model is configured")
                return
            said, failed = await _opinions(_sample(), parts.model)
    for supported, sort in ((True, "supported"), (False, "unsupported")):
        counts = [said[supported, opinion] for opinion in SecondOpinion]
        told = ", ".join(f"{n} {each.value}" for n, each in zip(counts, SecondOpinion, strict=True))
        print(f"{SET}, doubtful, {sort:12} {sum(counts):3}: {told}")
    if failed:
        print(f"{failed} calls failed; what they asked about counts as unchecked")


def _sample() -> list[Asked]:
    """Doubtful sentences without a broken rule, as many supported as not, in a fixed mixture."""
    doubtful: dict[bool, list[tuple[JudgedSentence, UncertainClaim]]] = {True: [], False: []}
    for each in judged(SET):
        doubt = UncertainClaim(Draft(each.text, ()), each.verdict())
        if doubt.is_open:
            doubtful[each.supported].append((each, doubt))
    for supported, sort in ((True, "supported"), (False, "unsupported")):
        print(f"{SET}: {len(doubtful[supported])} doubtful sentences are {sort}")
    chosen = [each for some in doubtful.values() for each in _spread(some)]
    chosen.sort(key=lambda pair: zlib.crc32(pair[0].text.encode()))
    return [(sentence.supported, doubt) for sentence, doubt in chosen]


def _spread(
    some: Sequence[tuple[JudgedSentence, UncertainClaim]],
) -> list[tuple[JudgedSentence, UncertainClaim]]:
    """EACH of them from as many sources as there are: the first of each, then the second."""
    seen: Counter[str] = Counter()
    ranked = []
    for sentence, doubt in some:
        seen[sentence.source] += 1
        key = (seen[sentence.source], zlib.crc32(sentence.source.encode()))
        ranked.append((key, (sentence, doubt)))
    return [pair for _, pair in sorted(ranked, key=lambda each: each[0])[:EACH]]


async def _opinions(
    asked: Sequence[Asked], model: LLM
) -> tuple[Counter[tuple[bool, SecondOpinion]], int]:
    """How often each opinion was given of supported and of other sentences; failed calls."""
    said: Counter[tuple[bool, SecondOpinion]] = Counter()
    failed = 0
    for at in range(0, len(asked), AT_A_TIME):
        some = asked[at : at + AT_A_TIME]
        opinions, call = await second_opinions([doubt for _, doubt in some], model)
        said.update(
            (supported, opinion) for (supported, _), opinion in zip(some, opinions, strict=True)
        )
        failed += call is None
        print(f"{at + len(some)} of {len(asked)} asked about", flush=True)
    return said, failed
