"""Fluent sentences one by one: true ones of a strong model, and twins wrong in one way each.

`make bench-twins`. Each is checked against its whole article, citing what it cites: by the rules
alone, with a judge that knows the labels, and with one that is wrong about 3 in 100.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import mean
from time import perf_counter
from typing import Final

from assistant.verification import Judgement, Verdict
from assistant.verification.draft import Draft
from assistant.verification.judge import Judge, OpenClaim
from tests.benchmarks.checks import replacements
from tests.benchmarks.checks.fluent_set import FILE, FluentSentence, fluent_sentences
from tests.benchmarks.judges.label_judge import LabelJudge

SHOWN: Final = (Judgement.SUPPORTED, Judgement.REPAIRED)
FATES: Final = ("shown", "replaced", "withheld")
MISTAKES: Final = 0.03
"""The share of sentences that a good judge may be wrong about."""

SEEDS: Final = 5


async def run() -> None:
    """Print what becomes of true sentences and of their twins, by kind."""
    if not FILE.is_file():
        print("twins: skipped, the replies are not beside the project")
        return
    some = list(fluent_sentences())
    start = perf_counter()
    verdicts = [each.verdict() for each in some]
    took = 1_000 * (perf_counter() - start) / len(some)
    print(f"{len(some)} sentences, {took:.1f} ms each, by the rules alone\n")
    _report(some, verdicts)
    replacements.report(
        [
            (Draft(each.text, each.labels), each.paragraphs, verdict)
            for each, verdict in zip(some, verdicts, strict=True)
            if each.supported
        ]
    )
    print("with a judge that answers by the labels\n")
    _report(some, await judge_by_labels(some, verdicts))
    await _report_mistakes(some, verdicts)


async def judge_by_labels(
    some: Sequence[FluentSentence],
    verdicts: Sequence[Verdict],
    mistakes: float = 0.0,
    seed: int = 0,
) -> list[Verdict]:
    """The verdicts after a judge: the true sentences and each twin are asked about by itself."""
    labels = {each.text: each.supported for each in some}
    judge = Judge(LabelJudge(labels, mistakes, seed))
    settled = []
    for each, verdict in zip(some, verdicts, strict=True):
        claim = OpenClaim.of(Draft(each.text, each.labels), verdict, each.paragraphs, each.question)
        if claim is None:
            settled.append(verdict)
            continue
        judging = await judge.ask([claim])
        settled += judging.verdicts
    return settled


async def _report_mistakes(some: Sequence[FluentSentence], verdicts: Sequence[Verdict]) -> None:
    shares: dict[bool, list[float]] = {True: [], False: []}
    for seed in range(SEEDS):
        judged = await judge_by_labels(some, verdicts, MISTAKES, seed)
        for supported, found in shares.items():
            fates = [
                fate(verdict) == "shown"
                for each, verdict in zip(some, judged, strict=True)
                if each.supported is supported
            ]
            found.append(mean(fates))
    print(f"with one that is wrong about {MISTAKES:.0%} of them, drawn {SEEDS} times")
    for supported, found in shares.items():
        sort = "right" if supported else "wrong"
        print(f"  {sort}, shown: {mean(found):.3f}, {min(found):.3f} to {max(found):.3f}")


def fate(verdict: Verdict) -> str:
    """What a reader sees of a sentence: itself, the article's words in its place, nothing."""
    if verdict.judgement in SHOWN:
        return "shown"
    return "replaced" if verdict.judgement is Judgement.UNCERTAIN else "withheld"


def _report(some: Sequence[FluentSentence], verdicts: Sequence[Verdict]) -> None:
    counts: defaultdict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for each, verdict in zip(some, verdicts, strict=True):
        for kind in (each.kind, "all"):
            counts[each.supported, kind][fate(verdict)] += 1
    for supported in (True, False):
        print(f"| {'true' if supported else 'twin'} | n | shown | replaced | withheld |")
        print("|---|---|---|---|---|")
        of_kind = {kind: fates for (true, kind), fates in counts.items() if true is supported}
        for kind, fates in sorted(of_kind.items(), key=lambda pair: (pair[0] == "all", pair[0])):
            shares = " | ".join(f"{fates[name] / fates.total():.3f}" for name in FATES)
            print(f"| {kind} | {fates.total()} | {shares} |")
        print()
