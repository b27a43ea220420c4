"""Texts that are no article: what they are, told by their content, and what to do with them.

Only what can be told for sure: an article that quotes a mail or some JSON is an article.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from index.language.word_lists import word_set
from index.readers.not_articles.machine_data import (
    ENCODED,
    FEED,
    FOR_PROGRAMS,
    HEAD,
    refusal_of_data,
)

_MAIL: Final = (
    "This is a mail message as it was sent, with its headers. Open it in a mail program and copy "
    "the article's text, or give the link to it."
)
_MAILBOX: Final = "This is a mailbox of mail messages. Copy the article's text out of its message."
_SAVED_PAGE: Final = (
    "This is a web page saved in one file (MHTML). Save it as HTML only, or give its link."
)
_SUBTITLES: Final = "These are subtitles ({}). Give the transcript as plain text, without times."

_BEGINNINGS: Final = tuple(
    (re.compile(pattern), refusal)
    for pattern, refusal in (
        (r"WEBVTT(?:[ \t].*)?(?:\n|\Z)", _SUBTITLES.format("WebVTT")),
        (
            r"(?:\d+[ \t]*\n)?[ \t]*(?:\d\d?:)?\d\d?:\d\d[,.]\d{1,3} *--> *\d\d?:\d\d",
            _SUBTITLES.format("SubRip"),
        ),
        (
            r"\d\d?:\d\d:\d\d[.,]\d{3},\d\d?:\d\d:\d\d[.,]\d{3}\n",
            _SUBTITLES.format("SubViewer"),
        ),
        (r"(?:;.*\n)*\[Script Info\][ \t]*\n|Format: Layer, ", _SUBTITLES.format("SubStation")),
        (r"(?:\[[a-z]+:.*\n)*(?:\[\d\d:\d\d\.\d\d\d?\].*\n){3}", _SUBTITLES.format("LRC")),
        (r"Scenarist_SCC V", _SUBTITLES.format("SCC")),
        (r"(?:\{\d+\}\{\d+\}.*\n){3}", _SUBTITLES.format("MicroDVD")),
        (r"data:[a-z]+/[\w.+-]+[;,]|begin [0-7]{3} \S+\n[!-`]{2}", ENCODED),
        (r"#![ \t]*/\S+|<\?php\b", FOR_PROGRAMS.format("a script")),
        (r"diff --git a/|--- \S.*\n\+\+\+ \S.*\n@@ -\d", FOR_PROGRAMS.format("a patch")),
        (r"--(?: MySQL|\n-- PostgreSQL database) dump", FOR_PROGRAMS.format("a database's dump")),
        (r"\\documentclass\b", "This is LaTeX. Make a PDF of it."),
        (r"BEGIN:VCARD\b", FOR_PROGRAMS.format("a visiting card")),
        (r"BEGIN:V(?:CALENDAR|EVENT)\b", FOR_PROGRAMS.format("a calendar")),
        (r"bplist0\d", FOR_PROGRAMS.format("a page in Safari's web archive")),
        (
            r"""\)\]\}'|(?://.*\n)+[\[{]|[\w.$]{1,40}\([\[{]\s*["'{\[]""",
            FOR_PROGRAMS.format("JSON"),
        ),
        (
            r"(?:From|De|Von|Da|Van|Fra|Från|Od|От) ?:.{0,200}<[^<>\s]{1,80}@[^<>\s]{1,80}>.*\n"
            r"[^\n:]{1,20}:",
            _MAIL,
        ),
        (r"-{5,} ?(?:Forwarded message|Original Message) ?-{5,}", _MAIL),
        (
            r"-----BEGIN (?!PGP SIGNED)[A-Z ]{3,40}-----",
            FOR_PROGRAMS.format("a key or an encrypted message"),
        ),
        (r"WARC/\d\.\d[ \t]*\n", FOR_PROGRAMS.format("a web archive (WARC)")),
        (
            r"HTTP/\d(?:\.\d)? \d{3}.{0,40}\n[\w-]+:",
            FOR_PROGRAMS.format("a server's reply with its headers"),
        ),
    )
)

_HEADER: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):(.*)")
_OF_MACHINES: Final = word_set(
    """
    mime-version message-id received return-path delivered-to content-transfer-encoding
    dkim-signature arc-seal authentication-results x-mailer list-unsubscribe references
    in-reply-to snapshot-content-location received-spf x-received
    """
)
_OF_LETTERS: Final = word_set("from to subject date cc reply-to sender")
_SENT: Final = re.compile(
    r"\s*(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? "
    r"(?:[+-]\d{4}|GMT|UTC|[A-Z]ST)"
)
_MAILBOX_LINE: Final = re.compile(
    r"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d \d{4}"
)
_LENGTH: Final = re.compile(r"\A\d+[ \t]*\n")  # which Apple's mail program puts first
_MOST_HEADERS: Final = 200

_BEFORE_ROOT: Final = re.compile(r"(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s+)*", re.DOTALL)
_ROOT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})([^>]{0,2000})")
_ROOTS: Final = {  # what XML is by its outermost element, also without a declaration
    "rss": FEED.format("RSS"),
    "RDF": FEED.format("RDF"),
    "svg": "This is a picture (SVG). Give the article's text.",
    "urlset": FOR_PROGRAMS.format("a site map"),
    "sitemapindex": FOR_PROGRAMS.format("a site map"),
    "opml": FOR_PROGRAMS.format("a list of feeds (OPML)"),
    "nitf": FOR_PROGRAMS.format("XML (NITF)"),
    "newsItem": FOR_PROGRAMS.format("XML (NewsML)"),
    "newsMessage": FOR_PROGRAMS.format("XML (NewsML)"),
    "SAMI": _SUBTITLES.format("SAMI"),
    "plist": FOR_PROGRAMS.format("XML (a property list)"),
}
_NAMESPACED: Final = {  # these names are others' too
    ("feed", "Atom"): FEED.format("Atom"),
    ("tt", "ttml"): _SUBTITLES.format("TTML"),
}
_OF_HTML: Final = frozenset({"html", "head", "body"})


def refusal_of_text(text: str) -> str | None:
    """What a text is that is no article, and what to do; None when it may be one."""
    start = text.lstrip("\ufeff \t\r\n")
    head = start[:HEAD].replace("\r\n", "\n").replace("\r", "\n")
    begins = (refusal for pattern, refusal in _BEGINNINGS if pattern.match(head))
    return next(begins, None) or _mail(head) or _xml(head) or refusal_of_data(start)


def _mail(head: str) -> str | None:
    if _MAILBOX_LINE.match(head):
        return _MAILBOX
    headers = _headers(head)
    of_machines = headers.keys() & _OF_MACHINES
    mail_headers = headers.keys() & _OF_LETTERS | of_machines
    sent = "@" in headers.get("from", "") and _SENT.match(headers.get("date", ""))
    # "From:" and "Date:" may head a letter in an article; programs' headers, or a sender with an
    # address and a date as mail has it, do not.
    if len(of_machines) < 2 and not (len(mail_headers) >= 3 and (of_machines or sent)):
        return None
    is_page = "multipart/related" in headers.get("content-type", "").lower()
    return _SAVED_PAGE if is_page or "snapshot-content-location" in headers else _MAIL


def _headers(head: str) -> dict[str, str]:
    """The lines at its beginning that name what follows them, by these names in lower case."""
    by_name: dict[str, str] = {}
    name = ""
    for line in islice(_LENGTH.sub("", head).split("\n"), _MOST_HEADERS):
        if header := _HEADER.match(line):
            name = header[1].lower()
            by_name.setdefault(name, header[2])
        elif name and line.strip() and line[0] in " \t":
            by_name[name] += line
        else:
            break
    return by_name


def _xml(head: str) -> str | None:
    """A page is none: `index.readers.formats` knows those; a piece of one is read as text."""
    before = _BEFORE_ROOT.match(head)
    root = _ROOT.match(head, before.end() if before else 0)
    name, attributes = (root[1], root[2]) if root else ("", "")
    if name in _OF_HTML or "doctype html" in head[:500].lower():
        return None
    for (root_name, space), refusal in _NAMESPACED.items():
        if name == root_name and space in attributes:
            return refusal
    is_xml = head.startswith("<?xml") or re.search(r"\bxmlns(?::\w+)?=", attributes)
    return _ROOTS.get(name) or (FOR_PROGRAMS.format("XML") if is_xml else None)
