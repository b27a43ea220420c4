"""HTML, Markdown and PDF become articles; what cannot be read says why and what to do."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from functools import partial

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from index.errors import EmptyArticle, ReadError, TooLarge, UnsupportedFormat
from index.readers import html, pdf
from index.readers.html import read_html
from index.readers.html_attributes import most_attributes
from index.readers.markdown import looks_like_markdown, read_markdown
from index.readers.pdf import read_pdf
from index.readers.typeset import Line, untypeset
from index.types import Article
from tests.work import calls, grows

HEADLINE = "Storm breaks the harbour wall"
BODY = (
    "Crews began to repair the harbour wall on Monday after a storm tore out forty metres of it, "
    "the port authority said. It will take them until the summer, when the ferries come back.",
    "“We lost a season of work in one night,” said Ana Mota, who runs the ferry office. “Nobody "
    "here has ever seen the sea come over the wall like that.”",
    "Share prices of the builder fell. The company said that it had warned the port authority in "
    "2021 and again in 2024 that the wall was too old to stand another winter.",
)
AFTERNOON = datetime(2026, 2, 23, 14, 24, tzinfo=timezone(timedelta(hours=1)))


def texts(article: Article) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in article.paragraphs)


# --- HTML --------------------------------------------------------------------------------------


def page(*paragraphs: str, head: str = "", around: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{HEADLINE} | The Daily Story</title>{head}'
        f"</head><body><nav><a href=/>Home</a></nav><article><h1>{HEADLINE}</h1>{body}</article>"
        f"{around}<footer>© 2026 The Daily Story</footer></body></html>"
    )


def linked_data(**properties: object) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **properties})
    return f'<script type="application/ld+json">{data}</script>'


def test_a_page_is_its_article_without_what_surrounds_it() -> None:
    around = "<div class=comments><p>A reader says that the wall was never any good.</p></div>"
    article = read_html(page("By Jane Doe", *BODY, "Advertisement", around=around))
    assert (article.title, article.language) == (HEADLINE, "en")
    assert texts(article) == BODY


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-02-23T14:24:00+01:00">',
        '<meta name="date" content="2026-02-23"><meta itemprop="datePublished" '
        'content="2026-02-23T14:24+01:00">',
        linked_data(datePublished="2026-02-23T14:24:00.000+0100"),
        '<script type="application/ld+json">{"broken": </script>'
        + linked_data(datePublished="2026-02-23T14:24:00+01:00"),
    ],
)
def test_the_time_of_publication_is_found_wherever_the_page_gives_it(head: str) -> None:
    assert read_html(page(*BODY, head=head)).published == AFTERNOON


def test_the_time_of_another_article_is_not_taken() -> None:
    head = '<meta name="date" content="2026-02-23">'
    other = "<article><time datetime='2026-02-20T10:00'>x</time></article>"
    article = read_html(page(*BODY, head=head, around=other))
    assert article.published == datetime(2026, 2, 23)


def test_a_date_that_is_not_the_article_s_is_not_taken() -> None:
    assert read_html(page(*BODY)).published is None  # though © 2026 is at the foot


def test_a_page_tells_author_section_source_and_address() -> None:
    head = linked_data(
        author=[{"@type": "Person", "name": name} for name in ("Jane Doe", "John Roe", "Ann Poe")],
        articleSection=["Local", "Ports"],
    )
    head += '<meta property="og:site_name" content="The Daily Story">'
    head += '<link rel="canonical" href="https://story.example/wall">'
    article = read_html(page(*BODY, head=head))
    assert article.byline == "Jane Doe, John Roe and Ann Poe"
    assert article.section == "Local"
    assert article.source == "The Daily Story"
    assert article.url == "https://story.example/wall"


def test_lists_quotes_tables_and_line_breaks_are_paragraphs_of_plain_text() -> None:
    rest = (
        "<ul><li>First point of the <b>plan</b>.</li><li>Second <a href=x>point</a>.</li></ul>"
        "<blockquote><p>Nobody<br>knows.</p></blockquote>"
        "<table><tr><td>Length</td><td>40 m</td></tr></table>"
        f"<p>{BODY[1]}<br><br>{BODY[2]}</p>"
    )
    article = read_html(page(BODY[0], rest))
    assert texts(article) == (
        BODY[0],
        "First point of the plan.",
        "Second point.",
        "Nobody knows.",
        "Length | 40 m",
        *BODY[1:],
    )


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<nav><a href=/>Home</a><a href=/w>World</a></nav><form><button>Log in</button></form>",
        "<ul>" + "<li><a href=/a>Storm breaks wall</a></li>" * 30 + "</ul>",
        "<h1>Sorry</h1><p>This page is gone.</p>",
        "<div>" * 20_000,
    ],
)
def test_a_page_without_an_article_says_so(content: str) -> None:
    with pytest.raises(EmptyArticle, match=r"no article on this page.*copy its text"):
        read_html(f"<html><body>{content}</body></html>")


def test_a_page_that_is_made_by_scripts_says_so() -> None:
    notice = "<noscript>You need to enable JavaScript to run this app.</noscript>"
    with pytest.raises(EmptyArticle, match="JavaScript"):
        read_html(f"<html><body><div id=app></div>{notice}</body></html>")


@pytest.mark.parametrize(
    "attribute",
    [" a{}=1", " a{}", '\na{}=">"', "/a{}", 'a{}="1"', " a{} = 'x>y'", ' a{}="<b>"', " =a{}"],
)
@pytest.mark.parametrize(
    "around", ["{}", "<!-- {} -->", '<!-- <a b=" --> {}', "<!-- <a b=' --> {}", "<script>{}"]
)
def test_an_element_without_end_is_refused(attribute: str, around: str) -> None:
    """Its parser takes a time that grows with the square of the attributes, whatever is around."""
    bomb = f"<p {''.join(attribute.format(n) for n in range(4_100))}>It rained.</p>"
    with pytest.raises(TooLarge, match="more than 2,000 attributes"):
        read_html(page(*BODY, around=around.format(bomb)))


def test_what_pages_are_made_of_is_no_element_without_end() -> None:
    """Pictures in addresses, data in attributes, scripts, a quotation mark that is never closed."""
    state = json.dumps({f"key {n}": "a = b / c" for n in range(3_000)})
    around = (
        f'<img src="data:image/png;base64,{"iVBOR=w0KGgo/" * 5_000}" alt="{"a b=c " * 3_000}">'
        f"<div data-state='{state}'></div><script>for(i=0;i<n;i++){{{'x = y; ' * 500}}}</script>"
        f"<p {' '.join(f'data-{n}={n}' for n in range(150))}>Share</p>"
    )
    never_closed = '<p title="open>Share</p>'
    assert texts(read_html(page(*BODY, around=around * 3 + never_closed))) == BODY


@pytest.mark.parametrize(
    "unit", ["<a>", '<a b="x>', '<a b="', "<a b='\"", "<p a=b c>text</p>", "<"]
)
def test_attributes_are_counted_in_one_reading(unit: str) -> None:
    """Twice the page, twice the work."""
    assert grows(lambda text: most_attributes(text, 10_000), unit, 4_000) < 2.3


def test_a_page_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_CHARACTERS", 100)
    with pytest.raises(TooLarge, match="the limit"):
        read_html(page(*BODY))


# --- Markdown ----------------------------------------------------------------------------------


def test_front_matter_is_metadata() -> None:
    article = read_markdown(
        "---\n"
        f'title: "{HEADLINE}"\n'
        "byline: Jane Doe\n"
        "section: Local\n"
        "source: The Daily Story\n"
        "published: 2026-02-23T14:24:00+01:00\n"
        "url: https://story.example/wall\n"
        "language: en-GB\n"
        "rating: 5\n"
        "---\n\n"
        f"# {HEADLINE}\n\n" + "\n\n".join(BODY)
    )
    assert article == Article(
        title=HEADLINE,
        paragraphs=article.paragraphs,
        byline="Jane Doe",
        section="Local",
        source="The Daily Story",
        published=AFTERNOON,
        url="https://story.example/wall",
        language="en",
    )
    assert texts(article) == BODY


def test_front_matter_has_the_keys_and_the_lists_of_common_site_generators() -> None:
    article = read_markdown(f"---\nauthors: [Jane Doe, John Roe]\ndate: 2026-02-23\n---\n{BODY[0]}")
    assert article.byline == "Jane Doe and John Roe"
    assert article.published == datetime(2026, 2, 23)


@pytest.mark.parametrize(
    ("front_matter", "message"),
    [
        (
            "title: Wall: broken",
            r"not valid YAML, line 2: put a value that holds a colon in quotes",
        ),
        ("title: [" + "[" * 2_000, "not valid YAML"),
        ("published: some day", r"'some day' is not clear.*published: 2026-02-23 14:24"),
        ("published: 03/04/2026", "is not clear"),
    ],
)
def test_bad_front_matter_says_how_to_write_it(front_matter: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_markdown(f"---\n{front_matter}\n---\n{BODY[0]}")


def test_a_rule_above_a_text_is_no_front_matter() -> None:
    assert texts(read_markdown(f"---\n{BODY[0]}\n\n---\n{BODY[1]}")) == BODY[:2]


@pytest.mark.parametrize("heading", [f"# {HEADLINE}", f"{HEADLINE}\n==="])
def test_the_first_heading_is_the_title_and_no_paragraph(heading: str) -> None:
    article = read_markdown(f"{heading}\n\nBy Jane Doe\n\n23 February 2026\n\n" + "\n\n".join(BODY))
    assert (article.title, article.byline, texts(article)) == (HEADLINE, "Jane Doe", BODY)


def test_markup_becomes_plain_text() -> None:
    article = read_markdown(
        f"# {HEADLINE}\n\n"
        "The **port** authority said so [on Monday](https://story.example), in `code`\n"
        "and over two lines.\n\n"
        "## What next\n\n"
        "- First *point*.\n- Second point.\n\n  Its second paragraph.\n\n"
        "> A quote of\n> two lines.\n\n"
        "![A wall](wall.png)\n\n"
        "| Length | Cost |\n|---|---|\n| 40 m | 3 million |\n\n"
        "<!-- a note --><div>Text in HTML &amp; so on.</div>\n\n"
        "```\ncode\n```\n"
    )
    assert texts(article) == (
        "The port authority said so on Monday, in code and over two lines.",
        "What next",
        "First point.",
        "Second point.",
        "Its second paragraph.",
        "A quote of two lines.",
        "Length | Cost",
        "40 m | 3 million",
        "Text in HTML & so on.",
        "code",
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (f"# {HEADLINE}\n\n{BODY[0]}", True),
        (f"---\ntitle: {HEADLINE}\n---\n{BODY[0]}", True),
        (f"{HEADLINE}\n\n{BODY[0]}", False),
        ("#hashtag is no heading", False),
        ("---\nnothing closes it", False),
    ],
)
def test_markdown_is_known_by_its_beginning(text: str, markdown: bool) -> None:
    assert looks_like_markdown(text) is markdown


# --- PDF ---------------------------------------------------------------------------------------

Decorate = Callable[[Canvas, BaseDocTemplate], None]


def no_margins(canvas: Canvas, document: BaseDocTemplate) -> None:
    """A page without a header or a footer."""


def running_head(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.drawString(50, 820, "The Daily Story, 23 February 2026")
    canvas.drawString(50, 20, f"Page {document.page} of 9")


def printed(
    paragraphs: Sequence[str],
    *,
    columns: int = 1,
    style: ParagraphStyle | None = None,
    decorate: Decorate = no_margins,
    title: str = "",
    above: Sequence[str] = ("By Jane Doe", "23 February 2026"),
) -> bytes:
    """A PDF with a headline in large print, what stands above the body, and the body."""
    style = style or ParagraphStyle("body", fontSize=10, leading=12, spaceBefore=6)
    frames = [
        Frame(50 + column * 500 / columns, 50, 480 / columns, 740) for column in range(columns)
    ]
    file = io.BytesIO()
    document = BaseDocTemplate(file, title=title or None)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=decorate))
    headline = ParagraphStyle("headline", fontSize=20, leading=24)
    document.build(
        [Paragraph(HEADLINE, headline), *(Paragraph(text, style) for text in (*above, *paragraphs))]
    )
    return file.getvalue()


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def blank(pages: int) -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    return writer


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(printed(BODY), id="one column"),
        pytest.param(printed(BODY, columns=2), id="two columns"),
        pytest.param(
            printed(BODY, style=ParagraphStyle("", alignment=TA_JUSTIFY, spaceBefore=6)),
            id="justified",
        ),
        pytest.param(printed(BODY, style=ParagraphStyle("", firstLineIndent=15)), id="indented"),
        pytest.param(printed(BODY, title=f"{HEADLINE} | The Daily Story"), id="titled"),
        pytest.param(printed(BODY, title="Microsoft Word - wall.docx"), id="titled by a program"),
    ],
)
def test_a_pdf_is_the_article_printed_in_it(data: bytes) -> None:
    article = read_pdf(data)
    assert (article.title, article.byline) == (HEADLINE, "Jane Doe")
    assert article.published == datetime(2026, 2, 23)
    assert texts(article) == BODY


def test_page_headers_and_numbers_are_dropped_and_paragraphs_go_on_over_pages() -> None:
    who = ("mayor", "builder", "ferry office", "port authority", "harbour master", "fire brigade")
    body = [f"The {one} asked the {other}. {text}" for one in who for other in who for text in BODY]
    paragraphs = texts(read_pdf(printed(body, decorate=running_head)))
    assert " ".join(paragraphs) == " ".join(body)
    assert all(text.startswith("The ") for text in paragraphs)


def test_the_title_and_the_author_may_be_properties() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(printed(BODY, above=())))
    writer.add_metadata({"/Title": "The wall", "/Author": "Jane Doe"})
    article = read_pdf(written(writer))
    assert (article.title, article.byline) == ("The wall", "Jane Doe")


def lines(*printed_lines: str) -> list[Line]:
    return [Line(text, 0, 50, 700 - 12 * n, 10) for n, text in enumerate(printed_lines)]


@pytest.mark.parametrize(
    ("above", "below", "mended"),
    [
        ("the govern-", "ment said so", "the government\nsaid so"),
        ("a self-", "made man", "a self-made\nman"),
        ("the ferry-", "man, as every ferryman does", "the ferryman,\nas every ferryman does"),
        ("sea-", "water, and sea-water only", "sea-water,\nand sea-water only"),
        ("in 2026-", "2028 it goes on", "in 2026-\n2028 it goes on"),
        ("the North-", "South line", "the North-\nSouth line"),
    ],
)
def test_words_broken_at_a_line_end_are_mended(above: str, below: str, mended: str) -> None:
    assert untypeset(lines(above, below)) == (None, mended)


def test_a_headline_over_two_lines_is_one() -> None:
    large = [Line("Storm breaks", 0, 50, 760, 20), Line("the wall", 0, 50, 736, 20)]
    headline, text = untypeset([*large, *lines("The sea is calm, for the time being.")])
    assert headline == "Storm breaks the wall"
    assert text == "Storm breaks the wall\n\nThe sea is calm, for the time being."


def test_a_pdf_of_2_000_pages_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"2,000 pages; the limit is 500\..*pages of the article"):
        read_pdf(written(blank(2_000)))


def test_a_pdf_of_too_many_characters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 100)
    with pytest.raises(TooLarge, match="100 characters"):
        read_pdf(printed(BODY))


def drawn(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages are all drawn by this content, which is packed."""
    writer = PdfWriter()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    stream = DecodedStreamObject()
    stream.set_data(content)
    packed = writer._add_object(stream.flate_encode())
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = packed
    return written(writer)


