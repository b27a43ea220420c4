"""Text, Markdown, HTML, PDF, a file or a URL → an article.

The articles have no id yet: the library gives them one.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path, PurePath
from typing import Literal
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
from index.readers.pdf import read_pdf
from index.types import Article

Format = Literal["html", "markdown", "pdf", "text"]

_BY_TYPE: dict[str, Format] = {
    "application/pdf": "pdf",
    "application/xhtml+xml": "html",
    "text/html": "html",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
_BY_EXTENSION: dict[str, Format] = {
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".pdf": "pdf",
    ".text": "text",
    ".txt": "text",
    ".xhtml": "html",
}
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)\b", re.I)
_COMMENT = re.compile(r"<!--.*?-->", re.S)


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
    known = Metadata(url=url)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, known)
    _refuse(refusal_of_bytes(data))
    charset = re.search(r"charset=[\"']?([\w-]+)", content_type or "", re.I)
    text = decode(data, charset[1] if charset else declared_charset(data))
    kind = _format(text, name, content_type, url)
    if not _HTML.match(_COMMENT.sub("", text[:4096])):
        _refuse(refusal_of_text(text))
    match kind:
        case "pdf":
            raise UnsupportedFormat(
                "This is not a PDF, though its name says so. Download it again."
            )
        case "html":
            return read_html(text, known)
        case "markdown":
            return read_markdown(text, known)
        case "text":
            return read_pasted(text, known)


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
    found = await fetch(url, allow_private=allow_private)
    return await asyncio.to_thread(
        read_bytes, found.data, content_type=found.content_type, url=found.url
    )


def _read_file(path: Path) -> Article:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    return read_bytes(data, name=path.name)


def _refuse(said: str | None) -> None:
    if said is not None:
        raise UnsupportedFormat(said)


def _format(text: str, name: str | None, content_type: str | None, url: str | None) -> Format:
    if _HTML.match(_COMMENT.sub("", text[:4096])):
        return "html"
    media_type = (content_type or "").partition(";")[0].strip().lower()
    extension = PurePath(name or urlsplit(url or "").path).suffix.lower()
    guess: Format = "markdown" if looks_like_markdown(text) else "text"
    return _BY_TYPE.get(media_type) or _BY_EXTENSION.get(extension) or guess


def _too_large() -> TooLarge:
    return TooLarge(
        f"It is larger than {MAX_BYTES // 1_000_000} MB, the limit. Give the article by itself."
    )
