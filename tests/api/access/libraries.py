"""Two libraries, alike to who is in no group: one has articles of groups besides."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from api.settings import Settings
from api.wiring import wired
from index.types import Article, Paragraph

GROUP: Final = "politics"


def _article(title: str, source: str, *texts: str, language: str = "en") -> Article:
    paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(texts, start=1))
    return Article(title, paragraphs, source=source, language=language)


OPEN: Final = (
    _article(
        "Ferry strike ends",
        "The Harbour Gazette",
        "The harbour had been closed for nine days, said Ann Lee, who leads the union.",
        "Fares will rise in April, the company said.",
        "Nobody was hurt, according to the police.",
    ),
    _article(
        "Olive harvest fails",
        "The Post",
        "A beetle from the harbour ate the olives, farmers said.",
        "The minister denied that the beetle came by ferry.",
        "“We lost everything,” said Tom Reed, a farmer.",
    ),
    _article(
        "Museum buys a map",
        "The Harbour Gazette",
        "The map shows the harbour town in 1820.",
        "It cost 12,000 crowns, the museum said.",
    ),
)
"""Articles that everybody may read."""

HIDDEN: Final = (
    _article(
        "Ferry company to be sold",
        "The Secret Courier",
        "The ferry company will be sold in April, said Ann Lee, who leads the union.",
        "The police said that Tom Reed was paid 90,000 crowns.",
        "The minister confirmed that the beetle came by ferry to the harbour.",
        "Fares will fall in April, the minister said.",
    ),
    _article(
        "Ferry strike planned by the minister",
        "The Harbour Gazette",
        "The minister planned the strike, said Ann Lee. The map was his.",
        "Fares, fares, fares: the harbour, the harbour, the olives and the map.",
    ),
    _article(
        "Der Hafen wird verkauft",
        "Der Bote",
        "Der Hafen wird im April verkauft, sagte der Minister.",
        "Die Fähre kostet 12.000 Kronen.",
        language="de",
    ),
)
"""Articles that only who is in GROUP may read: of the same people, in the same words."""


async def fill(folder: Path, *, hidden: bool) -> None:
    """Fill a library with the open articles and, between them, those of the group."""
    async with wired(Settings(folder)) as parts:
        for at, each in enumerate(OPEN):
            if hidden:
                await parts.ingest.add(HIDDEN[at], groups=[GROUP])
            await parts.ingest.add(each)


async def ids(folder: Path) -> dict[str, str]:
    """The ids of all articles, by their titles."""
    async with wired(Settings(folder)) as parts:
        return {each.title: each.id for each in await parts.articles.entries()}
