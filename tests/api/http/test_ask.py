"""Questions over HTTP, by what they are answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from tests.api.conftest import Run
from tests.api.server import CANONICAL, problem, served


def test_the_canonical_question(client: TestClient, sample_id: str) -> None:
    response = client.post("/ask", json={"question": CANONICAL})
    assert response.status_code == 200
    answer = response.json()
    assert answer["outcome"] == "answered"
    assert "ource close to Venezuela’s ruling party" in answer["text"]
    [citation] = answer["claims"][0]["citations"]
    assert citation["paragraph"] == 6
    paragraph = client.get(f"/articles/{sample_id}").json()["paragraphs"][5]
    assert paragraph["number"] == 6
    assert paragraph["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_an_answer_is_what_the_command_line_prints(client: TestClient, sample: Run) -> None:
    """The same question over the same article; but for the id, the times and the scope."""
    [article] = json.loads(sample("articles", "--json").out)
    response = client.post("/ask", json={"question": CANONICAL, "articles": [article["id"]]})
    printed = json.loads(sample("ask", CANONICAL, "--json").out)
    told_apart = {"id": None, "asked": None, "timings": None}
    assert response.json() | told_apart == printed | told_apart


@pytest.mark.parametrize(
    "scope",
    [
        {"articles": ["ferries-aran"]},
        {"published_from": "2099-01-01"},
        {"published_to": "1999-12-31"},
        {"sources": ["The Ferry Times"]},
    ],
)
def test_only_the_scope_is_asked(client: TestClient, scope: dict[str, object]) -> None:
    """Without it, this question is answered."""
    response = client.post("/ask", json={"question": CANONICAL, **scope})
    assert response.json().get("outcome") != "answered"


def test_the_last_day_counts_to_its_end(client: TestClient, sample_id: str) -> None:
    day = client.get(f"/articles/{sample_id}").json()["published"][:10]
    days = {"published_from": day, "published_to": day}
    response = client.post("/ask", json={"question": CANONICAL, **days})
    assert response.json()["outcome"] == "answered"


def test_a_question_that_no_article_answers_is_answered_all_the_same(client: TestClient) -> None:
    response = client.post("/ask", json={"question": "What is Venezuela's inflation rate?"})
    assert response.status_code == 200
    assert response.json()["outcome"] == "not_found"


@pytest.mark.parametrize(
    ("asked", "status", "detail"),
    [
        ({"question": "  "}, 422, "the question is empty"),
        ({"question": "word " * 10_000}, 422, "2,000 is the most"),
        ({"question": "Who?", "articles": ["nowhere"]}, 404, "there is no article 'nowhere'"),
        ({"question": "Who?", "articles": ["ferries-"]}, 409, "Give more of the id"),
        ({"question": "Who?", "sources": ["none"]}, 409, "no article is of these sources"),
        ({}, 422, "body.question: Field required"),
        ({"question": 7}, 422, "body.question: "),
        ({"question": "Who?", "article": "x"}, 422, "body.article: Extra inputs"),
        ({"question": "Who?", "published_from": "yesterday"}, 422, "body.published_from: "),
        ([], 422, "body: "),
    ],
)
def test_a_question_that_cannot_be_answered(
    client: TestClient, asked: object, status: int, detail: str
) -> None:
    told = problem(client.post("/ask", json=asked))
    assert told.status == status
    assert detail in told.detail


@pytest.mark.parametrize(
    "body",
    [
        rb'{"question": "Who \ud800?"}',
        rb'{"question": "Who?", "articles": ["\ud800"]}',
        rb'{"question": "Who?", "\ud800": 1}',
    ],
)
def test_half_a_character_is_refused(client: TestClient, body: bytes) -> None:
    """JSON can write it and UTF-8 cannot."""
    headers = {"content-type": "application/json"}
    response = client.post("/ask", content=body, headers=headers)
    assert problem(response).status == 422


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"\0"])
def test_a_body_that_is_not_json(client: TestClient, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    assert problem(client.post("/ask", content=body, headers=headers)).status in {400, 422}


def test_a_web_form_of_another_site_is_not_read(client: TestClient) -> None:
    """A browser sends it here without asking, as long as it does not call itself JSON."""
    body = json.dumps({"question": CANONICAL})
    headers = {"content-type": "text/plain"}
    assert problem(client.post("/ask", content=body, headers=headers)).status == 422


def test_an_empty_library_says_how_to_fill_it(folder: Path) -> None:
    with served(Settings(folder)) as client:
        told = problem(client.post("/ask", json={"question": CANONICAL}))
    assert told.status == 409
    assert "add an article" in told.detail
    assert told.code == "library_empty"


def test_an_index_of_another_embedder_is_named(filled: Path) -> None:
    settings = Settings(filled, embedder="openai:other", base_url="http://127.0.0.1:9/v1")
    with served(settings) as client:
        told = problem(client.post("/ask", json={"question": CANONICAL}))
    assert told.status == 503
    assert "openai:other" in told.detail
