"""Kept answers over HTTP, and what readers think of them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient

from api.access.roles import LOCAL, Role
from api.settings import Settings
from api.wiring import wired
from assistant.store.feedback import ReaderOpinion
from tests.api.server import CANONICAL, problem, served

ASKED = {"question": CANONICAL}


@pytest.fixture(scope="module")
def folder(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of these tests' own."""
    return copytree(filled, tmp_path_factory.mktemp("rated") / "data")


@pytest.fixture(scope="module")
def asked(folder: Path) -> Iterator[TestClient]:
    with served(Settings(folder)) as session:
        yield session


def opinions(folder: Path, answer_id: str) -> list[ReaderOpinion]:
    async def read() -> list[ReaderOpinion]:
        async with wired(Settings(folder)) as parts:
            return await parts.feedback.of(answer_id)

    return asyncio.run(read())


def test_an_answer_is_given_again_as_it_was(asked: TestClient) -> None:
    answer = asked.post("/ask", json={"question": CANONICAL}).json()
    assert asked.get(f"/answers/{answer['id']}").json() == answer
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


ASK, OTHER, MANAGE = "asks", "asks too", "manages"
WAYS: dict[str, Callable[[TestClient, dict[str, str]], str]] = {
    "/ask": lambda client, key: client.post("/ask", json=ASKED, headers=key).json()["id"],
    "/ask/stream": lambda client, key: last(
        client.post("/ask/stream", json=ASKED, headers=key).text
    )["id"],
    "/v1": lambda client, key: client.post(
        "/v1/chat/completions",
        json={"model": "assistant", "messages": [{"role": "user", "content": CANONICAL}]},
        headers=key,
    ).json()["article_assistant"]["answer_id"],
}


def last(stream: str) -> dict[str, str]:
    """The data of a stream's last event."""
    [data] = re.findall(r"(?m)^data: (.+)$", stream.rstrip().split("\n\n")[-1])
    told: dict[str, str] = json.loads(data)
    return told


@pytest.fixture(scope="module")
def locked(
    filled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, dict[str, dict[str, str]], Path]]:
    """A server with keys, and what to send with a request for each."""
    folder = copytree(filled, tmp_path_factory.mktemp("locked") / "data")

    async def make() -> dict[str, dict[str, str]]:
        async with wired(Settings(folder)) as parts:
            roles = {ASK: Role.ASK, OTHER: Role.ASK, MANAGE: Role.MANAGE}
            keys = {name: await parts.keys.new(name, role) for name, role in roles.items()}
        return {name: {"Authorization": f"Bearer {key}"} for name, key in keys.items()}

    keys = asyncio.run(make())
    with served(Settings(folder, rate_limit=None)) as client:
        yield client, keys, folder


Locked = tuple[TestClient, dict[str, dict[str, str]], Path]


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_belongs_to_the_key_that_asked(locked: Locked, way: str) -> None:
    """Whichever way it came; whoever manages sees all. To others it is not there."""
    client, keys, _ = locked
    id_ = WAYS[way](client, keys[ASK])
    for name in (ASK, MANAGE):
        assert client.get(f"/answers/{id_}", headers=keys[name]).json()["id"] == id_
        rated = client.post(f"/answers/{id_}/feedback", json={"rating": "up"}, headers=keys[name])
        assert rated.status_code == 204
    unknown = id_[::-1]
    for method, path, body in (
        ("GET", "/answers/{}", None),
        ("POST", "/answers/{}/feedback", {"rating": "down"}),
    ):
        refused = client.request(method, path.format(id_), json=body, headers=keys[OTHER])
        nowhere = client.request(method, path.format(unknown), json=body, headers=keys[OTHER])
        assert problem(refused).status == 404
        assert refused.text.replace(id_, unknown) == nowhere.text


@pytest.mark.parametrize("name", [ASK, MANAGE])
def test_over_http_no_answer_is_found_by_how_its_id_begins(locked: Locked, name: str) -> None:
    """So nobody finds those of others by trying; in a terminal it is handy, and one's own."""
    client, keys, _ = locked
    id_ = WAYS["/ask"](client, keys[name])
    for part in (id_[:-1], id_[:1], f"{id_}0", "%25", "_" * len(id_)):
        told = problem(client.get(f"/answers/{part}", headers=keys[name]))
        assert told.status == 404
        assert "several" not in told.detail


def test_what_was_asked_elsewhere_is_for_those_who_manage(locked: Locked) -> None:
    """At this machine, in Slack, or before it was noted who asked."""
    client, keys, folder = locked

    async def ask() -> list[str]:
        async with wired(Settings(folder)) as parts:
            owners = (LOCAL, "slack:C0NEWS", None)
            return [(await parts.assistant.ask(CANONICAL, owner=each)).id for each in owners]

    for id_ in asyncio.run(ask()):
        assert client.get(f"/answers/{id_}", headers=keys[MANAGE]).status_code == 200
        assert problem(client.get(f"/answers/{id_}", headers=keys[ASK])).status == 404


def test_without_keys_this_machine_sees_what_was_asked_at_it(asked: TestClient) -> None:
    """By whatever way."""
    id_ = WAYS["/v1"](asked, {})
    assert asked.get(f"/answers/{id_}").json()["id"] == id_


def test_after_an_update_no_answer_has_what_the_article_says_no_more(
    locked: Locked,
) -> None:
    """As after a correction: neither over HTTP nor in any file, while the server runs."""
    client, keys, folder = locked
    old = "Herons of the lake\n\nThe heron returned in March, wyvernish as ever.\n\nIt stays."
    article = client.post("/articles", json={"text": old}, headers=keys[MANAGE]).json()["id"]
    asked = {"question": "When did the heron return?", "articles": [article]}
    gone = client.post("/ask", json=asked, headers=keys[ASK]).json()
    assert "wyvernish" in gone["text"]
    client.post(f"/answers/{gone['id']}/feedback", json={"rating": "up"}, headers=keys[ASK])
    new = old.replace("March, wyvernish as ever", "April")
    done = client.post("/articles", json={"text": new}, headers=keys[MANAGE]).json()
    assert (done["change"], done["id"]) == ("updated", article)
    assert problem(client.get(f"/answers/{gone['id']}", headers=keys[ASK])).status == 404
    assert opinions(folder, gone["id"]) == []
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert not [each for each in files if b"wyvernish" in each.read_bytes().lower()]
    kept = client.post("/ask", json=asked, headers=keys[ASK]).json()
    longer = f"{new}\n\nMore is not known."
    client.post("/articles", json={"text": longer}, headers=keys[MANAGE])
    assert client.get(f"/answers/{kept['id']}", headers=keys[ASK]).json() == kept


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
