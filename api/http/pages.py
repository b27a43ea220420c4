"""The pages that people see: one to ask on, one to check a draft on, an article to read."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.staticfiles import StaticFiles

from api.presentation.checking_words import HOW, JUDGED, LINES, QUESTION
from api.presentation.findings import NOT_JUDGED, SIGNS
from assistant.draft_check import LONGEST_DRAFT, Finding
from assistant.rendering.notes import search_note
from assistant.verification import Reason
from index.types import Article, Lack, Publication

_WEB: Final = Path(__file__).parents[1] / "web"
WEB: Final = StaticFiles(directory=_WEB / "static")
"""Scripts, styles and the icon, for `/web/`."""

TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_WEB / "templates"), autoescape=True, undefined=StrictUndefined
)
"""Makes pages, everything in them escaped."""

router = APIRouter()


@router.get("/", include_in_schema=False)
async def home() -> HTMLResponse:
    """The page to ask on."""
    return HTMLResponse(_home())


@cache
def _home() -> str:
    """With the words for how sentences were checked, which every channel has."""
    reasons = {reason.value: reason.explanation for reason in Reason}
    how = {verified.value: words for verified, words in HOW.items()}
    checking = {"question": QUESTION, "how": how, "judging": LINES}
    return TEMPLATES.get_template("index.html").render(reasons=reasons, checking=checking)


@router.get("/check", include_in_schema=False)
async def check() -> HTMLResponse:
    """The page to check a draft on."""
    return HTMLResponse(_check())


@cache
def _check() -> str:
    """With the words and signs of the findings, which the command line has too."""
    findings = {each.value: (SIGNS[each.value], each.word) for each in Finding}
    return TEMPLATES.get_template("check.html").render(
        findings=findings,
        not_judged=NOT_JUDGED,
        judged=JUDGED,
        without={lack.value: search_note(lack).text for lack in Lack},
        most=LONGEST_DRAFT,
    )


def article_page(article: Article) -> str:
    """The article as a page. A paragraph's text stands there unchanged: citations count in it."""
    return TEMPLATES.get_template("article.html").render(
        article=article,
        source=_source(article),
        link=_link(article.url),
        elsewhere=[(_publication(each), _link(each.url)) for each in article.publications],
    )


def _source(article: Article) -> list[str]:
    parts = (article.byline, article.source, article.section, _day(article.published))
    return [part for part in parts if part]


def _publication(publication: Publication) -> list[str]:
    parts = (publication.source, _day(publication.published))
    return [part for part in parts if part]


def _day(published: datetime | None) -> str | None:
    return f"{published:%-d %B %Y}" if published else None


def _link(url: str | None) -> str | None:
    """The article's address if it is a web address: an article can claim any, `javascript:` too."""
    return url if url and urlsplit(url).scheme in ("http", "https") else None
