"""A PDF → the article printed in it."""

from __future__ import annotations

import io
import logging
import re
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

from index.errors import TooLarge, UnsupportedFormat
from index.reading.bylines import is_name
from index.reading.clean import clean
from index.reading.metadata import UNKNOWN, Metadata
from index.reading.pasted import read_pasted
from index.reading.typeset import Line, untypeset
from index.types import Article

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PAGES = 500
MAX_CHARACTERS = 5_000_000

# Titles that a word processor or a typesetting program put there, and nobody wrote.
_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|unspecified)\b.*|microsoft \w+ - .*|\S*\.\w{2,5}", re.I
)
_LIGATURES = {ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl"}

# "Broken PDF files might cause other exceptions" than its own, says pypdf; these do occur.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,  # NotImplementedError and RecursionError among them
    TypeError,
    ValueError,
)

# pypdf logs the oddities of a file; without a handler they reach the terminal.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_Matrix = list[float]


def read_pdf(data: bytes, known: Metadata = UNKNOWN) -> Article:
    """The article in a PDF; what is known about it goes before what the PDF says.

    Raises:
        UnsupportedFormat: it is damaged, needs a password, or is a scan without text.
        EmptyArticle: there is no paragraph in it.
        TooLarge: it has too many pages, paragraphs or characters.
    """
    lines, properties = _read(data)
    if not lines:
        raise UnsupportedFormat(
            "The PDF has no text, only pictures of pages: it is a scan. Recognise its text first, "
            'for instance with "ocrmypdf scan.pdf text.pdf", and give the result.'
        )
    headline, text = untypeset(lines)
    title: str | None = properties.get("/Title")
    if not title or _NO_TITLE.fullmatch(title) or (headline and headline in title):
        title = headline
    article = read_pasted(text, known.or_else(Metadata(title=title)))
    author = properties.get("/Author", "")
    if article.byline is None and is_name(author):
        return replace(article, byline=author)
    return article


def _read(data: bytes) -> tuple[list[Line], dict[str, str]]:
    """The printed lines of a PDF, and its properties."""
    from pypdf import PdfReader  # noqa: PLC0415 - heavy, needed only here
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnsupportedFormat(
                "The PDF needs a password. Open it, save a copy without one, and give that."
            )
        if len(reader.pages) > MAX_PAGES:
            raise TooLarge(
                f"The PDF has {len(reader.pages):,} pages; the limit is {MAX_PAGES}. "
                "Give the pages of the article only."
            )
        lines: list[Line] = []
        for number, page in enumerate(reader.pages):
            lines += _page_lines(page, number)
            if sum(len(line.text) for line in lines) > MAX_CHARACTERS:
                raise TooLarge(
                    f"The PDF has more than {MAX_CHARACTERS:,} characters of text, the limit. "
                    "Give the pages of the article only."
                )
        properties = {key: clean(str(value)) for key, value in (reader.metadata or {}).items()}
    except (PyPdfError, *_BROKEN) as error:
        raise UnsupportedFormat(
            "The PDF is damaged. Open it in a viewer, print it into a new PDF, and give that."
        ) from error
    return lines, properties


def _page_lines(page: PageObject, number: int) -> list[Line]:
    """The lines of a page in the order in which they were printed."""
    pieces: list[Line] = []

    def visit(text: str, matrix: _Matrix, text_matrix: _Matrix, _font: object, size: float) -> None:
        """Collects a piece of text; the matrices map the text's space to the page's."""
        a, b, c, d, e, f = matrix
        x, y = text_matrix[4:]
        height = size * hypot(*text_matrix[2:4]) * hypot(c, d)
        if text.strip():
            pieces.append(
                Line(text, number, x=a * x + c * y + e, y=b * x + d * y + f, size=round(height, 1))
            )

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    for piece in pieces:
        if lines and abs(piece.y - lines[-1].y) < 0.5 * max(piece.size, lines[-1].size):
            longer = max(lines[-1], piece, key=lambda line: len(line.text))
            text = lines[-1].text.replace("\n", " ") + piece.text
            lines[-1] = replace(lines[-1], text=text, size=longer.size)
        else:
            lines.append(piece)
    cleaned = (replace(line, text=clean(line.text.translate(_LIGATURES))) for line in lines)
    return [line for line in cleaned if line.text]
