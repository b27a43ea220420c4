"""The HTTP API as a whole: its document, whom it answers, and how it fails."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openapi_spec_validator import validate
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from api.asgi.addresses import is_loopback
from api.settings import Settings
from assistant.types import Answer
from index.errors import StorageError
from index.store.articles.article_store import SqlArticleStore
from index.store.records import Entry
from index.types import Article
from tests.api.server import CANONICAL, problem, served


def test_what_is_answered_is_what_is_documented(client: TestClient, sample_id: str) -> None:
    answer = client.post("/ask", json={"question": CANONICAL}).json()
    entries = client.get("/articles").json()
    article = client.get(f"/articles/{sample_id}").json()
    TypeAdapter(Answer).validate_python(answer, extra="forbid")
    TypeAdapter(list[Entry]).validate_python(entries, extra="forbid")
    TypeAdapter(Article).validate_python(article, extra="forbid")


def test_the_document_names_what_comes_back(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    operations = {
        operation["operationId"]: operation["responses"]
        for path in document["paths"].values()
        for operation in path.values()
    }
    assert set(operations) == {
        "ask",
        "ask_and_stream",
        "articles",
        "check",
        "check_and_stream",
        "article",
        "add_article",
        "put_into_groups",
        "remove_article",
        "article_statements",
        "article_questions",
        "answer",
        "rate",
        "search",
        "chat_completions",
        "models",
        "model",
        "live",
        "ready",
    }
    for name in ("chat_completions", "models", "model"):  # see test_chat_errors.py
        del operations[name]
    del operations["ready"]["503"]  # no problem, but what is missing
    refusals = {"401", "403", "421", "429", "500"}
    assert all(refusals <= set(operations[name]) for name in set(operations) - {"live", "ready"})
    for responses in operations.values():
        for status, response in responses.items():
            is_problem = [*response.get("content", ())] == ["application/problem+json"]
            assert is_problem is not status.startswith("2")
    whole = operations["ask"]["200"]["content"]["application/json"]["schema"]
    assert whole == {"$ref": "#/components/schemas/Answer"}
    [streamed] = operations["ask_and_stream"]["200"]["content"].values()
    kinds = [kind["properties"]["event"]["const"] for kind in streamed["schema"]["oneOf"]]
    assert kinds == ["sources", "claim", "withheld", "done", "error"]
    assert "support" in document["components"]["schemas"]["Claim"]["properties"]


def test_the_document_is_one(client: TestClient) -> None:
    validate(client.get("/openapi.json").json())


def test_it_is_alive(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.parametrize(
    "host", ["articles.example", "127.0.0.1.example", "a_b", "192.0.2.1", "", "["]
)
def test_a_name_that_is_made_to_resolve_here_is_refused(client: TestClient, host: str) -> None:
    told = problem(client.get("/articles", headers={"host": host}))
    assert told.status == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_by_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/health/live", headers={"host": host}).status_code == 200


def test_a_page_that_is_not_there(client: TestClient) -> None:
    assert problem(client.get("/nowhere")).status == 404


def test_a_wrong_method_says_the_right_one(client: TestClient) -> None:
    response = client.get("/ask")
    assert problem(response).status == 405
    assert response.headers["allow"] == "POST"


def test_a_defect_tells_nothing_of_itself(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(SqlArticleStore, "page", fail)
    told = problem(client.get("/articles"))
    assert told.status == 500
    assert "secret" not in told.detail


def test_a_library_that_cannot_be_opened_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, no folder")
    with (
        pytest.raises(StorageError, match="Choose another one"),
        served(Settings(tmp_path / "data")),
    ):
        pass


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - what must not happen
        ("::", False),
        ("", False),
        ("0", False),
        ("192.0.2.1", False),
        ("localhost.example", False),
    ],
)
def test_which_hosts_are_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_the_document_refers_to_nothing_that_it_lacks(client: TestClient) -> None:
    document = client.get("/openapi.json").text
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', document))
    assert named <= set(json.loads(document)["components"]["schemas"])
    assert "FoundPassage" in named