LINE = b"BT /F1 12 Tf 72 700 Td (The old harbour wall will be mended in May.) Tj ET "


@pytest.mark.parametrize(
    ("content", "pages"),
    [(b" " * 1_000_000, 1), (LINE * 20_000, 1), (b" " * 100_000 + LINE, 20)],
    ids=["spaces", "text", "the same on every page"],
)
def test_a_small_pdf_that_unpacks_to_much_is_refused(content: bytes, pages: int) -> None:
    """Before it is read: each of its operators would take its time."""
    with pytest.raises(TooLarge, match="more than pages of print do"):
        read_pdf(drawn(content, pages))


def test_a_pdf_of_too_many_operations_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all pages, and of one, which is read whole before it is drawn."""
    with monkeypatch.context() as few:
        few.setattr(pdf, "MAX_OPERATORS", 100)
        with pytest.raises(TooLarge, match="100 drawing operations"):
            read_pdf(drawn(LINE * 15, pages=2))
    monkeypatch.setattr(pdf, "MAX_PARSED", 100)
    with pytest.raises(TooLarge, match="more than pages of print do"):
        read_pdf(drawn(LINE * 30))


def test_pieces_of_a_line_are_put_together_once() -> None:
    """However many: twice as many, twice the work."""
    short, long = (calls(partial(read_pdf, drawn(LINE * count))) for count in (200, 400))
    assert long < 2.3 * short


def test_a_pdf_that_needs_a_password_says_so() -> None:
    writer = blank(1)
    writer.encrypt("secret", algorithm="AES-256")
    with pytest.raises(UnsupportedFormat, match=r"needs a password.*save a copy without one"):
        read_pdf(written(writer))


def test_an_encrypted_pdf_that_needs_no_password_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(printed(BODY))))
    writer.encrypt("", "of the owner", algorithm="AES-256")
    assert texts(read_pdf(written(writer))) == BODY


def test_a_scanned_pdf_says_what_to_do() -> None:
    with pytest.raises(UnsupportedFormat, match=r"is a scan.*ocrmypdf"):
        read_pdf(written(blank(3)))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"/FlateDecode", b"/FlateDecoze"),
        lambda data: b"%PDF-1.7\n" + b"0" * 500,
        lambda data: data.replace(b"/Pages", b"/Stage"),
    ],
)
def test_a_damaged_pdf_is_a_clear_error(damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UnsupportedFormat, match="print it into a new PDF"):
        read_pdf(damage(printed(BODY)))
