"""Files that are no article, refused by what is in them, each with what to do; and what is one."""

from __future__ import annotations

import base64
import email.message
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError, UnsupportedFormat
from index.readers.formats import read_bytes, read_text
from index.readers.not_articles.foreign_texts import refusal_of_text

STORY = "The old bridge closes in May.\n\nThe county pays, the mayor said on Monday.\n"


def mail(**headers: str) -> str:
    made = email.message.EmailMessage()
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(STORY)
    return made.as_string()


FROM = "The Letter <letter@a.example>"
SENT = "Wed, 04 Mar 2026 06:00:00 +0100"
CUE = "00:00:01.000 --> 00:00:04.000\nIt closes.\n"
ENTRY = '{"title": "The old bridge", "text": "It closes in May."}'

FOREIGN = {
    "mail, pasted, in German": (
        f"Von: {FROM}\nGesendet: Mittwoch\nAn: r@a.example\n\n{STORY}",
        "mail message",
    ),
    "mail, forwarded": (f"---------- Forwarded message ---------\n{STORY}", "mail message"),
    "subtitles with few digits": (f"1\n0:00:01,0 --> 0:00:04,0\nIt closes.\n{STORY}", "SubRip"),
    "subtitles without hours": (f"00:01.000 --> 00:04.000\nIt closes.\n{STORY}", "SubRip"),
    "subtitles, SAMI": ("<SAMI><BODY><SYNC Start=0>It closes.</BODY></SAMI>", "SAMI"),
    "lyrics with tags": ("[ti:x]\n" + "[00:01.00]It closes.\n" * 4, "LRC"),
    "JSON, guarded": (f")]}}'\n{ENTRY}", "JSON"),
    "JSON, called": (f"callback({ENTRY})", "JSON"),
    "JSON, with a comment": (f"// of the county\n{ENTRY}", "JSON"),
    "saved page, Safari's": ("bplist00\nWebMainResource <html>", "web archive"),
    "XML of any kind": ('<TEI xmlns="http://tei.example"><text>It closes.</text></TEI>', "XML"),
    "mail": (mail(Subject="Bridge", From=FROM, To="r@a.example", Date=SENT), "mail message"),
    "mail, received": (
        "Received: from a.example\n\tby b.example; Wed\n" + mail(From=FROM, Message_ID="<1@a>"),
        "mail message",
    ),
    "mail, by hand": (f"From: {FROM}\nTo: r@a.example\nDate: {SENT}\n\n{STORY}", "mail message"),
    "mail, by Apple": ("1234      \n" + mail(From=FROM, Message_ID="<1@a>"), "mail message"),
    "mailbox": (f"From a@a.example Wed Mar  4 06:00:00 2026\nTo: b\n\n{STORY}", "mailbox"),
    "saved page": (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="x"\n\n--x\n<html>',
        "web page saved in one file",
    ),
    "saved page, old": (
        "From: <Saved by Microsoft>\r\nMIME-Version: 1.0\r\nX-MimeOLE: Produced\r\n"
        "Content-Type:\r\n multipart/related; type=text/html; boundary=x\r\n"
        "Content-Transfer-Encoding: 7bit\r\n\r\n--x\r\n<html>",
        "web page saved in one file",
    ),
    "RSS": ('<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0"><channel/></rss>', r"\(RSS\)"),
    "RSS, bare": ("<rss version='2.0'><channel><item/></channel></rss>", r"feed \(RSS\)"),
    "RSS 1": ("<rdf:RDF xmlns:rdf='x'><item/></rdf:RDF>", r"feed \(RDF\)"),
    "Atom": ('\ufeff<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', r"feed \(Atom\)"),
    "JSON Feed": ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "JSON Feed"),
    "site map": ("<?xml version='1.0'?><urlset><url/></urlset>", "site map"),
    "XML": (f"<?xml version='1.0'?>\n<story><p>{STORY}</p></story>", "is XML, which is for"),
    "XML, type": ("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>", "is XML"),
    "NewsML": ("<newsItem xmlns='http://iptc.org/std/nar'><x/></newsItem>", "NewsML"),
    "SVG": ("<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>", r"picture \(SVG\)"),
    "WebVTT": (f"WEBVTT - Council\n\n{CUE}", r"subtitles \(WebVTT\)"),
    "SubRip": (f"1\r\n{CUE.replace('.', ',')}\n2\n", r"subtitles \(SubRip\)"),
    "SubViewer": ("0:00:01.000,0:00:04.000\nIt closes.\n", "subtitles"),
    "SubStation": ("[Script Info]\nTitle: x\n[Events]\nDialogue: 0,0:00:01", "subtitles"),
    "LRC": ("[00:12.00]It closes\n[00:15.30]in May\n[00:18.00]they say\n", "subtitles"),
    "TTML": ("<tt xmlns='http://www.w3.org/ns/ttml'><body/></tt>", r"subtitles \(TTML\)"),
    "JSON": (f" \n{ENTRY}\n", "is JSON, which is for programs"),
    "JSON, list": (f"[{ENTRY}, {ENTRY}]", "is JSON"),
    "JSON, nested": ("[" * 100_000, "is JSON"),
    "JSON, damaged": (
        '{\n "title": "The old bridge",\n "text": "It closes",\n}',
        "JSON, and damaged",
    ),
    "JSON Lines": (f"{ENTRY}\n{ENTRY}\n\n{ENTRY}", "JSON Lines"),
    "notebook": ('{"cells": [{"source": ["x"]}], "nbformat": 4}', "notebook"),
    "CSV": ("name,built,text\n" + 'Old bridge,1931,"It, they say, closes"\n' * 5, r"table \(CSV\)"),
    "CSV, semicolons": ("a;b;c\n" + "x;1,5;y\n" * 9, "table"),
    "TSV": ("a\tb\tc\n" + "x\t2026-03-04\ty\n" * 200, r"table \(TSV\)"),
    "log": ("2026-03-04 06:00:00,123 INFO app: it closes\n" * 6, "log"),
    "system log": ("Mar  4 06:00:00 host cron[12]: it closes\n" * 6, "log"),
    "web log": ('1.2.3.4 - - [04/Mar/2026:06:00:00 +0100] "GET / HTTP/1.1" 200\n' * 6, "log"),
    "base64": (base64.encodebytes(STORY.encode() * 9).decode(), "encoded"),
    "base64, one line": (base64.b64encode(STORY.encode() * 9).decode(), "encoded"),
    "data address": ("data:image/png;base64,iVBORw0KGgo=", "encoded"),
    "uuencoded": ("begin 644 x.txt\n#0V%T\n`\nend\n", "encoded"),
    "script": ("#!/bin/sh\necho closes\n", "script"),
    "PHP": ("<?php echo 'closes';", "script"),
    "patch": ("diff --git a/x b/x\n--- a/x\n+++ b/x\n", "patch"),
    "dump": ("--\n-- PostgreSQL database dump\n--\n", "database's dump"),
    "LaTeX": ("\\documentclass{article}\n\\begin{document}", "LaTeX.*PDF"),
    "card": ("BEGIN:VCARD\nFN:Olsen\nEND:VCARD", "visiting card"),
    "calendar": ("BEGIN:VCALENDAR\r\nVERSION:2.0", "calendar"),
    "key": ("-----BEGIN PGP MESSAGE-----\n\nhQ==", "encrypted"),
    "reply": ("HTTP/1.1 200 OK\nContent-Type: text/plain\n\n" + STORY, "reply with its headers"),
}
ARTICLES = {
    "from an editor": f"From: The Editor\n\n{STORY}",
    "a memo": f"From: The Editor\nTo: Our readers\nDate: 3 March 2026\nSubject: Bridge\n\n{STORY}",
    "as a program copied it": f"Bridge\n\nFrom: Ann Lee <ann@a.example>\nSent: Monday\n\n{STORY}",
    "fields": f"BYLINE: Mira Stell\nSECTION: News\nLENGTH: 118 words\n\n{STORY}",
    "quotes JSON": f"The reply\n\nIt said this:\n\n{ENTRY}\n\n{STORY}",
    "begins with JSON": f"{ENTRY}\n\nThat is what the server said. {STORY}",
    "begins with a bracket": f"[Photo: the bridge] {STORY}",
    "begins with a brace": f"{{Updated}} {STORY}",
    "a footnote": "[1]",
    "begins with a number": f"1\n\n{STORY}",
    "quotes subtitles": f"The film\n\nAt that moment:\n\n{CUE}\n{STORY}",
    "times of speech": "[00:00:01] KARLO: It closes.\n[00:00:04] BRENN: In May.\n" * 3,
    "live": f"06:00 It closes.\n06:10 It does not.\n06:20 It does.\n06:30 So.\n06:40 {STORY}",
    "front matter": f"---\ntitle: Bridge\ndate: 2026-03-04\n---\n\n{STORY}",
    "Markdown table": f"# Bridge\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{STORY}",
    "a link first": f"[Bridge](https://a.example)\n\n{STORY}",
    "lists in prose": "Red, white, blue.\nOne, two, three.\nHere, there, now.\n" * 3,
    "numbers in prose": "In 2026, it rose, then fell.\nIn 2027, it fell, too.\n" * 4,
    "a piece of a page": f"<p>{STORY}</p><div>More.</div>",
    "feeds in prose": f"<feed> is a tag of Atom. {STORY}",
    "signed": f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{STORY}",
    "status": f"HTTP/2 503 was all that readers saw. {STORY}",
    "a long word": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 5,
    "letters": "ACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGTACGT " * 9,
    "one long address": f"https://a.example/{'Bridge1' * 50}\n\n{STORY}",
    "dates": "2026-03-04 06:00:00 the bridge closed.\n" * 6,
}


