"""`POST /ask/stream`, behind a real server: which events come, in which order, and when."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from api.asgi.sse import HEARTBEAT
from api.settings import Settings
from assistant.store.answer_store import LibraryAnswers
from index.errors import StorageError
from tests.api.server import (
    CANONICAL,
    INVENTED,
    SAYS_SO,
    Received,
    events,
    in_two_parts,
    problem,
    running,
)
from tests.model_server import Exchange, chunk, model_server, says

FOLLOW_UP = "Why was that?"


async def received(settings: Settings, **asked: object) -> list[Received]:
    """All events of one question."""
    async with (
        running(settings) as client,
        client.stream("POST", "/ask/stream", json={"question": CANONICAL} | asked) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-accel-buffering"] == "no"
        return [event async for event in events(response)]


async def test_sources_then_claims_then_all_of_it(filled: Path) -> None:
    told = await received(Settings(filled))
    assert [each.event for each in told] == ["sources", "claim", "claim", "done"]
    assert [each.id for each in told] == ["1", "2", "3", "4"]
    sources, *claims, done = (each.data for each in told)
    assert sources["standalone_question"] == CANONICAL
    best = sources["passages"][0]
    assert best["paragraph"] == 6
    assert best["title"].startswith("Cubans head home")
    assert best["text"][best["start"] : best["end"]] == best["quote"]
    assert claims == done["claims"]
    assert done["outcome"] == "answered"
    for claim in claims:
        assert done["text"][claim["start"] : claim["end"]] == claim["text"]
    found = [(each["article_id"], each["paragraph"]) for each in sources["passages"]]
    assert found == [(each["article_id"], each["paragraph"]) for each in done["passages"]]


async def test_a_stream_is_the_answer_whole(filled: Path) -> None:
    """The same question, asked both ways: the same but for the id and the times."""
    apart = {"id": None, "asked": None, "timings": None}
    async with running(Settings(filled)) as client:
        whole = (await client.post("/ask", json={"question": CANONICAL})).json()
    told = await received(Settings(filled))
    assert told[-1].data | apart == whole | apart


async def test_what_is_withheld_is_told_in_its_place(filled: Path) -> None:
    async with model_server(says(f"{INVENTED} {SAYS_SO}")) as model:
        told = await received(Settings(filled, base_url=model.base_url, model="tiny"))
    assert [each.event for each in told] == ["sources", "withheld", "claim", "claim", "done"]
    withheld, *claims, done = (each.data for each in told[1:])
    assert withheld["reason"] == "number"
    assert [withheld] == done["withheld"]
    assert claims == done["claims"]
    assert done["outcome"] == "partial"


async def test_a_sentence_comes_before_the_next_is_written(filled: Path) -> None:
    """And while the model is silent, a heartbeat."""
    shown = asyncio.Event()

    async with model_server(in_two_parts(shown)) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny")
        async with (
            running(settings, heartbeat=0.02) as client,
            client.stream("POST", "/ask/stream", json={"question": CANONICAL}) as response,
        ):
            kinds: list[str | None] = []
            numbers: list[str] = []
            async for each in events(response):
                kinds.append(each.event)
                numbers += [each.id] if each.id else []
                if each.event is None and "claim" in kinds:
                    shown.set()
    assert [kind for kind in kinds if kind][:2] == ["sources", "claim"]
    assert None in kinds[kinds.index("claim") :]
    assert kinds[-1] == "done"
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_heartbeats_are_often_enough_for_proxies() -> None:
    """They close connections that are silent for 30 to 60 seconds."""
    assert HEARTBEAT == 15


async def test_who_leaves_stops_the_model(filled: Path) -> None:
    talking, stopped = asyncio.Event(), asyncio.Event()

    async def talks_on(exchange: Exchange) -> None:
        if not exchange.json.get("stream"):
            await says("")(exchange)
            return
        await exchange.begin_stream()
        await exchange.event(chunk("One source close to"))
        talking.set()
        await exchange.left()
        stopped.set()

    async with model_server(talks_on) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny")
        async with running(settings) as client:
            asked = {"question": CANONICAL}
            async with client.stream("POST", "/ask/stream", json=asked) as response:
                told = events(response)  # kept: it closes the response when it is thrown away
                assert (await anext(told)).event == "sources"
                await talking.wait()
            await stopped.wait()
            assert (await client.get("/health/live")).status_code == 200


async def test_a_follow_up_is_understood_from_the_turns_before(filled: Path) -> None:
    [*_, first] = await received(Settings(filled))
    cited = [
        {"article_id": citation["article_id"], "paragraph": citation["paragraph"]}
        for citation in first.data["claims"][0]["citations"]
    ]
    history = [
        {"role": "user", "content": CANONICAL},
        {"role": "assistant", "content": first.data["text"], "cited": cited},
    ]
    rewritten = "Why were the departures ordered?"
    async with model_server(says(SAYS_SO, rewritten=rewritten)) as model:
        settings = Settings(filled, base_url=model.base_url, model="tiny")
        told = await received(settings, question=FOLLOW_UP, history=history)
    assert told[0].data["standalone_question"] == rewritten
    places = [(each["article_id"], each["paragraph"]) for each in told[0].data["passages"]]
    assert (cited[0]["article_id"], 6) in places
    assert first.data["text"] in model.asked[0].json["messages"][-1]["content"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"question": " "}, 422),
        ({"question": "Who?", "articles": ["nowhere"]}, 404),
        ({"question": "Who?", "history": [{"role": "system", "content": "x"}]}, 422),
    ],
)
async def test_what_fails_at_once_is_no_stream(
    filled: Path, asked: dict[str, object], status: int
) -> None:
    async with running(Settings(filled)) as client:
        assert problem(await client.post("/ask/stream", json=asked)).status == status


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (StorageError("the library is damaged"), 503, "the library is damaged"),
        (KeyError("secret"), 500, "something is wrong with the assistant; its log says what"),
    ],
)
async def test_what_fails_later_is_the_last_event(
    filled: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, detail: str
) -> None:
    async def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("assistant.pipeline.kept", fail)
    told = await received(Settings(filled))
    assert [each.event for each in told] == ["sources", "claim", "claim", "error"]
    assert told[-1].data["status"] == status
    assert told[-1].data["detail"] == detail


async def test_an_answer_that_cannot_be_kept_is_told_with_a_note(
    filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Why that is stands in the log: it may name files."""

    async def fail(*_: object) -> None:
        raise StorageError("the disk with /data/library.db is full")

    monkeypatch.setattr(LibraryAnswers, "keep", fail)
    told = await received(Settings(filled))
    assert [each.event for each in told] == ["sources", "claim", "claim", "done"]
    assert [each["kind"] for each in told[-1].data["notes"]] == ["not_kept"]
    assert "library.db" not in json.dumps(told[-1].data)
    assert "the disk with /data/library.db is full" in capsys.readouterr().err
