"""Search in libraries of 1,000, 10,000 and 100,000 made-up paragraphs, and inside one article."""

from __future__ import annotations

import asyncio
import resource
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np

from api.settings import Settings
from api.wiring import Parts, wired
from index.types import Scope
from tests.benchmarks.speed.synthetic import Instant, articles, question

SIZES = (1_000, 10_000, 100_000)
QUESTIONS = 100
WARM_UP = 5


async def run() -> None:
    """Print a line a size; memory is the process's peak, so the sizes grow."""
    print("search, besides embedding the question (milliseconds)")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            await asyncio.to_thread(_fill, Path(folder), size)
            async with wired(Settings(Path(folder)), minilm=Instant()) as parts:
                await _report(parts, Path(folder), size)


def _fill(folder: Path, size: int) -> None:
    async def fill() -> None:
        async with wired(Settings(folder), minilm=Instant()) as parts:
            for article in articles(size):
                await parts.ingest.add(article)

    asyncio.run(fill())


async def _report(parts: Parts, folder: Path, size: int) -> None:
    everything = await _milliseconds(parts, Scope())
    entries = await parts.articles.entries()
    one = await _milliseconds(parts, Scope(article_ids=(entries[len(entries) // 2].id,)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    files = [path for path in folder.rglob("*") if path.is_file()]
    disk = sum(path.stat().st_size for path in files) / 1e6
    print(
        f"  {size:7,} paragraphs  everything p50 {np.median(everything):5.1f} p95 "
        f"{np.percentile(everything, 95):5.1f}  one article p50 {np.median(one):4.1f} p95 "
        f"{np.percentile(one, 95):4.1f}  memory {memory:,} MB  disk {disk:,.0f} MB"
    )


async def _milliseconds(parts: Parts, scope: Scope) -> list[float]:
    generator = np.random.default_rng(2)
    times = []
    for _ in range(QUESTIONS + WARM_UP):
        asked = question(generator)
        start = perf_counter()
        await parts.retriever.passages(asked, scope)
        times.append((perf_counter() - start) * 1000)
    return times[WARM_UP:]
