"""A PDF → the article printed in it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

from index.errors import TooLarge, UnsupportedFormat
from index.language.visible_text import clean
from index.readers.metadata import UNKNOWN, Metadata
from index.readers.news_page.bylines import is_name
from index.readers.pasted import read_pasted
from index.readers.typeset import Line, untypeset
from index.types import Article

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PAGES = 500
MAX_CHARACTERS = 5_000_000
MAX_OPERATORS = 300_000  # of all pages; a page of print has some hundred, and each takes its time
MAX_PARSED = 400_000  # operators and operands of a page
MAX_UNPACKED = 20  # times the file's size that its pages unpack to; print does 3 to 8 times
LEAST_UNPACKED = 500_000  # bytes that pages may unpack to, however small the file

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


def looks_like_pdf(data: bytes) -> bool:
    """Whether it has a PDF's signature, which may stand after some bytes of something else."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, metadata: Metadata = UNKNOWN) -> Article:
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
    article = read_pasted(text, metadata.or_else(Metadata(title=title)))
    author = properties.get("/Author", "")
    if article.byline is None and is_name(author):
        return replace(article, byline=author)
    return article


def _read(data: bytes) -> tuple[list[Line], dict[str, str]]:
    """The printed lines of a PDF, and its properties."""
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415 - heavy, needed only here
    from pypdf.errors import LimitReachedError, PyPdfError  # noqa: PLC0415

    pages = _Pages(len(data))
    lines: list[Line] = []
    try:
        with apply_configuration(stream_parsing_work_maximum_count=MAX_PARSED):
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnsupportedFormat(
                    "The PDF needs a password. Open it, save a copy without one, and give that."
                )
            if len(reader.pages) > MAX_PAGES:
                raise _too_large(f"{len(reader.pages):,} pages; the limit is {MAX_PAGES}")
            for number, page in enumerate(reader.pages):
                lines += pages.lines(page, number)
            properties = {key: clean(str(value)) for key, value in (reader.metadata or {}).items()}
    except LimitReachedError as error:
        raise _too_large("a page that unpacks to more than pages of print do") from error
    except (PyPdfError, *_BROKEN) as error:
        raise UnsupportedFormat(
            "The PDF is damaged. Open it in a viewer, print it into a new PDF, and give that."
        ) from error
    return lines, properties


def _too_large(what: str) -> TooLarge:
    return TooLarge(f"The PDF has {what}. Give the pages of the article only.")


class _Pages:
    """Reads the pages of a PDF of this size in bytes, until they come to more than print does."""

    def __init__(self, size: int) -> None:
        self._bytes_left = LEAST_UNPACKED + MAX_UNPACKED * size
        self._operators_left = MAX_OPERATORS
        self._characters_left = MAX_CHARACTERS

    def lines(self, page: PageObject, number: int) -> list[Line]:
        """The lines of a page in the order in which they were printed; TooLarge when too much."""
        contents = page.get_contents()
        self._bytes_left -= 0 if contents is None else len(contents.get_data())
        if self._bytes_left < 0:
            raise _too_large("pages that unpack to more than pages of print do")
        pieces: list[Line] = []

        def visit(
            text: str, matrix: _Matrix, text_matrix: _Matrix, _font: object, size: float
        ) -> None:
            """Collects a piece of text; the matrices map the text's space to the page's."""
            a, b, c, d, e, f = matrix
            x, y = text_matrix[4:]
            height = size * hypot(*text_matrix[2:4]) * hypot(c, d)
            if text.strip():
                place = a * x + c * y + e, b * x + d * y + f
                pieces.append(Line(text, number, *place, size=round(height, 1)))

        page.extract_text(visitor_operand_before=self._count, visitor_text=visit)
        self._characters_left -= sum(len(piece.text) for piece in pieces)
        if self._characters_left < 0:
            raise _too_large(f"more than {MAX_CHARACTERS:,} characters of text, the limit")
        cleaned = (
            replace(line, text=clean(line.text.translate(_LIGATURES))) for line in _joined(pieces)
        )
        return [line for line in cleaned if line.text]

    def _count(self, *_: object) -> None:
        """Count one more drawing operation."""
        self._operators_left -= 1
        if self._operators_left < 0:
            raise _too_large(f"more than {MAX_OPERATORS:,} drawing operations, the limit")


def _joined(pieces: Sequence[Line]) -> Iterator[Line]:
    """The pieces that stand beside each other as one line each."""
    group: list[Line] = []
    length = 0
    size = 0.0
    for piece in pieces:
        if group and abs(piece.y - group[0].y) < 0.5 * max(piece.size, size):
            size = piece.size if len(piece.text) > length else size
        else:
            yield from _line(group, size)
            group, length, size = [], 0, piece.size
        group.append(piece)
        length += len(piece.text)
    yield from _line(group, size)


def _line(group: Sequence[Line], size: float) -> Iterator[Line]:
    if group:
        *before, last = (piece.text for piece in group)
        text = "".join(before).replace("\n", " ") + last
        yield replace(group[0], text=text, size=size)
