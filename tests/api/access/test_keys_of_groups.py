"""Keys with groups, an end and their last use; and what becomes of answers when they change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from starlette.testclient import TestClient

from api.access.keys import NEVER, Key, KeyChange
from api.access.roles import Role
from api.settings import Settings
from api.wiring import Parts, wired
from tests.api.access.libraries import GROUP, HIDDEN, OPEN, fill
from tests.api.conftest import Run
from tests.api.server import served

T = TypeVar("T")

SOLD = "Will the ferry company be sold?"

pytestmark = pytest.mark.slow


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with articles of a group."""
    asyncio.run(fill(tmp_path / "data", hidden=True))
    return tmp_path / "data"


def with_parts(library: Path, work: Callable[[Parts], Any]) -> Any:  # noqa: ANN401
    """What comes of work on the library."""

    async def session() -> Any:  # noqa: ANN401
        async with wired(Settings(library)) as parts:
            return await work(parts)

    return asyncio.run(session())


def new_key(library: Path, *groups: str, **more: Any) -> dict[str, str]:  # noqa: ANN401
    """The header of a new key that may ask."""
    role = more.pop("role", Role.ASK)
    key = with_parts(library, lambda parts: parts.keys.new("reader", role, groups, **more))
    return {"Authorization": f"Bearer {key}"}


def the_key(library: Path) -> Key:
    """The only key."""
    [key] = with_parts(library, lambda parts: parts.keys.all())
    found: Key = key
    return found


def asked(client: TestClient, headers: dict[str, str]) -> dict[str, Any]:
    """The answer to whether the company will be sold."""
    response = client.post("/ask", json={"question": SOLD}, headers=headers)
    answer: dict[str, Any] = response.json()
    return answer


def test_an_answer_is_gone_for_who_may_no_longer_read_what_it_quotes(library: Path) -> None:
    """Its rating too; and it is there again for who may again."""
    mine = new_key(library, GROUP)
    with served(Settings(library)) as client:
        answer = asked(client, mine)
        assert "will be sold in April" in answer["text"]
        path = f"/answers/{answer['id']}"
        assert client.get(path, headers=mine).json() == answer
    for groups, status in ((frozenset[str](), 404), (frozenset({GROUP}), 200)):
        change = KeyChange(groups=groups)
        key_id = the_key(library).id
        assert with_parts(library, lambda parts: parts.keys.change(key_id, change))  # noqa: B023
        with served(Settings(library)) as client:
            assert client.get(path, headers=mine).status_code == status
            rated = client.post(f"{path}/feedback", json={"rating": "up"}, headers=mine)
            assert rated.status_code == (204 if status == 200 else 404)
            unknown = client.get("/answers/0123456789abcdef", headers=mine).json()
            if status == 404:
                told = client.get(path, headers=mine).json()
                assert told == unknown | {
                    "detail": unknown["detail"].replace("0123456789abcdef", answer["id"])
                }


def test_what_a_follow_up_names_is_not_noted_for_who_may_not_read_it(library: Path) -> None:
    """Else an answer would be gone that is theirs, which tells that the paragraph is there."""
    mine = new_key(library)
    [sold] = [
        each.id
        for each in with_parts(library, lambda parts: parts.articles.entries())
        if each.title == HIDDEN[0].title
    ]
    cited = [{"article_id": sold, "paragraph": 1}]
    history = [{"role": "user", "content": SOLD}, {"role": "assistant", "content": "Yes."}]
    history[1]["cited"] = cited  # type: ignore[assignment]
    with served(Settings(library)) as client:
        told = client.post(
            "/ask", json={"question": "When will fares rise?", "history": history}, headers=mine
        ).json()
        assert client.get(f"/answers/{told['id']}", headers=mine).json() == told


