"""How large a library may be: `make bench-scale [SIZES="1000 100000"] [DATABASE=URL]`.

The sample's paragraphs, again and again with other words in them; vectors are made and not
embedded. Each size is filled into the database (a file, or the empty one at the URL), where search
within one article, by words, and a removal are measured. Chroma is filled for sizes up to CHROMA,
as it takes but a few hundred vectors a second.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from api.settings import Settings
from api.wiring import Parts, wired
from assistant.sample import ARTICLE
from index.ingest import Ingest
from index.language.terms import terms
from index.readers.formats import read_file
from index.store.full_text import FullTextIndex
from index.types import Article, Paragraph, Scope
from tests.benchmarks.speed.synthetic import Instant

SIZES: Final = (1_000, 100_000)
CHROMA: Final = 100_000
IN_AN_ARTICLE: Final = 20
QUESTIONS: Final = 50
REMOVALS: Final = 5
CHANGED: Final = 0.2
"""The share of words that are others in each copy of the sample."""


def main() -> None:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--database", help="the URL of an empty database in PostgreSQL")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_run(Settings(Path(folder), database_url=given.database), sorted(given.sizes)))


async def _run(settings: Settings, sizes: list[int]) -> None:
    source = _articles((await read_file(ARTICLE)).paragraphs)
    filled = 0
    for size in sizes:
        async with wired(settings, minilm=Instant()) as parts:
            start = perf_counter()
            while filled < size:
                await _keep(parts.ingest, next(source))
                filled += IN_AN_ARTICLE
            print(f"{filled:9,} paragraphs, filled in {perf_counter() - start:,.0f} s", flush=True)
            await _measure(parts, size)


async def _keep(ingest: Ingest, article: Article) -> None:
    """Into the database alone, as an ingest that is cut short before Chroma hears of it."""
    await ingest._embeddings.adopt(ingest._encoder.name)
    await ingest._embed(article, lambda done, total: None)
    await ingest._articles.put(article, ingest._encoder.name)


async def _measure(parts: Parts, size: int) -> None:
    ids = [each.id for each in await parts.articles.entries()]
    chance = random.Random(3)
    asked = [_question(chance) for _ in range(QUESTIONS)]

    def in_one(question: str) -> Awaitable[object]:
        scope = Scope(article_ids=(chance.choice(ids),))
        return parts.retriever.passages(question, scope)

    words = FullTextIndex(parts.database)
    _show("within one article", await _times(in_one, asked))
    _show("by words, over all", await _times(lambda each: words.best(terms(each), 50), asked))
    _show("removing an article", await _times(parts.articles.remove, ids[1 : REMOVALS + 1]))
    if size <= CHROMA:
        start = perf_counter()
        await parts.ingest.check()
        print(f"           Chroma filled in {perf_counter() - start:,.0f} s", flush=True)
        _show("over everything", await _times(parts.retriever.passages, asked))
    else:
        print(f"           Chroma not filled: more than {CHROMA:,} would take too long here")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"           memory {memory:,} MB, disk {_disk(parts.settings.data_dir)}", flush=True)


def _show(name: str, times: list[float]) -> None:
    middle, late = np.percentile(times, (50, 95))
    print(f"           {name:20} p50 {middle:7.1f} ms  p95 {late:7.1f} ms", flush=True)


async def _times(work: Callable[[str], Awaitable[object]], given: list[str]) -> list[float]:
    times = []
    for each in given:
        start = perf_counter()
        await work(each)
        times.append((perf_counter() - start) * 1000)
    return times


def _disk(folder: Path) -> str:
    """What the files have, by what they belong to."""
    files = [(path, path.stat().st_size / 1e6) for path in folder.rglob("*") if path.is_file()]
    chroma = sum(size for path, size in files if "chroma" in path.parts)
    return f"{sum(size for _, size in files):,.0f} MB, of which Chroma {chroma:,.0f}"


# The texts


@dataclass(slots=True)
class _Copies:
    """Copies of some paragraphs, each with other words here and there."""

    texts: list[list[str]]
    words: list[str]
    chance: random.Random

    def text(self, number: int) -> str:
        own = self.texts[number % len(self.texts)]
        return " ".join(
            self.chance.choice(self.words) if self.chance.random() < CHANGED else word
            for word in own
        )


def _articles(paragraphs: tuple[Paragraph, ...]) -> Iterator[Article]:
    texts = [each.text.split() for each in paragraphs]
    copies = _Copies(texts, [word for each in texts for word in each], random.Random(1))
    number = 0
    while True:
        number += 1
        own = [copies.text(number + at) for at in range(IN_AN_ARTICLE)]
        yield Article(
            title=f"Report {number} {copies.text(number)[:40]}",
            paragraphs=tuple(Paragraph(at, each) for at, each in enumerate(own, 1)),
            source=f"source {number % 50}",
            url=f"https://example.org/{number}",
            language="en",
        )


def _question(chance: random.Random) -> str:
    words = ARTICLE.read_text().split()
    return " ".join(chance.choice(words) for _ in range(8))


if __name__ == "__main__":
    main()
