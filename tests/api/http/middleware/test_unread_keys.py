"""A library that does not answer: nobody's key can be looked up."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.access import keys as keys_module
from api.access.keys import Keys
from api.access.roles import Role
from api.settings import Settings
from api.wiring import wired
from index.errors import StorageError
from tests.api.server import problem, served

AWAY = "no answer from the database postgresql://anna@db.internal:5432/news"


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the second reading on, and each request reads."""
    read = Keys.all
    readings = 0

    async def all_once(self: Keys) -> object:
        nonlocal readings
        readings += 1
        if readings > 1:
            raise StorageError(AWAY)
        return await read(self)

    monkeypatch.setattr(keys_module, "FRESH", 0.0)
    monkeypatch.setattr(Keys, "all", all_once)


def with_key(folder: Path) -> str:
    async def make() -> str:
        async with wired(Settings(folder)) as parts:
            return await parts.keys.new("phone", Role.MANAGE)

    return asyncio.run(make())


def _all(client: TestClient, key: str) -> list[str]:
    headers = {"Authorization": f"Bearer {key}"}
    known, unknown = client.get("/articles", headers=headers), client.get("/articles")
    for response in (known, unknown):
        assert problem(response).status == 503
        assert response.headers["retry-after"] == "5"
    return [known.text, unknown.text]


@pytest.mark.usefixtures("fails")
def test_where_the_library_is_nobody_without_a_key_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says it. Whether the server is ready can still be asked."""
    key = with_key(tmp_path)
    with served(Settings(tmp_path)) as client:
        assert (
            client.get("/articles", headers={"Authorization": f"Bearer {key}"}).status_code == 200
        )
        told = _all(client, key)
        ready = client.get("/health/ready")
    assert not any("db.internal" in each for each in told)
    assert all("your key cannot be looked up now" in each for each in told)
    assert "db.internal" in caplog.text
    assert set(ready.json()) == {"status", "checks"}
    assert "db.internal" not in ready.text


@pytest.mark.usefixtures("fails")
def test_who_needs_no_key_is_told_what_to_do(tmp_path: Path) -> None:
    with served(Settings(tmp_path)) as client:
        assert client.get("/articles").status_code == 200
        assert problem(client.get("/articles")).detail == AWAY
        assert set(client.get("/health/ready").json()) == {"status", "checks"}


def test_nothing_is_open_before_the_keys_were_ever_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: Keys) -> object:
        raise StorageError(AWAY)

    with served(Settings(tmp_path)) as client:
        monkeypatch.setattr(Keys, "all", fail)
        assert problem(client.get("/articles")).status == 503