@pytest.mark.parametrize(("text", "said"), FOREIGN.values(), ids=FOREIGN.keys())
def test_what_is_no_article_is_refused_by_its_content(text: str, said: str) -> None:
    """Whatever its name, and pasted too; the sentence says what it is and what to do."""
    lines = text.replace("\r\n", "\n").replace("\n", "\r\n")
    reads: list[Callable[[], object]] = [
        lambda: read_bytes(text.encode(), name="article.txt"),
        lambda: read_bytes(text.encode(), name="article.md"),
        lambda: read_bytes(lines.encode("utf-16"), name="article.html"),
        lambda: read_bytes(text.encode(), content_type="text/plain"),
        lambda: read_text(text),
    ]
    for read in reads:
        with pytest.raises(UnsupportedFormat, match=said) as refused:
            read()
        assert re.match(r"(?:This is|These are) [^.]+\. [A-Z]", str(refused.value))


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES.keys())
def test_what_only_looks_so_is_read(text: str) -> None:
    assert refusal_of_text(text) is None


def packed(*names: str, **contents: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**contents, **dict.fromkeys(names, "x" * 99)}.items():
            archive.writestr(name, content)
    return file.getvalue()


def old_office(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"".join(n.encode("utf-16-le") for n in names)


BINARY = [
    (packed("[Content_Types].xml", "word/document.xml"), "a Word document"),
    (packed("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
    (packed("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint presentation"),
    (packed("a.xml", mimetype="application/epub+zip"), r"an e-book \(EPUB\)"),
    (packed(mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument text"),
    (packed("Index/Document.iwa"), "Pages"),
    (packed("a.docx", "word.txt"), r"an archive \(ZIP\). Unpack"),
    (packed("word/document.xml")[:60], r"ZIP\) that is damaged"),
    (packed(), r"archive \(ZIP\)"),
    (old_office("__substg1.0_0037001F"), r"a mail message \(Outlook\)"),
    (old_office("Root Entry", "WordDocument"), "a Word document"),
    (old_office("Workbook"), "an Excel workbook"),
    (old_office("PowerPoint Document"), "a PowerPoint presentation"),
    (old_office(), "old Office program"),
    (gzip.compress(STORY.encode()), r"archive \(gzip\)"),
    (b"\0" * 257 + b"ustar\0", r"archive \(tar\)"),
    (b"\x89PNG\r\n\x1a\n", r"a picture \(PNG\).*recognised"),
    (b"\xff\xd8\xff\xe0", r"a picture \(JPEG\)"),
    (b"RIFF\0\0\0\0WEBPVP8 ", r"a picture \(WebP\)"),
    (b"\0\0\0\x18ftypheic", r"a picture \(HEIF\)"),
    (b"\0\0\0\x18ftypisom", r"a recording \(MPEG-4\).*transcript"),
    (b"ID3\x03\0", r"a recording \(MP3\)"),
    (b"SQLite format 3\0", "a database"),
    (b"%!PS-Adobe-3.0\n", "PostScript. Make a PDF"),
    (b"{\\rtf1 text}", r"a word processor's document \(RTF\)"),
]


@pytest.mark.parametrize(("data", "said"), BINARY, ids=[said for _, said in BINARY])
def test_a_file_that_is_not_text_is_called_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(UnsupportedFormat, match=rf"^This is .*{said}"):
        read_bytes(data, name="article.txt")


def test_a_page_is_read_whatever_stands_before_it() -> None:
    page = (
        '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html lang="en"><head><title>Bridge</title></head>'
        f"<body><article><h1>Bridge</h1><p>{STORY * 4}</p></article></body></html>"
    )
    for text in (page, page.partition("\n")[2], f"<!-- {'x' * 99} -->\n{page.partition('>')[2]}"):
        assert "closes in May" in read_bytes(text.encode()).paragraphs[0].text


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([*'{}[]",:;<>\n\t', "From: a", "1,2", "<?xml", "--", "a"])).map(
            "".join
        ),
        st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(json.dumps),
    )
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_text(text)
    except ReadError:
        return


@given(st.binary(max_size=300), st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"RIFF", b""]))
def test_any_bytes_are_read_or_refused(data: bytes, beginning: bytes) -> None:
    try:
        read_bytes(beginning + data)
    except ReadError:
        return
