"""Ingest, against the bare encoding of the same texts by the same model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter

from assistant.sample import ARTICLE
from index.embedding.minilm import MiniLM, TokenStates
from index.readers.formats import read_file
from index.types import Article
from tests.benchmarks import datasets
from tests.benchmarks.scratch import scratch

ROUNDS = 3


class Recording(MiniLM):
    """MiniLM that remembers what it encoded."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def token_states(self, texts: Sequence[str]) -> list[TokenStates]:
        """As MiniLM's."""
        self.texts += texts
        return await super().token_states(texts)


async def run() -> None:
    """Print paragraphs and texts a second, and the share of the bare throughput."""
    articles = await _articles()
    paragraphs = sum(len(article.paragraphs) for article in articles)
    minilm = Recording()
    await minilm.embed(["The model is loaded before the clock runs."])
    shares, ingested = [], []
    for _ in range(ROUNDS):
        minilm.texts.clear()
        async with scratch(minilm) as parts:
            await parts.ingest.check()  # chromadb is imported and opened
            start = perf_counter()
            for article in articles:
                await parts.ingest.add(article)
            ingested.append(perf_counter() - start)
        texts = list(minilm.texts)
        start = perf_counter()
        await minilm.embed(texts)
        shares.append((perf_counter() - start) / ingested[-1])
    print(
        f"ingest: {paragraphs / median(ingested):.0f} paragraphs/s ({len(texts)} texts for "
        f"{paragraphs} paragraphs), {median(shares):.0%} of the bare embedding throughput "
        f"({min(shares):.0%} to {max(shares):.0%} in {ROUNDS} rounds; at least 85 % is wanted)"
    )


async def _articles() -> list[Article]:
    if datasets.available("onestopqa"):
        return list(datasets.articles("onestopqa").values())
    sample = await read_file(ARTICLE)
    return [replace(sample, title=f"{sample.title}, {number}") for number in range(4)]
