"""Articles with words of their own, by which each version of each is known again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

from index.types import Article, Paragraph

State: TypeAlias = Mapping[int, int]
"""The articles in a library: their numbers, each with its version."""

TAIL: Final = 8
"""Letters at a word's end by which it is known: an index may keep only how it goes on."""

_LETTERS: Final = "bcdfghjklmnpqrtvwx"  # no stemmer knows such a word, and no text has it
_LENGTH: Final = 12
PARAGRAPHS: Final = 6


def made_article(number: int, version: int) -> Article:
    """Its title and first paragraph stay; what else it says is another with each version."""
    texts = [
        f"The bridge at {word(number, 0, 1)} was opened by the mayor. It is told of in report "
        f"{number}.",
        *(
            f"Inspector {word(number, version, at)} said that the bridge would close in May {at}. "
            f"Nobody else has seen it."
            for at in range(2, PARAGRAPHS + 1 + version % 2)
        ),
    ]
    paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(texts, 1))
    title = f"Report on the bridge at {word(number, 0, 0)}"
    return Article(title, paragraphs, source="The Paper", url=address(number), language="en")


def address(number: int) -> str:
    """Where the article stands, whatever it says."""
    return f"https://paper.example/reports/{number}"


def word(number: int, version: int, at: int) -> str:
    """The word of a paragraph, which no other has; version 0 is in all."""
    digest = hashlib.sha256(f"{number} {version} {at}".encode()).digest()
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:_LENGTH])


def words(number: int, version: int) -> set[str]:
    """All words of a version."""
    own = {word(number, version, at) for at in range(2, PARAGRAPHS + 1 + version % 2)}
    return own | {word(number, 0, 0), word(number, 0, 1)}


def words_of(versions: Iterable[tuple[int, int]]) -> set[str]:
    """The words of all these versions."""
    return {each for number, version in versions for each in words(number, version)}


def page(article: Article) -> str:
    """The article as a page, which is read as just this article."""
    told = "".join(f"<p>{each.text}</p>" for each in article.paragraphs)
    return (
        f'<html lang="en"><head><title>{article.title}</title>'
        f'<link rel="canonical" href="{article.url}">'
        f'<meta property="og:site_name" content="{article.source}"></head>'
        f"<body><article><h1>{article.title}</h1>{told}</article></body></html>"
    )
