"""Articles into the library and out of it over HTTP."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from index.ingest import Ingest
from tests.api.conftest import Run
from tests.api.server import events, problem, running, served
from tests.index.fakes import files_with
from tests.index.readers.test_fetch import Server, listening, reply

TEXT = "Ferries\n\nThe xylophonic ferry sails twice a day.\n\nIt is seldom late."
SENTENCE = "The ferry to the island has been free & fast since the summer, says the harbour."
PAGE = f"<html><title>Fares</title><h1>Fares</h1><p>{SENTENCE.replace('&', '&amp;')}</p></html>"
LONG = "\n\n".join(["A long story", *(f"The ferry sailed {at} times in May." for at in range(70))])


@pytest.fixture(scope="module")
def folder_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("adding")


@pytest.fixture(scope="module")
def library(folder_of_ours: Path) -> Iterator[TestClient]:
    """An API whose library the tests fill and empty."""
    with served(Settings(folder_of_ours)) as session:
        yield session


def test_a_text(library: TestClient) -> None:
    response = library.post("/articles", json={"text": TEXT})
    assert response.status_code == 201
    added = response.json()
    assert added == {"change": "added", "id": added["id"], "title": "Ferries", "paragraphs": 2}
    assert response.headers["location"] == f"/articles/{added['id']}"
    article = library.get(response.headers["location"]).json()
    assert [each["text"] for each in article["paragraphs"]] == TEXT.split("\n\n")[1:]
    again = library.post("/articles", json={"text": TEXT})
    assert (again.status_code, again.json()["change"]) == (200, "unchanged")
    changed = library.post("/articles", json={"text": TEXT + "\n\nThe crew is new."})
    assert (changed.status_code, changed.json()["change"]) == (200, "updated")
    assert changed.json()["id"] == added["id"]


def test_a_removed_article_leaves_nothing(library: TestClient, folder_of_ours: Path) -> None:
    """Neither its text nor the answers that quote it; a part of the id is not enough."""
    id_ = library.post("/articles", json={"text": TEXT}).json()["id"]
    answer = library.post("/ask", json={"question": "How often does the ferry sail?"}).json()
    assert answer["claims"]
    part = problem(library.delete(f"/articles/{id_[:-1]}"))
    assert (part.status, "whole id" in part.detail) == (404, True)
    response = library.delete(f"/articles/{id_}")
    assert (response.status_code, response.content) == (204, b"")
    assert problem(library.get(f"/articles/{id_}")).status == 404
    assert problem(library.delete(f"/articles/{id_}")).status == 404
    assert files_with(folder_of_ours, ["xylophonic"]) == set()


def test_a_file_is_what_the_command_line_makes_of_it(
    library: TestClient, run: Run, tmp_path: Path
) -> None:
    """A page of the web, by its extension; the same id and paragraphs."""
    page = tmp_path / "ferry.html"
    page.write_text(PAGE)
    run("ingest", str(page))
    [line] = run("articles").out.splitlines()
    uploaded = library.post("/articles", files={"file": (page.name, page.read_bytes())}).json()
    assert uploaded["id"] in line
    article = library.get(f"/articles/{uploaded['id']}").json()
    assert article["paragraphs"] == [{"number": 1, "text": SENTENCE}]


async def test_a_page_by_its_address(tmp_path: Path) -> None:
    server = Server({"/news": reply(PAGE.encode())})
    async with listening(server.answer) as server.port:
        settings = Settings(tmp_path / "data", allow_private_urls=True)
        async with running(settings) as client:
            added = await client.post("/articles", json={"url": server.url("/news")})
            article = await client.get(added.headers["location"])
    assert article.json()["url"] == server.url("/news")
    assert article.json()["paragraphs"][0]["text"] == SENTENCE


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://2130706433:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:{port}/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "http://user:secret@127.0.0.1:{port}/",
        "/etc/passwd",
        "",
    ],
)
async def test_an_address_inside_is_never_asked(tmp_path: Path, address: str) -> None:
    server = Server({"/": reply()})
    async with (
        listening(server.answer) as server.port,
        running(Settings(tmp_path / "data")) as client,
    ):
        url = address.format(port=server.port)
        told = problem(await client.post("/articles", json={"url": url}))
        assert (await client.get("/articles")).json() == []
    assert told.status == 422
    assert "root:" not in told.detail
    assert server.requests == []


async def test_progress_is_told_while_it_is_embedded(tmp_path: Path) -> None:
    async with running(Settings(tmp_path / "data")) as client:
        headers = {"accept": "text/event-stream"}
        async with client.stream(
            "POST", "/articles", json={"text": LONG}, headers=headers
        ) as response:
            assert response.status_code == 200
            told = [each async for each in events(response)]
    assert [each.event for each in told] == [*["progress"] * 4, "done"]
    assert [each.data["done"] for each in told[:-1]] == [0, 32, 64, 70]
    assert {each.data["total"] for each in told[:-1]} == {70}
    assert [each.id for each in told] == ["1", "2", "3", "4", "5"]
    assert told[-1].data["change"] == "added"
    assert told[-1].data["paragraphs"] == 70


async def test_who_leaves_stops_the_ingest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = asyncio.Event()

    async def never_ends(*_: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    monkeypatch.setattr(Ingest, "add", never_ends)
    async with running(Settings(tmp_path / "data")) as client:
        headers = {"accept": "text/event-stream"}
        async with client.stream(
            "POST", "/articles", json={"text": LONG}, headers=headers
        ) as response:
            assert (await anext(events(response))).data["done"] == 0
        await stopped.wait()


def test_what_cannot_be_read_is_told_with_its_status(library: TestClient) -> None:
    headers = {"accept": "text/event-stream"}
    told = problem(library.post("/articles", json={"text": "  "}, headers=headers))
    assert told.status == 422
    assert "no text" in told.detail


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 422),
        ({"text": None}, 422),
        ({"text": "A text.", "url": "https://example.org/"}, 422),
        ({"text": 7}, 422),
        ({"txt": "A text."}, 422),
        ([], 422),
        ({"text": ""}, 422),
        ({"url": "x" * 9_000}, 422),
    ],
)
def test_an_article_that_is_none(library: TestClient, given: object, status: int) -> None:
    assert problem(library.post("/articles", json=given)).status == status


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"", 422),
        ("application/json", b"{", 422),
        ("application/json", rb'{"text": "\ud800"}', 422),
        ("application/json", b'{"text": "\xff"}', 422),
        ("text/plain", b"A text.", 415),
        ("", b"A text.", 415),
        ("application/x-www-form-urlencoded", b"text=A+text.", 415),
        ("multipart/form-data", b"", 400),
        ("multipart/form-data; boundary=x", b"nonsense", 400),
        ("multipart/form-data; boundary=x", b"--x--\r\n", 422),
    ],
)
def test_a_body_that_is_no_article(
    library: TestClient, kind: str, body: bytes, status: int
) -> None:
    headers = {"content-type": kind}
    assert problem(library.post("/articles", content=body, headers=headers)).status == status


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.docx", b"PK\x03\x04" + b"x" * 64, 415),
        ("a.pdf", b"no pdf", 415),
        ("a.txt", b"", 422),
        ("a.txt", b"word " * 4_100_000, 413),
    ],
)
def test_a_file_that_cannot_be_read(
    library: TestClient, name: str, content: bytes, status: int
) -> None:
    sent = {"file": (name, io.BytesIO(content))}
    assert problem(library.post("/articles", files=sent)).status == status


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/articles", {"group": "embargo"}),
        ("/articles", {"Groups": "embargo", "groups": "politics"}),
        ("/articles?groups=embargo", {}),
    ],
)
def test_groups_in_the_wrong_place_do_not_leave_an_article_to_everybody(
    library: TestClient, address: str, form: dict[str, str]
) -> None:
    before = library.get("/articles").json()
    sent = {"file": ("leak.txt", b"A leak\n\nThe minister will resign.")}
    refused = problem(library.post(address, files=sent, data=form))
    assert refused.status == 422
    assert "roup" in refused.detail
    assert library.get("/articles").json() == before
    text = library.post("/articles?group=embargo", json={"text": "A leak\n\nShe will resign."})
    assert problem(text).status == 422
    assert library.get("/articles").json() == before


def test_a_form_on_another_site_adds_nothing(library: TestClient) -> None:
    """A browser would send it here without asking."""
    before = library.get("/articles").json()
    sent = {"file": ("plot.txt", b"A plot\n\nIt comes from elsewhere.")}
    refused = library.post("/articles", files=sent, headers={"origin": "https://evil.example"})
    assert problem(refused).status == 403
    assert library.get("/articles").json() == before


def test_what_was_added_is_asked(library: TestClient) -> None:
    library.post("/articles", json={"text": LONG})
    asked = {"question": "How often did the ferry sail?", "articles": ["a-long-story"]}
    assert library.post("/ask", json=asked).json()["outcome"] == "answered"
