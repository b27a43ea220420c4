"""The HTTP API, by what it answers."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from httpx2 import Response
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from api.app import Problem, create_app, is_loopback
from api.settings import Settings
from api.wiring import wired
from assistant.types import Answer
from index.errors import StorageError
from index.library import Entry, Library
from index.types import Article, Paragraph
from tests.api.conftest import Run

CANONICAL = "Who says the departures were ordered?"
BASE_URL = "http://127.0.0.1"


def served(settings: Settings) -> AbstractContextManager[TestClient]:
    app = create_app(settings)
    return TestClient(app, BASE_URL, raise_server_exceptions=False)


@pytest.fixture(scope="module")
def filled(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample article and two whose ids begin alike."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(sample_folder, folder)

    async def ingest() -> None:
        async with wired(Settings(folder)) as parts:
            for island in ("Aran", "Bere"):
                paragraph = Paragraph(1, f"The ferry to {island} sails twice a day.")
                await parts.ingest.add(Article(f"Ferries {island}", (paragraph,)))

    asyncio.run(ingest())
    return folder


@pytest.fixture(scope="module")
def client(filled: Path) -> Iterator[TestClient]:
    with served(Settings(filled)) as session:
        yield session


@pytest.fixture
def sample_id(client: TestClient) -> str:
    listed: list[dict[str, str]] = client.get("/articles").json()
    return listed[-1]["id"]


def problem(response: Response) -> Problem:
    """What went wrong; the response says the same of itself."""
    assert response.headers["content-type"] == "application/problem+json"
    told = Problem.model_validate(response.json())
    assert told.status == response.status_code
    return told


# What is asked


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
    assert set(operations) == {"ask", "articles", "article", "live"}
    for responses in operations.values():
        for status, response in responses.items():
            [form] = response["content"]
            wanted = "application/json" if status == "200" else "application/problem+json"
            assert form == wanted
    whole = operations["ask"]["200"]["content"]["application/json"]["schema"]
    assert whole == {"$ref": "#/components/schemas/Answer"}
    assert "support" in document["components"]["schemas"]["Claim"]["properties"]


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


# The articles


def test_the_articles_are_as_the_command_line_lists_them(client: TestClient, sample: Run) -> None:
    [printed] = json.loads(sample("articles", "--json").out)
    assert client.get("/articles").json()[-1] == printed


def test_an_article_by_how_its_id_begins(client: TestClient) -> None:
    article = client.get("/articles/ferries-a").json()
    assert article["title"] == "Ferries Aran"
    assert article["paragraphs"] == [{"number": 1, "text": "The ferry to Aran sails twice a day."}]


def test_it_is_alive(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}


# What goes wrong


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


@pytest.mark.parametrize(
    "host", ["articles.example", "127.0.0.1.example", "a_b", "192.0.2.1", "", "["]
)
def test_a_name_that_is_made_to_resolve_here_is_refused(client: TestClient, host: str) -> None:
    told = problem(client.get("/articles", headers={"host": host}))
    assert told.status == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_by_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/health/live", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(("given", "status"), [("nowhere", 404), ("ferries-", 409)])
def test_an_article_that_is_not_there(client: TestClient, given: str, status: int) -> None:
    assert problem(client.get(f"/articles/{given}")).status == status


def test_a_page_that_is_not_there(client: TestClient) -> None:
    assert problem(client.get("/nowhere")).status == 404


def test_a_wrong_method_says_the_right_one(client: TestClient) -> None:
    response = client.get("/ask")
    assert problem(response).status == 405
    assert response.headers["allow"] == "POST"


def test_an_empty_library_says_how_to_fill_it(folder: Path) -> None:
    with served(Settings(folder)) as client:
        told = problem(client.post("/ask", json={"question": CANONICAL}))
    assert told.status == 409
    assert "assistant ingest" in told.detail


def test_an_index_of_another_embedder_is_named(filled: Path) -> None:
    settings = Settings(filled, embedder="openai:other", base_url="http://127.0.0.1:9/v1")
    with served(settings) as client:
        told = problem(client.post("/ask", json={"question": CANONICAL}))
    assert told.status == 503
    assert "openai:other" in told.detail


def test_a_defect_tells_nothing_of_itself(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Library) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(Library, "entries", fail)
    told = problem(client.get("/articles"))
    assert told.status == 500
    assert "secret" not in told.detail


def test_a_library_that_cannot_be_opened_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, no folder")
    with (
        pytest.raises(StorageError, match="ASSISTANT_DATA_DIR"),
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
