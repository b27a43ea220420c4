"""Articles as outsiders write them: text, Markdown, HTML, PDF, and whatever calls itself so."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, Final

from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from assistant.attribution import as_json
from index.errors import ReadError
from index.readers.formats import read_bytes, read_text
from tests.fuzzing.budget import Target
from tests.fuzzing.texts import SIZE, pumped, texts, worded

TAGS: Final = [
    "html",
    "head",
    "body",
    "article",
    "main",
    "div",
    "section",
    "p",
    "span",
    "h1",
    "h2",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "a",
    "img",
    "b",
    "i",
    "q",
    "blockquote",
    "figure",
    "figcaption",
    "time",
    "script",
    "style",
    "meta",
    "link",
    "title",
    "br",
    "svg",
    "math",
    "template",
    "iframe",
    "form",
    "nav",
    "header",
    "footer",
    "aside",
    "noscript",
    "x-y",
    "p:q",
]
NAMES: Final = [
    "class",
    "id",
    "href",
    "src",
    "property",
    "content",
    "name",
    "datetime",
    "itemprop",
    "rel",
    "type",
    "lang",
    "dir",
    "style",
    "data-a",
    "aria-hidden",
    "hidden",
    "charset",
    "a:b",
]
VALUES: Final = [
    "og:title",
    "og:site_name",
    "article:published_time",
    "author",
    "canonical",
    "byline",
    "headline",
    "articleBody",
    "application/ld+json",
    "2026-11-29T12:00:00Z",
    "nav",
    "menu",
    "en",
    "javascript:alert(1)",
    "https://a.example/",
    "display:none",
    "utf-16",
    "0",
    "",
]
JSON_LD: Final = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": %s, '
    '"author": [{"name": %s}], "datePublished": "2026-11-29"}</script>'
)


def _tag(name: str, attributes: dict[str, str], inside: str) -> str:
    told = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{told}>{inside}</{name}>"


_attributes: Final = st.dictionaries(
    st.sampled_from(NAMES), st.sampled_from(VALUES) | texts.map(lambda text: text[:20]), max_size=3
)
_trees: Final = st.recursive(
    worded,
    lambda inside: st.builds(
        _tag, st.sampled_from(TAGS), _attributes, st.lists(inside, max_size=4).map("".join)
    ),
    max_leaves=25,
)


def _cut(text: str, start: int, end: int) -> str:
    """Without a part, so that something is left open."""
    return text[:start] + text[end:]


_broken: Final = st.builds(_cut, _trees, st.integers(0, 400), st.integers(0, 400))
_told: Final = st.builds(
    lambda title, author, page: JSON_LD % (repr(title), repr(author)) + page, texts, texts, _trees
)
pages: Final = st.one_of(_trees, _broken, _told).map(lambda page: f"<html><body>{page}")


@st.composite
def _pumped_pages(draw: st.DrawFn) -> str:
    attributes = "".join(f" {key}={value!r}" for key, value in draw(_attributes).items())
    unit = draw(
        st.sampled_from(
            [
                f"<{draw(st.sampled_from(TAGS))}{attributes}>",
                f"<{draw(st.sampled_from(TAGS))}{attributes}>{draw(worded)}",
                draw(_trees),
                f" {draw(st.sampled_from(NAMES))}={draw(st.sampled_from(VALUES))}",
            ]
        )
    )
    unit = unit or "<p>"
    return "<html><body><p" + draw(worded)[:100] + unit * (SIZE // len(unit)) + draw(worded)


def _markdown(lines: list[str], ending: str) -> str:
    return ending.join(lines)


_starts: Final = st.sampled_from(
    [
        "",
        "# ",
        "## ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "    ",
        "```",
        "| a | b |\n|---|---|\n",
        "---\n",
        "[a]: ",
        "![a](",
        "[a](b) ",
        "<p>",
        "title: ",
        "&nbsp;",
        "\\",
    ]
)
markdown: Final = st.builds(
    _markdown,
    st.lists(st.builds(lambda start, text: start + text, _starts, worded), max_size=15),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)


@cache
def _pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    for number in range(3):
        for line in range(8):
            canvas.drawString(72, 720 - 20 * line, f"Line {line} of page {number} says so.")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@st.composite
def _broken_pdfs(draw: st.DrawFn) -> bytes:
    content = bytearray(_pdf())
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(5, len(content) - 1))
        some = draw(
            st.binary(max_size=12)
            | st.sampled_from(
                [
                    b"<<",
                    b">>",
                    b"endobj",
                    b"stream\n",
                    b"/Kids [3 0 R]",
                    b"0 0 R",
                    b"/Length 999999999",
                    b"/Parent 1 0 R",
                    b"(",
                    b"\\",
                    b"/Filter /LZWDecode",
                ]
            )
        )
        content[at : at + draw(st.integers(0, 12))] = some
    return bytes(content)


def _read(data: bytes | str, **how: Any) -> None:  # noqa: ANN401 - what the reader takes
    if isinstance(data, str) and not how:
        as_json(read_text(data))
        return
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    as_json(read_bytes(content, **how))


def targets() -> Iterator[Target]:
    """Each format, as it may come and as long as it may be."""
    expected = (ReadError,)
    yield Target("text", texts | worded, _read, expected)
    yield Target("text, 100 kB", pumped(), _read, expected)
    for name, some in (("a.html", pages), ("a.md", markdown)):
        yield Target(name, some, partial(_read, name=name), expected)
    yield Target("a.html, 100 kB", _pumped_pages(), partial(_read, name="a.html"), expected)
    yield Target("a.md, 100 kB", pumped(), partial(_read, name="a.md"), expected)
    yield Target("a.pdf", _broken_pdfs(), partial(_read, name="a.pdf"), expected)
    anything = st.binary(max_size=200)
    yield Target("anything", anything, partial(_read, name="a.txt"), expected)
