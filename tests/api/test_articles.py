"""The library over HTTP."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from tests.api.conftest import Run
from tests.api.server import problem


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
