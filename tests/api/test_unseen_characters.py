"""Characters that nobody sees leave by no channel, whoever put them in."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.settings import Settings
from api.wiring import wired
from index.types import Article, Paragraph
from tests.api.conftest import Listen, Run
from tests.api.server import served
from tests.model_server import Exchange, chunk, completion

UNSEEN = "\x1b[31m\x9b\u202e\u2066\u200b\u200e\u2069\ufeff"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SAYS = f"The old {UNSEEN}bridge closes in May, the mayor said [1]. It {UNSEEN}burnt in 1999 [1]."
QUESTION = f"When does the {UNSEEN}old bridge close?"


async def hostile(exchange: Exchange) -> None:
    """A model with such characters in all that it says, its own name too."""
    asked = exchange.json
    if asked is None:
        await exchange.send(200, json.dumps({"data": [{"id": f"ti{UNSEEN}ny"}]}))
    elif "refuse" in str(asked):
        error = {"error": {"message": f"no {UNSEEN}credit left", "code": "insufficient_quota"}}
        await exchange.send(429, json.dumps(error))
    elif asked.get("stream"):
        await exchange.begin_stream()
        for event in (chunk(SAYS), chunk(finish="stop")):
            await exchange.event({**event, "model": f"ti{UNSEEN}ny"})
        await exchange.end_stream()
    else:
        await exchange.send(200, json.dumps({**completion("yes"), "model": f"ti{UNSEEN}ny"}))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with such an article, as a program may have added it."""
    folder = tmp_path_factory.mktemp("unseen") / "data"

    async def fill() -> None:
        async with wired(Settings(folder)) as parts:
            article = Article(
                f"The {UNSEEN}bridge",
                (
                    Paragraph(1, f"The old {UNSEEN}bridge closes in May, the mayor said."),
                    Paragraph(2, f"It is 90 {UNSEEN}years old."),
                ),
                byline=f"Ann {UNSEEN}Lee",
                section=f"News{UNSEEN}",
                source=f"The {UNSEEN}Post",
                url=f"https://post.example/{UNSEEN}bridge",
                language="en",
            )
            await parts.ingest.add(article)

    asyncio.run(fill())
    return folder


@pytest.fixture(params=["with a model", "without one"])
def client(request: pytest.FixtureRequest, library: Path, listen: Listen) -> Iterator[TestClient]:
    if request.param == "with a model":
        base_url = listen(hostile).base_url
        settings = Settings(library, base_url=base_url, model="tiny", rate_limit=None)
    else:
        settings = Settings(library, rate_limit=None)
    with served(settings) as session:
        yield session


def strings(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Every text in a JSON value, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def seen(text: str) -> list[Any]:
    """The JSON in a response or its events, in which nothing is unseen."""
    assert not _UNSEEN.search(text)
    lines = [line.removeprefix("data: ") for line in text.splitlines()]
    bodies = [
        json.loads(line) for line in lines if line.startswith(("{", "[")) and line != "[DONE]"
    ]
    for body in bodies:
        assert [each for each in strings(body) if _UNSEEN.search(each)] == []
    return bodies


@pytest.mark.parametrize("question", [QUESTION, f"{QUESTION} refuse", f"Who is {UNSEEN}Zork?"])
def test_over_http(client: TestClient, question: str) -> None:
    """Asked, kept, listed, found, as problems; and what is quoted stands where it says."""
    [answer] = seen(client.post("/ask", json={"question": question}).text)
    for claim in answer["claims"]:
        for cited in claim["citations"]:
            [article] = seen(client.get(f"/articles/{cited['article_id']}").text)
            text = article["paragraphs"][cited["paragraph"] - 1]["text"]
            assert text[cited["start"] : cited["end"]] == cited["quote"]
    with client.stream("POST", "/ask/stream", json={"question": question}) as stream:
        seen("".join(stream.iter_text()))
    for path in (
        "/articles",
        "/answers",
        f"/answers/{answer['id']}",
        "/health/ready",
        "/v1/models",
    ):
        assert seen(client.get(path).text)
    seen(client.get("/search", params={"q": question}).text)
    seen(client.get(f"/answers/{quote(UNSEEN)}").text)
    seen(client.get(f"/articles/{quote(UNSEEN)}").text)
    seen(client.post("/ask", json={"question": question, "articles": [UNSEEN]}).text)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("question", [QUESTION, f"{QUESTION} refuse", f"Who is {UNSEEN}Zork?"])
def test_over_the_chat_api(client: TestClient, question: str, *, streamed: bool) -> None:
    messages = [{"role": "user", "content": question}]
    body = {"model": "assistant", "messages": messages, "stream": streamed}
    assert seen(client.post("/v1/chat/completions", json=body).text)


def test_in_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG", logger="api"):
        client.post("/ask", json={"question": QUESTION})
        client.get("/articles", headers={"x-request-id": "a\x7fb"})
    assert caplog.records
    assert not [each for each in caplog.records if _UNSEEN.search(each.getMessage())]


def test_on_the_command_line(
    run: Run, library: Path, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(library))
    monkeypatch.setenv("OPENAI_BASE_URL", listen(hostile).base_url)
    monkeypatch.setenv("ASSISTANT_MODEL", "tiny")
    for command in (
        ("ask", QUESTION),
        ("ask", f"{QUESTION} refuse"),
        ("ask", "--json", QUESTION),
        ("articles",),
        ("search", QUESTION),
        ("answers",),
        ("doctor",),
        ("remove", "--yes", f"x{UNSEEN}"),
    ):
        ran = run(*command)
        assert ran.out or ran.err
        assert not _UNSEEN.search(ran.out + ran.err), command
        if "--json" in command:
            seen(json.dumps(json.loads(ran.out), ensure_ascii=False))


def test_what_is_kept_has_none(library: Path) -> None:
    """Neither articles nor answers, whichever way they came in."""

    async def kept() -> list[str]:
        async with wired(Settings(library)) as parts:
            await parts.assistant.ask(QUESTION)
            [entry] = await parts.articles.entries()
            article = await parts.articles.get(entry.id)
            answers = await parts.answers.latest(10)
            texts = [str(article.title), str(article.byline), str(article.source), str(article.url)]
            texts += [each.text for each in article.paragraphs]
            return [*texts, *(str(each.as_json()) for each in answers)]

    texts = asyncio.run(kept())
    assert not [each for each in texts if _UNSEEN.search(each)]
