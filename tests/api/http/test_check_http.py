"""Drafts over HTTP: what is found, and how it streams."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.server import create_app
from api.settings import Settings
from tests.api.conftest import Run
from tests.api.server import BASE_URL, Received, events, problem, running

TRUE = "Oil that Cuba badly needed came from Venezuela in exchange."
WRONG = (
    "Departures in recent weeks were confirmed by fourteen sources with knowledge of the matter."
)
DRAFT = f"# Oil\n\n{TRUE} [A7] {WRONG}"


def test_each_sentence_with_its_finding_and_the_articles_sentence(
    client: TestClient, sample_id: str
) -> None:
    response = client.post("/check", json={"draft": DRAFT, "articles": [sample_id]})
    assert response.status_code == 200
    report = response.json()
    heading, true, wrong = report["sentences"]
    assert (heading["kind"], heading["finding"]) == ("heading", "no_claim")
    assert (true["finding"], true["unknown"]) == ("supported", ["A7"])
    assert (wrong["finding"], wrong["reason"]) == ("contradicted", "number")
    assert wrong["detail"] == "the draft has “fourteen”, the article “eleven”"
    [citation] = wrong["citations"]
    paragraph = client.get(f"/articles/{sample_id}").json()["paragraphs"][0]
    assert paragraph["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert DRAFT[wrong["start"] : wrong["end"]] == WRONG
    assert report["counts"]["contradicted"] == 1


def test_a_report_is_what_the_command_line_prints(
    client: TestClient, sample: Run, sample_id: str
) -> None:
    Path("draft.md").write_text(DRAFT)
    printed = json.loads(sample("check", "draft.md", "--json").out)
    told = client.post("/check", json={"draft": DRAFT, "articles": [sample_id]}).json()
    assert told == printed


async def _streamed(filled: Path, **asked: object) -> list[Received]:
    async with (
        running(Settings(filled)) as client,
        client.stream("POST", "/check/stream", json={"draft": DRAFT} | asked) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        return [event async for event in events(response)]


async def test_a_stream_has_each_sentence_then_the_whole_report(filled: Path) -> None:
    told = await _streamed(filled)
    assert [each.event for each in told] == ["sentence", "sentence", "sentence", "done"]
    *sentences, done = (each.data for each in told)
    assert done["sentences"] == sentences
    async with running(Settings(filled)) as client:
        assert (await client.post("/check", json={"draft": DRAFT})).json() == done


def test_only_the_scope_is_searched(client: TestClient) -> None:
    """Without it, the sentence is supported."""
    report = client.post("/check", json={"draft": TRUE, "articles": ["ferries-aran"]}).json()
    assert [each["finding"] for each in report["sentences"]] == ["nothing_about_it"]


@pytest.mark.parametrize(
    ("asked", "status", "code", "detail"),
    [
        ({"draft": " \n"}, 422, "draft_unusable", "there are no words in the draft"),
        ({"draft": "x" * 50_001}, 422, "draft_too_long", "50,000 is the most"),
        ({"draft": "It rained.\n\n" * 501}, 422, "draft_of_many_sentences", "500 is the most"),
        ({"draft": TRUE, "articles": ["nowhere"]}, 404, "article_not_found", "'nowhere'"),
        ({"draft": TRUE, "articles": ["ferries-"]}, 409, "article_ambiguous", "Give more"),
        ({"draft": TRUE, "sources": ["none"]}, 409, "nothing_in_scope", "of these sources"),
        ({"draft": TRUE, "article": "x"}, 422, None, "body.article: Extra inputs"),
        ({}, 422, None, "body.draft: Field required"),
    ],
)
def test_a_draft_that_cannot_be_checked(
    client: TestClient, asked: object, status: int, code: str | None, detail: str
) -> None:
    """Told alike whole and as a stream, of which nothing has been sent then."""
    for path in ("/check", "/check/stream"):
        told = problem(client.post(path, json=asked))
        assert (told.status, told.code) == (status, code)
        assert detail in told.detail


def test_a_draft_takes_the_room_of_an_answer(filled: Path) -> None:
    app = create_app(Settings(filled))
    app.state.server.slots.draining = True
    with TestClient(app, BASE_URL) as client:
        for path in ("/check", "/check/stream"):
            told = problem(client.post(path, json={"draft": TRUE}))
            assert (told.status, told.detail) == (503, "the server is stopping; ask again later")


def test_half_a_character_is_refused(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/check", content=rb'{"draft": "Who \ud800?"}', headers=headers)
    assert problem(response).status == 422
