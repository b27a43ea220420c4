"""What a reader may not see changes nothing that they can observe, whatever they request."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from api.access.roles import Role
from api.asgi.inputs import managed_parts
from api.http.middleware.route_roles import needed
from api.server import create_app
from api.settings import Settings
from api.wiring import wired
from index import retriever
from tests.api.access.libraries import GROUP, HIDDEN, fill, ids
from tests.api.server import served

QUESTIONS: Final = (
    "When will fares rise?",
    "Who says that the harbour was closed?",
    "What did the minister say about the beetle?",
    "What did Ann Lee say?",
    "Who are the sources?",
    "List the articles about the harbour",
    "Is it true that the beetle came by ferry?",
    "What does the Secret Courier report about the ferry?",
    "What does the Harbour Gazette say about the strike?",
    "What is this article about?",
    "Timeline",
    "List the amounts",
    "Wird der Hafen verkauft?",
    "Who planned the strike?",
    "What do the sources disagree on?",
)

# What is another with each request: ids of answers, times, and how long something took.
_PASSING: Final = re.compile(
    r'"(?:id|answer_id)": ?"(?:chatcmpl-)?[0-9a-f]{16,}"'
    r'|"(?:asked|added|created|\w+_ms|first_claim_ms)": ?(?:"[^"]*"|[\d.]+|null)'
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request; `{hidden}` in it is the id of an article that the reader may not see."""

    method: str
    path: str
    json: Any = None
    params: dict[str, str] | None = None
    accept: str = "application/json"


def _asked(path: str) -> list[Sent]:
    plain = [Sent("POST", path, {"question": each}) for each in QUESTIONS]
    cited = [{"article_id": "{hidden}", "paragraph": 1}, {"article_id": "{open}", "paragraph": 1}]
    before = [
        {"role": "user", "content": "Who planned the strike?"},
        {"role": "assistant", "content": "The minister planned the strike.", "cited": cited},
    ]
    return [
        *plain,
        Sent("POST", path, {"question": "And why?", "history": before}),
        Sent("POST", path, {"question": "Who else?", "history": before}),
        Sent("POST", path, {"question": "Why?", "articles": ["{hidden}"]}),
        Sent("POST", path, {"question": "Why?", "articles": ["ferry"]}),
        Sent("POST", path, {"question": "Why?", "articles": ["{open}", "{hidden}"]}),
        Sent("POST", path, {"question": "Why?", "sources": ["The Secret Courier"]}),
        Sent("POST", path, {"question": "Who says so?", "sources": ["The Harbour Gazette"]}),
    ]


def _checked(path: str) -> list[Sent]:
    draft = (
        "Fares will rise in April. The minister planned the strike [1]. The ferry company will be "
        "sold, said Ann Lee. The map cost 12,000 crowns [B2]. Der Hafen wird verkauft."
    )
    scopes: tuple[dict[str, list[str]], ...] = (
        {},
        {"articles": ["{hidden}"]},
        {"articles": ["ferry"]},
        {"sources": ["Der Bote"]},
    )
    return [Sent("POST", path, {"draft": draft, **each}) for each in scopes]


def _of_article(path: str) -> list[Sent]:
    names = ("{hidden}", "{open}", "ferry", "f", "der", "ferry-company", "")
    return [
        Sent("GET", path.format(name), accept=accept)
        for name in names
        for accept in ("application/json", "text/html")
    ]


def asks(question: str) -> dict[str, str]:
    return {"role": "user", "content": question}


def _chats() -> list[Sent]:
    link = "http://127.0.0.1/articles/{hidden}#p1"
    cited = {"type": "url_citation", "url_citation": {"url": link}}
    told = {"role": "assistant", "content": "The minister did [1].", "annotations": [cited]}
    chats = [("assistant", [asks(each)]) for each in QUESTIONS] + [
        (
            "assistant",
            [{"role": "user", "content": "Who?"}, told, asks("Why?")],
        ),
        ("article:{hidden}", [asks("Why?")]),
        ("article:{open}", [asks("When will fares rise?")]),
        ("article:ferry", [asks("When will fares rise?")]),
    ]
    return [
        Sent(
            "POST", "/v1/chat/completions", {"model": model, "messages": messages, "stream": stream}
        )
        for model, messages in chats
        for stream in (False, True)
    ]


CASES: Final[dict[tuple[str, str], list[Sent]]] = {
    ("POST", "/ask"): _asked("/ask"),
    ("POST", "/ask/stream"): _asked("/ask/stream"),
    ("POST", "/check"): _checked("/check"),
    ("POST", "/check/stream"): _checked("/check/stream"),
    ("GET", "/articles"): [Sent("GET", "/articles")],
    ("GET", "/articles/{article_id}"): _of_article("/articles/{}"),
    ("GET", "/articles/{article_id}/statements"): _of_article("/articles/{}/statements"),
    ("GET", "/articles/{article_id}/questions"): _of_article("/articles/{}/questions"),
    ("GET", "/search"): [
        Sent("GET", "/search", params={"q": q, **scope})
        for q in ("fares harbour ferry", "minister", "Hafen", "the", "Courier 90,000")
        for scope in ({}, {"articles": "{hidden}"}, {"articles": "ferry"}, {"sources": "Der Bote"})
    ],
    ("POST", "/v1/chat/completions"): _chats(),
    ("GET", "/v1/models"): [Sent("GET", "/v1/models")],
    ("GET", "/v1/models/{model:path}"): [
        Sent("GET", f"/v1/models/{each}")
        for each in ("assistant", "article:{hidden}", "article:{open}", "article:ferry", "x")
    ],
    ("GET", "/answers/{answer_id}"): [Sent("GET", "/answers/0123456789abcdef")],
    ("POST", "/answers/{answer_id}/feedback"): [
        Sent("POST", "/answers/0123456789abcdef/feedback", {"rating": "up"})
    ],
    ("GET", "/health/live"): [Sent("GET", "/health/live")],
    ("GET", "/health/ready"): [Sent("GET", "/health/ready")],
    ("GET", "/"): [Sent("GET", "/")],
    ("GET", "/check"): [Sent("GET", "/check")],
    ("GET", "/guide"): [Sent("GET", "/guide")],
    ("GET", "/guide/{name}"): [Sent("GET", "/guide/server")],
    ("GET", "/openapi.json"): [Sent("GET", "/openapi.json")],
}
"""What is requested of each route that readers may use."""

