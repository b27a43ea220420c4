"""Text as copied from a news site → an article."""

from __future__ import annotations

from collections.abc import Iterable

from index.errors import EmptyArticle, TooLarge
from index.language.detection import detect_language
from index.language.visible_text import clean
from index.readers.layout import paragraphs
from index.readers.metadata import UNKNOWN, Metadata
from index.readers.news_page.boilerplate import is_furniture, without_furniture
from index.readers.news_page.header import read_header_line
from index.readers.news_page.structure import separate
from index.types import Article, Paragraph

MAX_PARAGRAPHS = 20_000
MAX_LINES = 300_000
FALLBACK_TITLE = 80  # characters of the first paragraph, when nothing looks like a headline


def read_pasted(text: str, metadata: Metadata = UNKNOWN) -> Article:
    """The article in a plain text; what is known about it goes before what the text says.

    Raises:
        EmptyArticle: the text has no paragraph.
        TooLarge: it has too many paragraphs or lines.
    """
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise TooLarge(
            f"The text has {len(lines):,} lines; the limit is {MAX_LINES:,}. "
            "Split it into several articles."
        )
    return to_article(paragraphs(lines, _stands_alone), metadata)


def to_article(lines: Iterable[str], stated: Metadata = UNKNOWN) -> Article:
    """The article in these lines, each a headline, a paragraph, a byline or furniture.

    Raises: as `read_pasted`.
    """
    cleaned = [line for line in map(clean, lines) if line]
    statements, body = separate(without_furniture(cleaned), stated.title)
    metadata = stated.or_else(statements)
    if not body and metadata.title:
        body = [metadata.title]
    if not body:
        raise EmptyArticle("There is no text in it. Give an article of at least one sentence.")
    if len(body) > MAX_PARAGRAPHS:
        raise TooLarge(
            f"The article has {len(body):,} paragraphs; the limit is {MAX_PARAGRAPHS:,}. "
            "Split it into several articles."
        )
    return Article(
        title=metadata.title or _shortened(body[0]),
        paragraphs=tuple(Paragraph(number, text) for number, text in enumerate(body, 1)),
        byline=metadata.byline,
        section=metadata.section,
        source=metadata.source,
        published=metadata.published,
        url=metadata.url,
        language=metadata.language or detect_language("\n".join(body[:20])),
    )


def _stands_alone(line: str) -> bool:
    return is_furniture(line) or read_header_line(line) is not None


def _shortened(text: str) -> str:
    if len(text) <= FALLBACK_TITLE:
        return text
    return f"{text[:FALLBACK_TITLE].rsplit(' ', 1)[0]}…"
