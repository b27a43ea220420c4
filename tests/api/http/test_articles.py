"""The library over HTTP."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import lxml.html
import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from api.wiring import wired
from index.types import Article, Paragraph
from tests.api.conftest import Run
from tests.api.server import problem, served


def test_the_articles_are_as_the_command_line_lists_them(client: TestClient, sample: Run) -> None:
    [printed] = json.loads(sample("articles", "--json").out)
    assert client.get("/articles").json()[-1] == printed


def test_an_article_by_how_its_id_begins(client: TestClient) -> None:
    article = client.get("/articles/ferries-a").json()
    assert article["title"] == "Ferries Aran"
    assert article["paragraphs"] == [{"number": 1, "text": "The ferry to Aran sails twice a day."}]


@pytest.mark.parametrize(("given", "status"), [("nowhere", 404), ("ferries-", 409)])
def test_an_article_that_is_not_there(client: TestClient, given: str, status: int) -> None:
    assert problem(client.get(f"/articles/{given}")).status == status


def test_what_is_found_is_what_the_command_line_finds(client: TestClient, sample: Run) -> None:
    """In the one article that both have."""
    [article] = json.loads(sample("articles", "--json").out)
    words = "Who ordered the departures?"
    sought: dict[str, str | int] = {"q": words, "articles": article["id"], "limit": 3}
    found = client.get("/search", params=sought).json()
    assert found == json.loads(sample("search", words, "--json", "--limit", "3").out)
    assert found[0]["paragraph"] == 6


@pytest.mark.parametrize(
    ("sought", "status"),
    [
        ({}, 422),
        ({"q": ""}, 422),
        ({"q": "ferry", "limit": "9"}, 422),
        ({"q": "ferry", "articles": "nowhere"}, 404),
        ({"q": "ferry", "article": "ferries-aran"}, 422),
        ({"q": "ferry", "sources": "none"}, 409),
    ],
)
def test_a_search_that_cannot_be_made(
    client: TestClient, sought: dict[str, str], status: int
) -> None:
    assert problem(client.get("/search", params=sought)).status == status


def test_who_says_what_is_as_the_command_line_says(client: TestClient, sample: Run) -> None:
    [article] = json.loads(sample("articles", "--json").out)
    told = client.get(f"/articles/{article['id']}/statements").json()
    assert told == json.loads(sample("statements", article["id"], "--json").out)
    assert told["disagreements"][0]["claim"]["paragraph"] == 6


def test_questions_to_begin_with(client: TestClient, sample_id: str) -> None:
    questions = client.get(f"/articles/{sample_id}/questions").json()
    assert questions[0] == "What is this article about?"
    assert len(questions) == 4


HOSTILE = Article(
    "<script>alert(1)</script> & more",
    (
        Paragraph(1, "The first <img src=x onerror=alert(2)> paragraph says “so”."),
        Paragraph(2, "The second ends </p></article><script>alert(3)</script> here &amp; there."),
    ),
    byline="<b>Somebody</b>",
    url="javascript:alert(4)",
)


def test_a_page_to_read_shows_markup_as_text(tmp_path: Path) -> None:
    """What is between a paragraph's tags is its text, to the letter."""

    async def ingest() -> Article:
        async with wired(Settings(tmp_path)) as parts:
            return (await parts.ingest.add(HOSTILE)).article

    article = asyncio.run(ingest())
    with served(Settings(tmp_path)) as client:
        page = client.get(f"/articles/{article.id}", headers={"accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    tree = lxml.html.fromstring(page.text)
    shown = {each.get("id"): each.find("p").text for each in tree.find_class("paragraph")}
    assert shown == {f"p{each.number}": each.text for each in HOSTILE.paragraphs}
    assert [each.tag for each in tree.iter("script", "img")] == []
    assert [each for each in tree.iterlinks() if "javascript" in each[2]] == []
    assert tree.findtext(".//h1") == HOSTILE.title


def test_the_same_text_from_elsewhere_is_shown_beside_it(tmp_path: Path) -> None:
    """With its link if that is one: an article can claim any address."""
    wire = replace(HOSTILE, source="The Wire", url="https://wire.example/1")
    copies = [
        replace(wire, source="<b>Daily</b>", url="https://daily.example/9"),
        replace(wire, source="Evil", url="javascript:alert(5)", published=datetime(2026, 5, 4)),
    ]

    async def ingest() -> Article:
        async with wired(Settings(tmp_path)) as parts:
            for each in (wire, *copies):
                last = await parts.ingest.add(each)
            return last.article

    article = asyncio.run(ingest())
    with served(Settings(tmp_path)) as client:
        as_json = client.get(f"/articles/{article.id}").json()
        page = client.get(f"/articles/{article.id}", headers={"accept": "text/html"})
    assert as_json["publications"] == [
        {"source": "<b>Daily</b>", "url": "https://daily.example/9", "published": None},
        {"source": "Evil", "url": "javascript:alert(5)", "published": "2026-05-04T00:00:00"},
    ]
    sources = [each.text_content() for each in lxml.html.fromstring(page.text).find_class("source")]
    assert [" ".join(each.split()) for each in sources] == [
        "<b>Somebody</b> · The Wire · original",
        "The same text: <b>Daily</b> · original",
        "The same text: Evil · 4 May 2026",
    ]
    assert "javascript" not in page.text


def test_the_list_comes_in_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    """All articles once, however few a page has; a page says how many there are."""
    settings = Settings(tmp_path)

    async def fill() -> None:
        async with wired(settings) as parts:
            for number in range(5):
                text = Paragraph(1, f"Ferry {number} sails.")
                await parts.ingest.add(Article(f"Report {number}", (text,), source="Herald"))

    asyncio.run(fill())
    found: list[dict[str, str]] = []
    with served(settings) as client:
        whole = client.get("/articles").json()
        where = "/articles?limit=2&sort=title"
        while where:
            page = client.get(where)
            assert page.headers["x-total-count"] == "5"
            found += page.json()
            assert len(page.json()) <= 2
            where = page.links.get("next", {}).get("url", "")
    assert [each["title"] for each in found] == [f"Report {number}" for number in range(5)]
    assert sorted(each["id"] for each in found) == sorted(each["id"] for each in whole)


def test_the_list_is_narrowed_by_words_and_by_source(client: TestClient) -> None:
    assert [each["title"] for each in client.get("/articles?q=FERRIES+aran").json()] == [
        "Ferries Aran"
    ]
    assert client.get("/articles?q=ferries+nowhere").json() == []
    assert client.get("/articles?q=100%25").json() == []
    assert client.get("/articles?sources=nobody").json() == []
    assert client.get("/articles?added_from=2999-01-01").json() == []
    assert client.get("/articles?limit=1001").status_code == 422
    assert client.get("/articles?author=x").status_code == 422
