"""An article on its way into the library, as events: its progress, and the outcome."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from dataclasses import asdict, dataclass
from typing import Any

from api.wiring import Parts
from index.ingest import Ingested
from index.store.records import Change
from index.types import Article

ReadArticle = Callable[[], Awaitable[Article]]
"""Reads the article to be added: from a text, a file or an address."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of an article's paragraphs are done."""

    title: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Added:
    """An article that the library has now; `paragraphs` is their number."""

    change: Change
    id: str
    title: str
    paragraphs: int

    @classmethod
    def of(cls, ingested: Ingested) -> Added:
        """The outcome of an ingest."""
        article = ingested.article
        return cls(ingested.change, article.id, article.title, len(article.paragraphs))

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self) | {"change": self.change.value}


async def ingest_events(
    parts: Parts, read: ReadArticle, groups: Collection[str] | None = None
) -> AsyncGenerator[Progress | Added, None]:
    """Read an article and add it: its `Progress` again and again, and at last `Added`.

    Raises what reading and adding raise; closed early, it stops adding.
    """
    article = await read()
    waiting: asyncio.Queue[Progress | None] = asyncio.Queue()

    def progress(done: int, total: int) -> None:
        waiting.put_nowait(Progress(article.title, done, total))

    # At once, so that a reader sees the title before the first vectors are there.
    progress(0, len(article.paragraphs))
    adding = asyncio.ensure_future(parts.ingest.add(article, progress, groups))
    # Wakes the loop below at the end, and also where adding fails.
    adding.add_done_callback(lambda _: waiting.put_nowait(None))
    try:
        while event := await waiting.get():
            yield event
        yield Added.of(adding.result())
    finally:
        adding.cancel()
        await asyncio.wait([adding])
