"""What a server tells of itself: logs, metrics, readiness."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.http import health
from api.logs import JsonLines
from api.settings import Settings
from index.embedding.minilm import MiniLM
from index.errors import EmbeddingError
from index.store.articles.article_store import SqlArticleStore
from tests.api.server import CANONICAL, problem, running, served
from tests.model_server import Exchange, model_server, says

ASKED = {"question": CANONICAL}
SAYS_SO = "One source close to Venezuela's ruling party said so [6]."


class Lines(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))

    @property
    def last(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.written[-1])
        return line


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The lines that a server would write."""
    handler, logger = Lines(), logging.getLogger("api")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_a_line_a_request_without_what_was_said(client: TestClient, lines: Lines) -> None:
    answer = client.post("/ask", json=ASKED).json()
    assert len(lines.written) == 1
    line = lines.last
    assert (line["method"], line["route"], line["status"]) == ("POST", "/ask", 200)
    assert (line["outcome"], line["key"]) == ("answered", None)
    assert line["ms"] > 0
    for text in ("departures", answer["text"][:20]):
        assert text not in lines.written[0]


def test_what_is_in_a_path_or_a_query_is_not_logged(client: TestClient, lines: Lines) -> None:
    client.get("/search", params={"q": "who ordered quixotic departures"})
    client.get("/articles/quixotic")
    client.get("/quixotic%0A{}")
    assert len(lines.written) == 3
    assert not any("quixotic" in line for line in lines.written)
    assert [json.loads(each)["route"] for each in lines.written] == [
        "/search",
        "/articles/{article_id}",
        "unknown",
    ]


def test_a_defect_is_logged_without_what_it_says(
    client: TestClient, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        try:
            raise ValueError("the article says: secret")
        except ValueError as error:
            raise KeyError("secret") from error

    monkeypatch.setattr(SqlArticleStore, "page", fail)
    response = client.get("/articles")
    assert problem(response).status == 500
    failure, request = map(json.loads, lines.written)
    assert [each["kind"] for each in failure["error"]] == ["KeyError", "ValueError"]
    assert failure["error"][0]["at"][-1].endswith(" fail")
    assert failure["request_id"] == request["request_id"] == response.headers["x-request-id"]
    assert not any("secret" in line for line in lines.written)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("0af7651916cd43dd8448eb211c80319c", True),
        ("a.b_c-1", True),
        ("a" * 65, False),
        ("", False),
        ('x"}\n{"level": "error"', False),
        ("x\r\nSet-Cookie: a=b", False),
        ("\x1b[2J", False),
        ("é", False),
    ],
)
def test_a_request_id_is_taken_over_when_it_is_fit(
    client: TestClient, lines: Lines, given: str, taken: bool
) -> None:
    response = client.get("/articles", headers={b"X-Request-ID": given.encode("latin-1")})
    sent = response.headers["x-request-id"]
    assert (sent == given) is taken
    assert lines.last["request_id"] == sent
    assert "set-cookie" not in response.headers


@given(st.text())
def test_no_text_ends_a_line_or_steers_a_terminal(text: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "%s", (text,), None)
    line = JsonLines().format(record)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == text.strip()


# Metrics


async def test_what_is_not_looked_for_counts_under_its_own_outcome(filled: Path) -> None:
    """Not as what the articles do not say."""
    async with running(Settings(filled)) as client:
        for question in ("Hello!", "thanks", "Translate it into French."):
            await client.post("/ask", json={"question": question})
        told = (await client.get("/metrics")).text.splitlines()
    values = dict(line.rsplit(" ", 1) for line in told if not line.startswith("#"))
    assert float(values['assistant_questions_total{outcome="small_talk"}']) == 2
    assert float(values['assistant_questions_total{outcome="needs_model"}']) == 1
    assert 'assistant_questions_total{outcome="not_found"}' not in values


async def test_every_question_counts_however_it_is_asked(filled: Path) -> None:
    async with model_server(says(f"Frank Mora is 65 years old [21]. {SAYS_SO}")) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny")
        async with running(settings) as client:
            answer = (await client.post("/ask", json=ASKED)).json()
            await client.post("/ask/stream", json=ASKED)
            await client.post("/ask", json={"question": " "})
            told = (await client.get("/metrics")).text.splitlines()
    values = dict(line.rsplit(" ", 1) for line in told if not line.startswith("#"))
    assert float(values['assistant_questions_total{outcome="partial"}']) == 2
    assert float(values['assistant_questions_total{outcome="refused"}']) == 1
    [reason] = {each["reason"] for each in answer["withheld"]}
    withheld = f'assistant_withheld_sentences_total{{reason="{reason}"}}'
    assert float(values[withheld]) == 2
    assert float(values['assistant_tokens_total{kind="prompt"}']) > 0
    assert float(values['assistant_stage_seconds_count{stage="checking"}']) == 2
    route = 'method="POST",route="/ask",status="200"'
    assert float(values[f"assistant_http_request_seconds_count{{{route}}}"]) == 1
    assert float(values["assistant_answers_in_progress"]) == 0


def test_no_label_is_what_somebody_sent(filled: Path) -> None:
    with served(Settings(filled)) as client:
        client.get("/quixotic")
        client.request("QUIXOTIC", "/ask")
        told = client.get("/metrics").text
    assert "uixotic" not in told.lower()
    assert 'method="other"' in told


# Readiness


def test_it_is_ready(client: TestClient) -> None:
    response = client.get("/health/ready")
    assert response.status_code == 200
    told = response.json()
    assert told["status"] == "ready"
    assert set(told["checks"]) == {"library", "embedder", "chroma", "disk"}


def test_what_is_not_ready_is_named(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise EmbeddingError("the weights are damaged")

    monkeypatch.setattr(MiniLM, "embed", fail)
    with served(Settings(filled)) as client:
        response = client.get("/health/ready")
    assert response.status_code == 503
    told = response.json()
    assert told["status"] == "not ready"
    assert told["checks"]["embedder"] == {"ready": False, "detail": "the weights are damaged"}
    assert told["checks"]["library"]["ready"]


async def test_without_its_model_it_still_answers(filled: Path) -> None:
    """So it stays in service, and says so."""
    settings = Settings(filled, base_url="http://127.0.0.1:9/v1", model="tiny")
    async with running(settings) as client:
        response = await client.get("/health/ready")
    assert response.status_code == 200
    assert response.json()["status"] == "degraded"
    assert not response.json()["checks"]["model"]["ready"]


@pytest.mark.parametrize(("status", "well"), [(200, True), (404, True), (401, False), (502, False)])
async def test_a_model_server_is_asked_once_in_a_while(
    filled: Path, status: int, well: bool
) -> None:
    async def answers(exchange: Exchange) -> None:
        await exchange.send(status, "{}")

    async with model_server(answers) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny", api_key="sk-1")
        async with running(settings) as client:
            told = [await client.get("/health/ready") for _ in range(3)]
    assert [each.json()["checks"]["model"]["ready"] for each in told] == [well] * 3
    [asked] = model.asked
    assert (asked.path, asked.headers["authorization"]) == ("/v1/models", "Bearer sk-1")


async def test_a_check_that_hangs_is_not_waited_for(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(health, "PATIENCE", 0.01)
    monkeypatch.setattr(MiniLM, "embed", hang)
    with served(Settings(filled)) as client:
        told = client.get("/health/ready").json()
    assert "0.01 s" in told["checks"]["embedder"]["detail"]
