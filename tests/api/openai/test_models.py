"""`GET /v1/models`: what a client's model picker shows."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from api.settings import Settings
from tests.api.openai.openai_client import chatting
from tests.api.server import served


async def test_all_articles_and_each_of_them(filled: Path) -> None:
    async with chatting(Settings(filled)) as client:
        listed = (await client.models.list()).data
        aran = await client.models.retrieve("article:ferries-aran")
        everything = await client.models.retrieve("assistant")
    assert [(each.id.rpartition("-")[0] or each.id) for each in listed] == [
        "assistant",
        "article:ferries-bere",
        "article:ferries-aran",
        "article:cubans-head-home-from-venezuela",
    ]
    assert {each.object for each in listed} == {"model"}
    names = [(each.model_extra or {})["name"] for each in listed]
    assert names[:3] == ["All articles", "Ferries Bere", "Ferries Aran"]
    assert (everything, aran) == (listed[0], listed[2])
    assert listed[0].created == listed[1].created >= listed[3].created > 1_700_000_000


def test_an_empty_library_has_a_model_all_the_same(tmp_path: Path) -> None:
    with served(Settings(tmp_path / "data")) as client:
        [model] = client.get("/v1/models").json()["data"]
    assert (model["id"], model["created"]) == ("assistant", 0)


def test_what_is_listed_can_be_asked(client: TestClient) -> None:
    messages = [{"role": "user", "content": "How often does the ferry sail?"}]
    for model in client.get("/v1/models").json()["data"]:
        asked = {"model": model["id"], "messages": messages}
        reply = client.post("/v1/chat/completions", json=asked).json()
        assert reply["model"] == model["id"]
