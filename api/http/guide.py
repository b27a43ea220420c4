"""The user's guide: Markdown pages of `api/web/guide/`, served as HTML at `/guide`.

The same files are read in the repository, so their links are between files there (`settings.md`)
and between addresses here (`/guide/settings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from api.http.pages import TEMPLATES

GUIDE: Final = Path(__file__).parents[1] / "web" / "guide"
HOME: Final = "index"
"""The page of contents; its links say which pages there are, and in which order."""

_PAGE: Final = re.compile(r"(?P<name>[a-z-]+)\.md(?P<section>#.+)?")
_ELSEWHERE: Final = re.compile(r"[a-z]+:|#")
_NOT_IN_A_SLUG: Final = re.compile(r"[^\w\- ]")

# What is wider than the page scrolls by itself, and the keyboard has to reach it for that.
_TABLE: Final = '<div class="scrolling" tabindex="0"><table>'

router = APIRouter()


def _markdown() -> MarkdownIt:
    """Raw HTML passes because the pages are ours: comments mark what is generated."""
    renderer = MarkdownIt("commonmark", {"html": True}).enable("table")
    renderer.add_render_rule("table_open", lambda *_: _TABLE)
    renderer.add_render_rule("table_close", lambda *_: "</table></div>\n")
    renderer.add_render_rule("code_inline", _breakable_code)
    return renderer


def _breakable_code(
    _: RendererHTML, tokens: Sequence[Token], at: int, *__: OptionsDict | EnvType
) -> str:
    """Long names break after an underscore, or a narrow screen would hold nothing beside them."""
    return f"<code>{escapeHtml(tokens[at].content).replace('_', '_<wbr>')}</code>"


_MARKDOWN: Final = _markdown()


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading: `slug` is its anchor, as GitHub makes it."""

    title: str
    slug: str


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of the guide: its heading, its sections and its text as HTML."""

    name: str
    title: str
    sections: tuple[Heading, ...]
    html: str

    @property
    def address(self) -> str:
        """Its path on the server."""
        return address_of(self.name)


@router.get("/guide", include_in_schema=False)
def guide_home() -> HTMLResponse:
    """The guide's contents."""
    return HTMLResponse(_shown(HOME))


@router.get("/guide/{name}", include_in_schema=False)
def guide_page(name: str) -> Response:
    """A page of the guide; who asks for its file, as in the repository, is sent to it."""
    page = name.removesuffix(".md")
    if page not in page_names():
        raise HTTPException(404, "the guide has no such page; /guide lists those that it has")
    if page != name or page == HOME:
        return RedirectResponse(address_of(page), 308)
    return HTMLResponse(_shown(page))


def address_of(name: str) -> str:
    """The path of a page on the server."""
    return "/guide" if name == HOME else f"/guide/{name}"


@cache
def page_names() -> tuple[str, ...]:
    """The pages in the order of the contents, which come first."""
    linked = re.findall(r"\]\(([a-z-]+)\.md\)", (GUIDE / f"{HOME}.md").read_text("utf-8"))
    return tuple(dict.fromkeys((HOME, *linked)))


@cache
def guide(name: str) -> GuidePage:
    """The page of this name, read and rendered once."""
    tokens = _MARKDOWN.parse((GUIDE / f"{name}.md").read_text("utf-8"))
    headings = tuple(_anchored(tokens))
    _link_on_the_server(tokens)
    _let_code_scroll(tokens)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    sections = tuple(heading for level, heading in headings if level == "h2")
    return GuidePage(name, headings[0][1].title, sections, html)


@cache
def _shown(name: str) -> str:
    pages = [guide(each) for each in page_names()]
    at = page_names().index(name)
    following = pages[at + 1] if at + 1 < len(pages) else None
    return TEMPLATES.get_template("guide.html").render(
        page=pages[at], pages=pages, following=following
    )


def _anchored(tokens: Sequence[Token]) -> Iterator[tuple[str, Heading]]:
    """The headings with their levels; each gets its slug as its id."""
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open":
            title = "".join(each.content for each in content.children or ())
            heading = Heading(title, slug_of(title))
            opening.attrSet("id", heading.slug)
            yield opening.tag, heading


def slug_of(title: str) -> str:
    """A heading's anchor, as GitHub makes it, so that links hold in both places."""
    return _NOT_IN_A_SLUG.sub("", title.lower()).replace(" ", "-")


def _link_on_the_server(tokens: Sequence[Token]) -> None:
    """Point links between files at addresses; one to a file that is not served is only text."""
    for token in tokens:
        children = token.children or []
        for at, child in enumerate(children):
            target = str(child.attrGet("href") or "")
            if child.type != "link_open" or _ELSEWHERE.match(target):
                continue
            if page := _PAGE.fullmatch(target):
                child.attrSet("href", address_of(page["name"]) + (page["section"] or ""))
            else:  # a file of the repository, which is not on the server
                closing = next(each for each in children[at:] if each.type == "link_close")
                child.hidden = closing.hidden = True


def _let_code_scroll(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "fence":
            token.attrSet("tabindex", "0")
