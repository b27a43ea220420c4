"""Kept answers over HTTP, and what readers think of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from api.wiring import wired
from assistant.feedback import Opinion
from tests.api.server import CANONICAL, problem, served


@pytest.fixture(scope="module")
def folder(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of these tests' own."""
    return copytree(filled, tmp_path_factory.mktemp("rated") / "data")


@pytest.fixture(scope="module")
def asked(folder: Path) -> Iterator[TestClient]:
    with served(Settings(folder)) as session:
        yield session


def opinions(folder: Path, answer_id: str) -> list[Opinion]:
    async def read() -> list[Opinion]:
        async with wired(Settings(folder)) as parts:
            return await parts.feedback.of(answer_id)

    return asyncio.run(read())


def test_an_answer_is_given_again_as_it_was(asked: TestClient) -> None:
    answer = asked.post("/ask", json={"question": CANONICAL}).json()
    assert asked.get(f"/answers/{answer['id']}").json() == answer
    assert asked.get(f"/answers/{answer['id'][:12]}").json() == answer
    assert problem(asked.get("/answers/nowhere")).status == 404


def test_the_last_opinion_of_a_reader_counts(asked: TestClient, folder: Path) -> None:
    id_ = asked.post("/ask", json={"question": CANONICAL}).json()["id"]
    for rated in ({"rating": "up"}, {"rating": "down", "reason": "Who are they?"}):
        response = asked.post(f"/answers/{id_}/feedback", json=rated)
        assert (response.status_code, response.content) == (204, b"")
    [opinion] = opinions(folder, id_)
    assert (opinion.rating.value, opinion.reason) == ("down", "Who are they?")
    counted = asked.get("/metrics").text
    assert 'assistant_ratings_total{rating="down"} 1.0' in counted


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"rating": "sideways"}, 422),
        ({}, 422),
        ({"rating": "up", "reason": "x" * 2_001}, 422),
        ({"rating": "up", "stars": 5}, 422),
    ],
)
def test_an_opinion_that_is_none(
    asked: TestClient, folder: Path, given: dict[str, object], status: int
) -> None:
    id_ = asked.post("/ask", json={"question": CANONICAL}).json()["id"]
    assert problem(asked.post(f"/answers/{id_}/feedback", json=given)).status == status
    assert opinions(folder, id_) == []


def test_there_is_no_opinion_of_what_is_not_there(asked: TestClient) -> None:
    told = problem(asked.post("/answers/nowhere/feedback", json={"rating": "up"}))
    assert told.status == 404
    assert "nowhere" in told.detail


def test_opinions_go_with_the_article(asked: TestClient, folder: Path) -> None:
    text = "Herons\n\nThe heron of the lake returned in March."
    article = asked.post("/articles", json={"text": text}).json()["id"]
    question = {"question": "When did the heron return?", "articles": [article]}
    id_ = asked.post("/ask", json=question).json()["id"]
    asked.post(f"/answers/{id_}/feedback", json={"rating": "down", "reason": "a wyvern"})
    assert asked.delete(f"/articles/{article}").status_code == 204
    assert opinions(folder, id_) == []
    files = [each.read_bytes() for each in folder.rglob("*") if each.is_file()]
    assert files
    assert not any(b"wyvern" in content for content in files)