def test_groups_are_put_and_named_over_http_by_who_manages(library: Path) -> None:
    manager, reader = new_key(library, role=Role.MANAGE), new_key(library)
    with served(Settings(library)) as client:
        listed = client.get("/articles", headers=manager).json()
        assert {each["title"] for each in listed if each["groups"] == [GROUP]} == {
            each.title for each in HIDDEN
        }
        assert {each["title"] for each in client.get("/articles", headers=reader).json()} == {
            each.title for each in OPEN
        }
        ferry = next(each["id"] for each in listed if each["title"] == OPEN[0].title)
        for path, body, who, status in (
            (ferry, {"groups": ["embargo"]}, reader, 403),
            (ferry[:5], {"groups": []}, manager, 409),
            (ferry[:14], {"groups": []}, manager, 404),
            (ferry, {"groups": ["two words"]}, manager, 422),
            (ferry, {"groups": [" Embargo "]}, manager, 204),
        ):
            response = client.put(f"/articles/{path}/groups", json=body, headers=who)
            assert response.status_code == status, (path, body)
        assert client.get(f"/articles/{ferry}", headers=reader).status_code == 404
        given = {"text": "The dam\n\nThe dam broke on Monday.", "groups": [GROUP]}
        added = client.post("/articles", json=given, headers=manager).json()
        assert client.get(f"/articles/{added['id']}", headers=reader).status_code == 404
        text = "The dyke\n\nThe dyke broke on Monday."
        form = {"files": {"file": ("a.txt", text)}, "data": {"groups": [GROUP, "embargo"]}}
        added = client.post("/articles", headers=manager, **form).json()  # type: ignore[arg-type]
        [entry] = [
            each
            for each in client.get("/articles", headers=manager).json()
            if each["id"] == added["id"]
        ]
        assert entry["groups"] == ["embargo", GROUP]


def test_a_key_says_to_its_holder_when_it_has_expired(library: Path) -> None:
    ended = datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)
    expired, fresh = new_key(library, expires=ended), new_key(library, expires=NEVER)
    with served(Settings(library)) as client:
        refused = client.get("/articles", headers=expired)
        assert refused.status_code == 401
        assert "expired on 31 January 2026" in refused.json()["detail"]
        assert client.get("/articles", headers=fresh).status_code == 200
        assert client.get("/", headers=expired).status_code == 200
        ready = client.get("/health/ready", headers=expired).json()
        assert all(each["detail"] is None for each in ready["checks"].values())


async def test_the_last_use_of_a_key_is_noted_once_a_minute(library: Path) -> None:
    async with wired(Settings(library)) as parts:
        await parts.keys.new("reader", Role.ASK)
        [key] = await parts.keys.all()
        assert key.used is None
        await parts.keys.note_use(key)
        [noted] = await parts.keys.all()
        assert noted.used is not None
        for known in (key, noted):  # as a server has read it before, and after
            await parts.keys.note_use(known)
            assert await parts.keys.all() == [noted]
        await parts.keys._write_use(key.id, noted.used - timedelta(minutes=2))
        [old] = await parts.keys.all()
        parts.keys._noted.clear()
        await parts.keys.note_use(old)
        [again] = await parts.keys.all()
        assert again.used
        assert old.used
        assert again.used > old.used


def test_keys_are_made_changed_and_listed_on_the_command_line(run: Run) -> None:
    made = run(
        "keys", "new", "desk", "--role", "ask", "--group", "Politics", "--expires", "2099-01-31"
    )
    assert made.out.startswith("aa-")
    listed = run("keys").out
    assert "politics" in listed
    assert "until 2099-01-31" in listed
    assert run("keys", "change", "desk", "--no-group", "--role", "manage").code == 0
    assert '"groups": []' in run("keys", "--json").out
    assert '"role": "manage"' in run("keys", "--json").out
    assert "until 2099-01-31" in run("keys").out
    assert run("keys", "change", "desk", "--no-expiry", "--group", "a", "--group", "b").code == 0
    assert "until" not in run("keys").out
    assert "a, b" in run("keys").out
    for wrong in (("desk",), ("nobody", "--no-group"), ("desk", "--group", "a", "--no-group")):
        assert run("keys", "change", *wrong).code == 2
    assert "cannot be the name of a group" in run("keys", "change", "desk", "--group", "a b").err


def test_articles_are_grouped_on_the_command_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text("The dam\n\nThe dam broke on Monday, said Ann Lee.")
    assert run("groups").err.startswith("There is no group")
    assert run("ingest", "dam.txt", "--group", GROUP).code == 0
    assert GROUP in run("articles").out
    run("keys", "new", "desk", "--group", GROUP)
    listed = run("groups").out
    assert GROUP in listed
    assert "1 article" in listed
    assert "desk" in listed
    assert "Monday" in run("ask", "When did the dam break?").out, "who has the library sees all"
    assert run("ingest", "dam.txt").code == 0
    assert GROUP in run("articles").out, "an ingest that names no group changes none"
    assert "everybody may read it" in run("groups", "set", "the-dam").err
    assert GROUP not in run("articles").out
    assert "who is in embargo may" in run("groups", "set", "the-dam", "embargo").err
