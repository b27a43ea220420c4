"""Whatever an article comes in, it is read as the same article."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import EmptyArticle, ReadError, TooLarge, UnsupportedFormat
from index.readers.formats import (
    BINARY_FORMATS,
    TEXT_FORMATS,
    read_bytes,
    read_file,
    read_text,
)
from index.types import Article

HEADLINE = "Storm breaks harbour wall"
BODY = (
    "The café at the harbour’s end will stay closed until the wall is mended – a year, at least.",
    "“We lost a season of work in one night,” said Zoë Muñoz, who runs the ferry office.",
)
PLAIN = "\n".join([HEADLINE, "By Jane Doe", "23 February 2026", *BODY])
MARKDOWN = "\n\n".join([f"# {HEADLINE}", "By Jane Doe", "23 February 2026", *BODY])
HTML = (
    f"<!doctype html><html><head><meta charset=CHARSET><title>{HEADLINE}</title></head><body>"
    f"<article><h1>{HEADLINE}</h1><div class=byline>By Jane Doe</div>"
    f"<time>23 February 2026</time>{''.join(f'<p>{text}</p>' for text in BODY)}"
    "</article></body></html>"
)


def texts(article: Article) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in article.paragraphs)


# --- Formats -----------------------------------------------------------------------------------


def test_no_suffix_and_no_media_type_names_two_formats() -> None:
    formats = [*BINARY_FORMATS.values(), *TEXT_FORMATS.values()]
    for names in ("suffixes", "media_types"):
        every = [name for each in formats for name in getattr(each, names)]
        assert len(every) == len(set(every))


def test_the_page_offers_just_the_files_that_can_be_read() -> None:
    page = (Path(__file__).parents[3] / "api" / "web" / "templates" / "index.html").read_text(
        encoding="utf-8"
    )
    offered = re.search(r'type="file" accept="([^"]*)"', page)
    assert offered is not None
    suffixes = {suffix for each in BINARY_FORMATS.values() for suffix in each.suffixes}
    suffixes |= {suffix for each in TEXT_FORMATS.values() for suffix in each.suffixes}
    assert {each for each in offered[1].split(",") if each.startswith(".")} == suffixes


@pytest.mark.parametrize(
    ("text", "name", "content_type", "url"),
    [
        pytest.param(PLAIN, None, None, None, id="text, by its looks"),
        pytest.param(PLAIN, "wall.txt", None, None, id="text, by its name"),
        pytest.param(PLAIN, None, "text/plain; charset=utf-8", None, id="text, by its type"),
        pytest.param(MARKDOWN, None, None, None, id="Markdown, by its looks"),
        pytest.param(MARKDOWN, "WALL.MD", None, None, id="Markdown, by its name"),
        pytest.param(MARKDOWN, None, "text/markdown", None, id="Markdown, by its type"),
        pytest.param(MARKDOWN, None, "text/plain", "https://a.example/wall.md?x", id="by its URL"),
        pytest.param(HTML, None, None, None, id="HTML, by its looks"),
        pytest.param(f"<!-- hi -->\n{HTML}", "wall", None, None, id="HTML, below a comment"),
        pytest.param(HTML.partition(">")[2], "wall.htm", None, None, id="HTML, by its name"),
        pytest.param(HTML, None, "text/plain", None, id="HTML, whatever its type says"),
    ],
)
def test_every_format_gives_the_same_article(
    text: str, name: str | None, content_type: str | None, url: str | None
) -> None:
    article = read_bytes(text.encode(), name=name, content_type=content_type, url=url)
    assert (article.title, article.byline, article.language) == (HEADLINE, "Jane Doe", "en")
    assert article.published == datetime(2026, 2, 23)
    assert (article.id, article.url) == ("", url)
    assert texts(article) == BODY


def test_a_text_file_that_begins_with_a_hash_stays_a_text() -> None:
    article = read_bytes(f"# {HEADLINE}\n{BODY[0]}".encode(), name="wall.txt")
    assert article.title == f"# {HEADLINE}"


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\x7fELF" + bytes(100), "binary file"),
        (bytes(range(256)) * 4, "binary file"),
        (b"\xff\xd8\xfe\xe0" + os.urandom(4_000), "binary file"),
    ],
)
def test_a_binary_is_refused(beginning: bytes, kind: str) -> None:
    with pytest.raises(UnsupportedFormat, match=kind):
        read_bytes(beginning)


def test_what_is_only_named_a_pdf_is_refused() -> None:
    with pytest.raises(UnsupportedFormat, match="not a PDF, though its name says so"):
        read_bytes(PLAIN.encode(), name="wall.pdf")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff".encode(), b"<html></html>"])
def test_what_is_empty_says_so(data: bytes) -> None:
    with pytest.raises(EmptyArticle):
        read_bytes(data)


# --- Encodings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_the_encoding_is_found_without_being_told(encoding: str) -> None:
    assert texts(read_bytes(PLAIN.encode(encoding))) == BODY


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "utf-8", "nonsense", "idna", "hex"])
def test_windows_1252_is_read_whatever_is_declared(declared: str) -> None:
    data = PLAIN.encode("cp1252")
    assert texts(read_bytes(data, content_type=f"text/plain; charset={declared}")) == BODY


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [
        (
            "cp1250",
            "Minister powiedział, że mur będzie odbudowany, a żołnierze wrócą.",
        ),
        ("cp1251", "Власти порта заявили в понедельник, что рабочие начали восстанавливать стену."),
        ("cp1253", "Ο υπουργός δήλωσε τη Δευτέρα ότι οι εργασίες στο λιμάνι θα συνεχιστούν."),
        ("cp1254", "Bakan pazartesi günü duvarın onarılacağını ve işçilerin döneceğini açıkladı."),
        ("cp1256", "قالت سلطة الميناء يوم الاثنين إن فرق العمل بدأت في إصلاح جدار الميناء."),
        ("cp1257", "Ministrs pirmdien paziņoja, ka siena tiks atjaunota un karavīri atgriezīsies."),
        ("shift_jis", "港湾当局は月曜日に記者会見を開き、壁の修理が始まったと発表した。"),
        ("gb18030", "港务局周一表示，风暴摧毁了四十米长的港口墙，工人们已经开始修复工作。"),
        ("big5", "港務局週一表示，風暴摧毀了四十米長的港口牆，工人們已經開始修復工作。"),
        ("euc-kr", "항만 당국은 월요일 기자회견을 열고 방파제 복구 작업을 시작했다고 발표했다."),
    ],
)
def test_other_alphabets_are_told_apart(encoding: str, sentence: str) -> None:
    assert texts(read_bytes(f"{sentence}\n{sentence}".encode(encoding))) == (sentence, sentence)


def test_a_page_is_read_in_the_charset_that_it_declares() -> None:
    page = HTML.replace("CHARSET", "windows-1251").replace(BODY[0], "Стена рухнула. " * 8)
    assert texts(read_bytes(page.encode("cp1251", errors="ignore")))[0].startswith("Стена рухнула.")


def test_utf_8_cut_in_the_middle_of_a_character_stays_utf_8() -> None:
    assert texts(read_bytes(PLAIN.encode() + "é".encode()[:1]))[0] == BODY[0]


def test_stray_control_characters_do_not_make_a_text_binary() -> None:
    assert texts(read_bytes(PLAIN.replace("harbour", "har\0bo\x07ur").encode())) == BODY


# --- Limits ------------------------------------------------------------------------------------


def test_a_text_of_50_mb_is_refused() -> None:
    with pytest.raises(TooLarge, match="larger than 20 MB, the limit"):
        read_bytes(b"x" * 50_000_000)
    with pytest.raises(TooLarge, match="larger than 20 MB, the limit"):
        read_text("x" * 50_000_000)


# --- Files -------------------------------------------------------------------------------------


async def test_a_file_is_read_by_its_name_and_content(tmp_path: Path) -> None:
    path = tmp_path / "wall.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    assert texts(await read_file(path)) == BODY


async def test_no_more_than_the_limit_is_read_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "endless.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte that takes no space
    with pytest.raises(TooLarge, match="the limit"):
        await read_file(path)


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.txt", "No such file"), ("", "Is a directory")]
)
async def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"cannot be read: {reason}.*Check the path"):
        await read_file(tmp_path / name)


# --- Anything at all ---------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([b"", b"<html><p>", b"# ", b"---\n", b"%PDF-1.7\n", b"\xff\xfe"]),
    st.binary(max_size=400),
    st.sampled_from([None, "text/html", "text/markdown", "text/plain; charset=utf-7"]),
)
def test_bytes_are_an_article_or_a_clear_error(
    beginning: bytes, rest: bytes, content_type: str | None
) -> None:
    try:
        article = read_bytes(beginning + rest, content_type=content_type)
    except ReadError:
        return
    assert article.title
    assert article.paragraphs
