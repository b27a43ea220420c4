"""Markdown, with YAML front matter or without → an article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from index.errors import ReadError
from index.language.detection import language_code
from index.language.visible_text import clean
from index.readers.layout import join_lines
from index.readers.metadata import UNKNOWN, Metadata
from index.readers.news_page.date_lines import read_date
from index.readers.pasted import to_article
from index.types import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

# So far and no further: a rule (---) above a long text is no front matter.
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_HEADING = re.compile(r"\s*# \S")
# What site generators call the fields that have another name here.
_KEYS = {"author": "byline", "authors": "byline", "date": "published", "lang": "language"}
_COMMENT_OR_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.S)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without a telling name begins as Markdown articles do."""
    return bool(_FRONT_MATTER.match(text) or _HEADING.match(text))


def read_markdown(text: str, metadata: Metadata = UNKNOWN) -> Article:
    """The article in a Markdown text; what is known about it goes before what the text says.

    The front matter's keys are those of `Metadata`. Without one, the first heading of the first
    level is the title. Lists, quotes and code are paragraphs of plain text.

    Raises:
        ReadError: the front matter cannot be read.
        EmptyArticle: there is no paragraph in it.
        TooLarge: it has too many paragraphs.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - needed only here

    front_matter = _FRONT_MATTER.match(text)
    stated = _read_front_matter(front_matter[1]) if front_matter else None
    if front_matter and stated:
        metadata = metadata.or_else(stated)
        text = text[front_matter.end() :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return to_article(_lines(tokens), metadata.or_else(Metadata(title=_first_heading(tokens))))


def _read_front_matter(text: str) -> Metadata | None:
    """The metadata in YAML; None when the lines hold no keys and are no front matter."""
    import yaml  # noqa: PLC0415 - needed only here

    try:
        # BaseLoader makes nothing but strings, lists and dictionaries: "title: 2026" is a title.
        values = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - safer than SafeLoader
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        raise ReadError(
            f"The front matter is not valid YAML{where}: put a value that holds a colon in quotes."
        ) from error
    if not isinstance(values, dict):
        return None
    fields = {_KEYS.get(key, key): _as_text(value) for key, value in values.items()}
    return Metadata(
        title=fields.get("title"),
        byline=fields.get("byline"),
        section=fields.get("section"),
        source=fields.get("source"),
        published=_read_published(fields.get("published")),
        url=fields.get("url"),
        language=language_code(fields.get("language")),
    )


def _as_text(value: object) -> str | None:
    """A string as it is, a list of strings as a sentence has it; nothing else."""
    if isinstance(value, list):
        names = [name for name in value if isinstance(name, str)]
        return " and ".join(", ".join(names).rsplit(", ", 1)) or None
    return clean(value) or None if isinstance(value, str) else None


def _read_published(text: str | None) -> datetime | None:
    published = read_date(text) if text else None
    if text and published is None:
        raise ReadError(
            f"The front matter's date {text[:40]!r} is not clear. "
            'Write it like "published: 2026-02-23 14:24".'
        )
    return published


def _first_heading(tokens: Sequence[Token]) -> str | None:
    """The text of the first heading, if it is of the first level."""
    for heading, content in pairwise(tokens):
        if heading.type == "heading_open":
            return _text(content) if heading.tag == "h1" else None
    return None


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """The text of each block; a table's row is a line."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield " | ".join(cell for cell in row or [] if cell)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_text(token))
        elif token.type == "inline":
            yield _text(token)
        elif token.type in {"fence", "code_block"}:
            yield token.content
        elif token.type == "html_block":
            yield from html.unescape(_COMMENT_OR_TAG.sub(" ", token.content)).splitlines()


def _text(inline: Token) -> str:
    """The text that a reader sees, a link's included, an image's description not."""
    lines: list[list[str]] = [[]]
    for token in inline.children or []:
        if token.type in {"softbreak", "hardbreak"}:
            lines.append([])
        elif token.type in {"text", "code_inline"}:
            lines[-1].append(token.content)
    return join_lines(filter(None, (clean("".join(parts)) for parts in lines)))