MANAGED: Final = {
    ("GET", "/metrics"),
    ("POST", "/articles"),
    ("PUT", "/articles/{article_id}/groups"),
    ("DELETE", "/articles/{article_id}"),
}
"""The routes of those who see everything."""


def _routes() -> dict[tuple[str, str], Any]:
    """All routes of the API but Slack's, by method and path."""
    app = create_app(Settings(Path("never opened")))
    found: list[Any] = list(app.routes)
    found += [route for each in found for route in getattr(each, "original_router", app).routes]
    return {
        (method, route.path): route
        for route in found
        for method in (getattr(route, "methods", None) or set()) - {"HEAD"}
    }


ROUTES: Final = _routes()


def test_each_route_has_its_requests_here() -> None:
    """Whoever adds one says here what a reader may request of it."""
    assert CASES.keys() | MANAGED == ROUTES.keys()
    assert not CASES.keys() & MANAGED


def test_only_those_who_manage_get_routes_that_have_the_whole_library() -> None:
    for (method, path), route in ROUTES.items():
        calls = [
            each.call for each in getattr(getattr(route, "dependant", None), "dependencies", [])
        ]
        role = needed({"method": method, "path": re.sub(r"\{[^}]*\}", "x", path)})
        assert (role is Role.MANAGE) == ((method, path) in MANAGED)
        assert role is Role.MANAGE or managed_parts not in calls


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a key at one of the two libraries."""

    client: TestClient
    key: str
    ids: dict[str, str]

    def send(self, sent: Sent) -> tuple[int, str]:
        """What a request is answered, without what passes."""
        text = json.dumps([sent.path, sent.json, sent.params])
        for name, title in (("{hidden}", HIDDEN[0].title), ("{open}", "Ferry strike ends")):
            text = text.replace(name, self.ids[title])
        path, body, params = json.loads(text)
        headers = {"Authorization": f"Bearer {self.key}", "Accept": sent.accept}
        response = self.client.request(sent.method, path, json=body, params=params, headers=headers)
        assert response.status_code < 500
        return response.status_code, _PASSING.sub("…", response.text)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A library with hidden articles, and one without."""
    folder = tmp_path_factory.mktemp("access")
    with_them, without = folder / "with", folder / "without"

    async def make() -> None:
        await fill(with_them, hidden=True)
        await fill(without, hidden=False)

    asyncio.run(make())
    return with_them, without


@pytest.fixture(scope="module", params=["whole", "recalled"])
def readers(
    request: pytest.FixtureRequest, folders: tuple[Path, Path]
) -> Iterator[tuple[Reader, Reader, Reader]]:
    """One in no group at each library, and one in the group where there are its articles.

    All paragraphs are ranked, or those that Chroma and the full-text index recall.
    """
    with_them, without = folders

    async def key(folder: Path, *groups: str) -> str:
        async with wired(Settings(folder)) as parts:
            return await parts.keys.new("reader", Role.ASK, groups)

    keys = [
        asyncio.run(key(folder, *groups))
        for folder, groups in ((with_them, ()), (without, ()), (with_them, (GROUP,)))
    ]
    names = asyncio.run(ids(with_them))
    with pytest.MonkeyPatch.context() as patch, ExitStack() as running:
        if request.param == "recalled":
            patch.setattr(retriever, "EXACT", 0)
            patch.setattr(retriever, "RECALL", 3)
        clients = [
            running.enter_context(served(Settings(each, rate_limit=None)))
            for each in (with_them, without)
        ]
        outside, elsewhere, inside = (
            Reader(client, each, names)
            for client, each in zip((*clients, clients[0]), keys, strict=True)
        )
        yield outside, elsewhere, inside


@pytest.mark.slow
@pytest.mark.parametrize("route", CASES, ids=" ".join)
def test_a_reader_is_answered_as_if_the_hidden_articles_were_not_there(
    readers: tuple[Reader, Reader, Reader], route: tuple[str, str]
) -> None:
    outside, elsewhere, _ = readers
    for sent in CASES[route]:
        assert outside.send(sent) == elsewhere.send(sent), sent


@pytest.mark.slow
@pytest.mark.parametrize(
    "route", ["/ask", "/search", "/articles", "/articles/{article_id}", "/v1/models"]
)
def test_who_is_in_the_group_sees_them(readers: tuple[Reader, Reader, Reader], route: str) -> None:
    """Else the test above would have nothing to compare."""
    outside, _, inside = readers
    cases = [sent for (_, path), some in CASES.items() if path == route for sent in some]
    assert any(outside.send(sent) != inside.send(sent) for sent in cases)
