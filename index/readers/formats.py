"""Text, Markdown, HTML, PDF, a file or a URL → an article.

The articles have no id yet: the library gives them one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final
from urllib.parse import urlsplit

from index.errors import EmptyArticle, ReadError, TooLarge, UnsupportedFormat
from index.readers.decoding import decode
from index.readers.fetch import MAX_BYTES, fetch
from index.readers.html import declared_charset, read_html
from index.readers.markdown import looks_like_markdown, read_markdown
from index.readers.metadata import Metadata
from index.readers.not_articles.binaries import refusal_of_bytes
from index.readers.not_articles.foreign_texts import refusal_of_text
from index.readers.pasted import read_pasted
from index.readers.pdf import looks_like_pdf, read_pdf
from index.types import Article

_HTML: Final = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.I)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.S)
_BEGINNING: Final = 4_096  # characters in which a page shows that it is one


def looks_like_html(text: str) -> bool:
    """Whether it begins as a page does, comments apart."""
    return _HTML.match(_COMMENT.sub("", text[:_BEGINNING])) is not None


@dataclass(frozen=True, slots=True)
class BinaryFormat:
    """A format of bytes. Its content alone says that it is one; its name may be wrong."""

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    looks_like: Callable[[bytes], bool]
    read: Callable[[bytes, Metadata], Article]


@dataclass(frozen=True, slots=True)
class TextFormat:
    """A format of text, taken from the media type, else from the suffix, else from the content.

    Where `content_decides`, content that looks like it counts more than either.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    looks_like: Callable[[str], bool]
    read: Callable[[str, Metadata], Article]
    content_decides: bool = False


BINARY_FORMATS: Final = {
    "PDF": BinaryFormat((".pdf",), ("application/pdf",), looks_like_pdf, read_pdf),
}
TEXT_FORMATS: Final = {
    "HTML": TextFormat(
        (".htm", ".html", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        looks_like_html,
        read_html,
        content_decides=True,  # servers call pages text/plain, people save them as .txt
    ),
    "Markdown": TextFormat(
        (".md", ".markdown"),
        ("text/markdown", "text/x-markdown"),
        looks_like_markdown,
        read_markdown,
    ),
    # The last one: whatever else is text is read as copied from a page.
    "plain text": TextFormat((".txt", ".text"), (), lambda _: True, read_pasted),
}
"""What can be read, by name. A new format is a row here and a module that reads it."""


def read_bytes(
    data: bytes,
    *,
    name: str | None = None,
    content_type: str | None = None,
    url: str | None = None,
) -> Article:
    """The article in the bytes of a file, a reply or standard input.

    The format is what the content type says, else the name's extension (of the file or in the
    URL), else what the bytes look like.

    Raises:
        EmptyArticle: there is nothing to read in it.
        UnsupportedFormat: it is binary, damaged, encrypted, a scan, or for programs.
        TooLarge: it exceeds a limit, which the message names.
        ReadError: its metadata cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise _too_large()
    if not data.strip():
        raise EmptyArticle("It is empty. Give an article of at least one sentence.")
    metadata = Metadata(url=url)
    for binary in BINARY_FORMATS.values():
        if binary.looks_like(data):
            return binary.read(data, metadata)
    _refuse(refusal_of_bytes(data))
    # A server names the charset of what it sends; a file has only what its own head says.
    charset = re.search(r"charset=[\"']?([\w-]+)", content_type or "", re.I)
    text = decode(data, charset[1] if charset else declared_charset(data))
    by_content = next((each for each in TEXT_FORMATS.values() if _is_certainly(each, text)), None)
    if by_content is None:  # a page may hold what looks like data for programs
        _refuse(refusal_of_text(text))
    format_ = by_content or _called(name, content_type, url) or _guess(text)
    return format_.read(text, metadata)


def read_text(text: str, *, url: str | None = None) -> Article:
    """The article in a plain text, as copied from a news site.

    Raises:
        EmptyArticle: there is nothing to read in it.
        UnsupportedFormat: it is for programs, as a mail with its headers or JSON.
        TooLarge: it exceeds a limit, which the message names.
    """
    if len(text) > MAX_BYTES:
        raise _too_large()
    _refuse(refusal_of_text(text))
    return read_pasted(text, Metadata(url=url))


async def read_file(path: Path) -> Article:
    """The article in a file. Raises: as `read_bytes`, and `ReadError` for the file itself."""
    return await asyncio.to_thread(_read_file, path)


async def read_url(url: str, *, allow_private: bool = False) -> Article:
    """The article at a URL. Raises: as `read_bytes` and `index.readers.fetch.fetch`."""
    page = await fetch(url, allow_private=allow_private)
    return await asyncio.to_thread(
        read_bytes, page.data, content_type=page.content_type, url=page.url
    )


def _read_file(path: Path) -> Article:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # one more shows that it is too large
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    return read_bytes(data, name=path.name)


def _refuse(refusal: str | None) -> None:
    if refusal is not None:
        raise UnsupportedFormat(refusal)


def _is_certainly(format_: TextFormat, text: str) -> bool:
    return format_.content_decides and format_.looks_like(text)


def _called(name: str | None, content_type: str | None, url: str | None) -> TextFormat | None:
    """The format that the media type or the suffix names; UnsupportedFormat for a binary one.

    Content that were of that binary format would have been read before.
    """
    media_type = (content_type or "").partition(";")[0].strip().lower()
    suffix = PurePath(name or urlsplit(url or "").path).suffix.lower()
    formats: dict[str, BinaryFormat | TextFormat] = {**BINARY_FORMATS, **TEXT_FORMATS}
    by_type = (each for each in formats.items() if media_type in each[1].media_types)
    by_suffix = (each for each in formats.items() if suffix in each[1].suffixes)
    format_name, format_ = next(by_type, None) or next(by_suffix, (None, None))
    if isinstance(format_, BinaryFormat):
        raise UnsupportedFormat(
            f"This is not a {format_name}, though its name says so. Download it again."
        )
    return format_


def _guess(text: str) -> TextFormat:
    return next(each for each in TEXT_FORMATS.values() if each.looks_like(text))


def _too_large() -> TooLarge:
    return TooLarge(
        f"It is larger than {MAX_BYTES // 1_000_000} MB, the limit. Give the article by itself."
    )
