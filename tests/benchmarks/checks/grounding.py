"""How good the check is, on what people judged and on lies made for it: `make bench-grounding`.

Balanced accuracy is of the likelihood alone, by cross-validation: the model is fitted and the
threshold chosen on other sources. What is shown is by the whole check, as it ships. Intervals are
95 %, by bootstrap over sources.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.sample import ARTICLE
from assistant.verification import Judgement, Verdict
from index.readers.formats import read_bytes
from tests.assistant.verification.written import CUTS, PAIRS, fate, pairs
from tests.benchmarks import datasets
from tests.benchmarks.checks.judged import (
    FOLDS,
    RAGTRUTH,
    JudgedSentence,
    Sample,
    balanced,
    best_threshold,
    cross_validated,
    is_there,
    judged,
    sample,
)
from tests.benchmarks.checks.probes import Probe, probes

MISATTRIBUTION: Final = "polnear-misattribution"
NEWS: Final = ("polnear-who", "onestopqa", "quail-news")
SHOWN: Final = (Judgement.SUPPORTED, Judgement.REPAIRED)
NOTHING_CLAIMED: Final = (Judgement.SILENT, Judgement.LEAD_IN)
RESAMPLES: Final = 1_000


async def run() -> None:
    """Print what becomes of judged sentences and of probes."""
    await asyncio.to_thread(_run)


def _run() -> None:
    for name in (*RAGTRUTH, MISATTRIBUTION):
        if is_there(name):
            _report_verdicts(name, judged(name))
    if all((datasets.SHARED / "data" / f"{name}.jsonl").is_file() for name in RAGTRUTH):
        for name in RAGTRUTH:
            _report_likelihood(name, sample(name))
    _report_probes()
    for file in (PAIRS, CUTS):
        _report_written(file)


# --- As it ships -------------------------------------------------------------------------------


def _report_verdicts(name: str, some: Sequence[JudgedSentence]) -> None:
    start = perf_counter()
    verdicts = [each.verdict() for each in some]
    took = 1_000 * (perf_counter() - start) / len(some)
    print(f"{name}: {len(some)} sentences, {took:.1f} ms each, as they are shown")
    shown = _are(verdicts, SHOWN)
    supported = np.array([each.supported for each in some])
    sources = np.array([each.source for each in some])
    withheld = _are(verdicts, (Judgement.WITHHELD,))
    doubtful = _are(verdicts, (Judgement.UNCERTAIN,))
    nothing = _are(verdicts, NOTHING_CLAIMED)
    for label, of, part in (
        ("false passes: unsupported, shown", ~supported, shown),
        ("  unsupported, the article's words in their place", ~supported, doubtful),
        ("supported, shown", supported, shown),
        ("  supported, the article's words in their place", supported, doubtful),
        ("false strips: supported, withheld", supported, withheld),
        ("  claiming nothing", supported | ~supported, nothing),
    ):
        _show(label, part[of].mean(), _interval(sources, partial(_share, part, of)))
    if name == MISATTRIBUTION:
        _show_balanced(shown, supported, sources)


def _share(part: NDArray[np.bool_], of: NDArray[np.bool_], at: NDArray[np.int_]) -> float:
    return float(part[at][of[at]].mean())


def _are(verdicts: Iterable[Verdict], judgements: Sequence[Judgement]) -> NDArray[np.bool_]:
    return np.array([each.judgement in judgements for each in verdicts])


def _show_balanced(
    passed: NDArray[np.bool_], supported: NDArray[np.bool_], sources: NDArray[np.str_]
) -> None:
    interval = _interval(sources, lambda at: balanced(passed[at], supported[at]))
    _show("balanced accuracy", balanced(passed, supported), interval)


# --- The likelihood, by cross-validation -------------------------------------------------------


def _report_likelihood(name: str, some: Sample) -> None:
    scores = some.scores(cross_validated())
    passed = np.zeros(len(scores), bool)
    for fold in range(FOLDS):
        mine = some.folds == fold
        passed[mine] = scores[mine] > best_threshold(scores[~mine], some.supported[~mine])
    print(f"{name}: the likelihood, five folds by source")
    _show_balanced(passed, some.supported, some.sources)
    claims = some.settled != 1.0
    print("  threshold   unsupported shown   supported shown (the others: the article's words)")
    for at in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
        shown = some.together & (scores >= at)
        unsupported, supported = claims & ~some.supported, claims & some.supported
        print(f"  {at:9.2f}   {shown[unsupported].mean():17.3f}   {shown[supported].mean():.3f}")


def _interval(
    sources: NDArray[np.str_], measure: Callable[[NDArray[np.int_]], float]
) -> tuple[float, float]:
    groups = [np.flatnonzero(sources == source) for source in np.unique(sources)]
    draw = np.random.default_rng(0)
    drawn = (draw.integers(len(groups), size=len(groups)) for _ in range(RESAMPLES))
    found = [measure(np.concatenate([groups[at] for at in some])) for some in drawn]
    low, high = np.nanquantile(found, (0.025, 0.975))
    return float(low), float(high)


def _show(label: str, share: float, interval: tuple[float, float]) -> None:
    print(f"  {label:52}{share:.3f}   {interval[0]:.3f} to {interval[1]:.3f}")


# --- Probes ------------------------------------------------------------------------------------


def _report_probes() -> None:
    news = [name for name in NEWS if datasets.available(name)]
    articles = [each for name in news for each in datasets.articles(name).values()]
    articles.append(read_bytes(ARTICLE.read_bytes(), name=ARTICLE.name))
    found: defaultdict[str, list[Probe]] = defaultdict(list)
    for article in articles:
        for probe in probes(article):
            found[probe.kind].append(probe)
    print(f"probes made from {len(articles)} articles")
    print(f"  {'':39}{'n':>6}   shown   article's words   withheld")
    for kind, some in found.items():
        counts = Counter(_fate(probe.verdict().judgement) for probe in some)
        shares = [counts[fate] / len(some) for fate in ("shown", "replaced", "withheld")]
        print(f"  {kind:39}{len(some):6}   {shares[0]:.3f}   {shares[1]:15.3f}   {shares[2]:8.3f}")


def _report_written(file: Path) -> None:
    """What becomes of sentences by people who had not seen the check, in the paragraphs' words."""
    for supported in (False, True):
        fates = [fate(each) for each in pairs(file) if each["supported"] is supported]
        shown = sum(each in SHOWN for each in fates)
        print(f"{file.name}: {'true' if supported else 'false'}, shown: {shown} of {len(fates)}")


def _fate(judgement: Judgement) -> str:
    if judgement in SHOWN:
        return "shown"
    return "replaced" if judgement is Judgement.UNCERTAIN else "withheld"
