"""What a model is worth as a judge, on sentences that the rules leave open: `make bench-judge`.

With OPENAI_BASE_URL or OPENAI_API_KEY. It is asked about sentences that people judged and about
fluent ones with their twins, as about those of an answer. The exam is what it has to pass; this
says what a pass is worth on sentences that the exam does not have.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from api.settings import Settings
from api.wiring import wired
from assistant.errors import ModelError
from assistant.models import LLM
from assistant.verification.draft import Draft
from assistant.verification.judge import Judge, OpenClaim
from tests.benchmarks.checks.fluent_set import FILE, fluent_sentences
from tests.benchmarks.checks.judged import is_there, judged

SET: Final = "ragtruth-qa"
EACH: Final = 40
"""Sentences of a set, supported and not; with a small model each takes seconds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open claim, and whether it is supported."""

    claim: OpenClaim
    supported: bool


async def run() -> None:
    """Print what the judge believes of supported and of unsupported sentences."""
    with TemporaryDirectory() as folder:
        async with wired(replace(Settings.load(), data_dir=Path(folder))) as parts:
            if parts.model is None:
                print("judge: skipped, no model is configured")
                return
            if is_there(SET):
                await _report(SET, list(_judged()), parts.model)
            if FILE.is_file():
                await _report("fluent", list(_fluent()), parts.model)


def _judged() -> Iterator[Asked]:
    for each in judged(SET):
        draft = Draft(each.text, tuple(paragraph.label for paragraph in each.paragraphs))
        if claim := OpenClaim.of(draft, each.verdict(), each.paragraphs, each.question):
            yield Asked(claim, each.supported)


def _fluent() -> Iterator[Asked]:
    for each in fluent_sentences():
        draft = Draft(each.text, each.labels)
        if claim := OpenClaim.of(draft, each.verdict(), each.paragraphs, each.question):
            yield Asked(claim, each.supported)


async def _report(name: str, some: Sequence[Asked], model: LLM) -> None:
    judge = Judge(model)
    said: Counter[tuple[bool, str]] = Counter()
    chosen = [*_drawn(some, supported=True), *_drawn(some, supported=False)]
    for each in chosen:
        try:
            judging = await judge.ask([each.claim])
            [opinion] = judging.opinions
            said[each.supported, opinion.word.value] += 1
        except ModelError as error:
            said[each.supported, type(error).__name__] += 1
        print(f"{said.total()} of {len(chosen)} asked about", end="\r", flush=True)
    for supported in (True, False):
        counts = {word: n for (label, word), n in said.items() if label is supported}
        told = ", ".join(f"{n} {word}" for word, n in sorted(counts.items()))
        print(f"{name}, {'supported' if supported else 'unsupported'}: {told}")


def _drawn(some: Sequence[Asked], *, supported: bool) -> list[Asked]:
    """EACH of them, the same every time."""
    mine = [each for each in some if each.supported is supported]
    return sorted(mine, key=lambda each: zlib.crc32(each.claim.draft.text.encode()))[:EACH]
