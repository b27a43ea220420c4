"""An HTML page → the article in it, without what surrounds it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from index.errors import EmptyArticle, TooLarge
from index.language.detection import language_code
from index.language.visible_text import clean
from index.language.word_lists import word_set
from index.readers.html_attributes import most_attributes
from index.readers.layout import columns, ends_sentence, is_prose
from index.readers.metadata import UNKNOWN, Metadata
from index.readers.news_page.date_lines import read_date
from index.readers.pasted import to_article
from index.types import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

MAX_CHARACTERS = 5_000_000  # of markup, which takes seconds each million
MAX_ATTRIBUTES = 2_000  # of an element, counted generously
SHORTEST = 80  # columns of sentences; what has less is a notice ("Page not found.") or a menu

_DECLARED_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*(?:[\"']\s*)?([\w-]{1,40})", re.I)
_BLOCKS = word_set("p head list item quote code table row div body")
_NEEDS_SCRIPTS = re.compile(r"\b(?:enable|requires?|activate|turn on) javascript\b", re.I)
_PUBLISHED = (
    "//meta[@property='article:published_time' or @property='og:article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='DC.date.issued'"
    " or @name='parsely-pub-date' or @name='sailthru.date']/@content",
    "//article//time/@datetime",
)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page names in its own head."""
    match = _DECLARED_CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def read_html(page: str, metadata: Metadata = UNKNOWN) -> Article:
    """The article in a page; what is known about it goes before what the page says.

    Raises:
        EmptyArticle: there is no article in it.
        TooLarge: it, or the number of its paragraphs, exceeds a limit.
    """
    if len(page) > MAX_CHARACTERS:
        raise TooLarge(
            f"The page is larger than {MAX_CHARACTERS // 1_000_000} MB, the limit. Copy the "
            "article's text and paste that."
        )
    if most_attributes(page, MAX_ATTRIBUTES) > MAX_ATTRIBUTES:
        raise TooLarge(
            f"An element of the page has more than {MAX_ATTRIBUTES:,} attributes, as no article's "
            "has. Copy the article's text and paste that."
        )
    import trafilatura  # noqa: PLC0415 - heavy, needed only here

    tree = trafilatura.load_html(page)
    document = _extract(tree, metadata.url) if tree is not None else None
    lines = list(_lines(document.body)) if document else []
    prose = [line for line in lines if is_prose(line) or columns(line) > SHORTEST]
    if any(map(_NEEDS_SCRIPTS.search, prose)) and len(prose) < 3:
        raise EmptyArticle(
            "The page shows its article only to a browser with JavaScript. Open it in one, copy "
            "the text and paste that."
        )
    if document is None or sum(map(columns, prose)) < SHORTEST:
        raise EmptyArticle(
            "There is no article on this page. Give the address of the article itself, or copy "
            "its text and paste that."
        )
    return to_article(lines, metadata.or_else(_metadata(tree, document)))


def _extract(tree: HtmlElement, url: str | None) -> Document | None:
    import trafilatura  # noqa: PLC0415 - heavy, needed only here
    from trafilatura.settings import Document, use_config  # noqa: PLC0415

    # Its own threshold makes one paragraph of a short article, with the byline and the date.
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORTEST))
    document = trafilatura.bare_extraction(
        tree,
        url=url,
        with_metadata=True,
        include_comments=False,
        config=config,
        # An extensive search takes any date for the article's, that of a copyright notice too.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    return document if isinstance(document, Document) else None


def _metadata(tree: HtmlElement, document: Document) -> Metadata:
    data = list(_linked_data(tree))
    return Metadata(
        title=document.title or None,
        byline=_joined(document.author),
        section=_section(tree, data),
        source=document.sitename or None,
        published=_published(tree, data) or (read_date(document.date) if document.date else None),
        url=document.url or None,
        language=_language(tree),
    )


def _lines(body: HtmlElement) -> Iterator[str]:
    """The text of the innermost blocks, in order; a table's row is a line."""
    from lxml import etree  # noqa: PLC0415 - heavy, needed only here

    text = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        opens = event == "start"
        if opens and element.tag == "cell":
            text += " | " if text.strip() else ""
        elif opens and element.tag == "lb":  # on old pages, what separates paragraphs
            text += "\n" if ends_sentence(text.rstrip()) else " "
        elif element.tag in _BLOCKS and next(element.iterancestors("cell"), None) is None:
            yield from text.split("\n")  # trafilatura's last resort: a block on each line
            text = ""
        text += (element.text if opens else element.tail) or ""
    yield from text.split("\n")


def _joined(authors: str | None) -> str | None:
    """Jane Doe; John Roe; Ann Poe → Jane Doe, John Roe and Ann Poe."""
    return " and ".join(authors.replace("; ", ", ").rsplit(", ", 1)) if authors else None


def _published(tree: HtmlElement, data: list[dict[str, Any]]) -> datetime | None:
    """When the page says that it was published, with the time if it says that anywhere."""
    stated = [str(item["datePublished"]) for item in data if "datePublished" in item]
    stated += [str(value) for path in _PUBLISHED for value in tree.xpath(path)]
    dates = [date for text in stated if (date := read_date(text))]
    same_day = [date for date in dates if date.date() == dates[0].date()]
    return next((date for date in same_day if date.time() != time()), next(iter(dates), None))


def _section(tree: HtmlElement, data: list[dict[str, Any]]) -> str | None:
    stated = [*tree.xpath("//meta[@property='article:section']/@content")]
    stated += [item.get("articleSection") for item in data]
    sections = (one for value in stated for one in (value if isinstance(value, list) else [value]))
    return next(
        (section for one in sections if isinstance(one, str) and (section := clean(one))), None
    )


def _language(tree: HtmlElement) -> str | None:
    stated = [tree.get("lang"), *tree.xpath("//meta[@property='og:locale']/@content")]
    return next((code for tag in stated if (code := language_code(tag))), None)


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles in a page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            pending = [json.loads(script)]
        except (ValueError, RecursionError):  # broken, or made to break its reader
            continue
        while pending:
            item = pending.pop()
            if isinstance(item, list):
                pending += reversed(item)
            elif isinstance(item, dict):
                pending.append(item.get("@graph"))
                if "Article" in str(item.get("@type")) or "Posting" in str(item.get("@type")):
                    yield item
