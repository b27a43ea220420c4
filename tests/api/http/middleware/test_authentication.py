"""Who is let in, by what the server answers."""

from __future__ import annotations

import asyncio
import hmac
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.access import keys as keys_module
from api.access.keys import Keys
from api.access.roles import Role
from api.settings import Settings
from api.wiring import wired
from index.store.articles.article_store import SqlArticleStore
from tests.api.conftest import Run
from tests.api.server import BASE_URL, CANONICAL, problem, served

ASKED = {"question": CANONICAL}


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture(scope="module")
def locked(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, str, str, str]]:
    """A server with keys: its client, one that may ask, one that may manage, one revoked."""
    folder = tmp_path_factory.mktemp("locked") / "data"
    shutil.copytree(sample_folder, folder)

    async def make() -> list[str]:
        async with wired(Settings(folder)) as parts:
            made = [
                await parts.keys.new(name, role)
                for name, role in (("a", Role.ASK), ("m", Role.MANAGE), ("r", Role.MANAGE))
            ]
            assert await parts.keys.revoke(made[2].split("-")[1])
            return made

    ask, manage, revoked = asyncio.run(make())
    with served(Settings(folder, rate_limit=None)) as client:
        yield client, ask, manage, revoked


Locked = tuple[TestClient, str, str, str]


def test_without_a_key_nothing_is_told(locked: Locked) -> None:
    client, *_ = locked
    draft = client.post("/check", json={"draft": "It rained."})
    for response in (client.post("/ask", json=ASKED), draft, client.get("/articles")):
        assert problem(response).status == 401
        assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "sent", ["", "Bearer", "Bearer ", "Basic {}", "{}", "Bearer {}x", "Bearer \xff"]
)
def test_what_is_no_key(locked: Locked, sent: str) -> None:
    client, ask, *_ = locked
    sent = sent.format(ask)
    response = client.get("/articles", headers={b"Authorization": sent.encode("latin-1")})
    assert problem(response).status == 401


def test_a_key_of_the_right_form_with_another_secret(locked: Locked) -> None:
    client, ask, *_ = locked
    wrong = ask[:-8] + "AAAAAAAA"
    assert problem(client.get("/articles", headers=bearer(wrong))).status == 401


def test_a_revoked_key_is_none(locked: Locked) -> None:
    client, _, _, revoked = locked
    assert problem(client.get("/articles", headers=bearer(revoked))).status == 401


def test_a_key_asks_and_reads(locked: Locked) -> None:
    client, ask, *_ = locked
    assert client.post("/ask", json=ASKED, headers=bearer(ask)).json()["outcome"] == "answered"
    assert len(client.get("/articles", headers=bearer(ask)).json()) == 1
    draft = {"draft": "It rained."}
    assert client.post("/check", json=draft, headers=bearer(ask)).json()["counts"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/metrics"),
        ("POST", "/articles"),
        ("DELETE", "/articles/x"),
        ("POST", "/anything/new"),
    ],
)
def test_what_only_managers_may(locked: Locked, method: str, path: str) -> None:
    """What changes something is for managers, unless it is known to be for all."""
    client, ask, manage, _ = locked
    told = problem(client.request(method, path, headers=bearer(ask)))
    assert told.status == 403
    assert "manage" in told.detail
    assert client.request(method, path, headers=bearer(manage)).status_code not in (401, 403)


def test_probes_and_the_document_need_no_key(locked: Locked) -> None:
    client, *_ = locked
    for path in ("/health/live", "/health/ready", "/openapi.json"):
        assert client.get(path).status_code == 200


def test_with_a_key_any_name_of_the_server_will_do(locked: Locked) -> None:
    client, ask, *_ = locked
    response = client.get("/articles", headers={"host": "articles.example", **bearer(ask)})
    assert response.status_code == 200


def test_digests_are_compared_in_constant_time(
    locked: Locked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is presented: also where there is nothing to compare with."""
    client, ask, *_ = locked
    compared: list[int] = []

    def compare(one: str, other: str) -> bool:
        compared.append(len(one) + len(other))
        return hmac.compare_digest(one, other)

    class Watched:
        compare_digest = staticmethod(compare)

    monkeypatch.setattr(keys_module, "hmac", Watched)
    for key in (ask, "aa-00000000-nobody", "nonsense"):
        client.get("/articles", headers=bearer(key))
    assert compared == [128] * 3


def test_the_library_has_digests_only(locked: Locked, tmp_path: Path) -> None:
    async def make() -> str:
        async with wired(Settings(tmp_path)) as parts:
            return await parts.keys.new("phone", Role.ASK)

    secret = asyncio.run(make()).split("-", 2)[2].encode()
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(secret in content for content in files)


def test_a_key_revoked_meanwhile_is_refused(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By another process, as the command line is one; a server goes by what it read a second."""
    monkeypatch.setattr(keys_module, "FRESH", 0.0)
    folder = tmp_path / "data"
    shutil.copytree(sample_folder, folder)

    async def with_keys(do: str, key: str = "") -> str:
        async with wired(Settings(folder)) as parts:
            if do == "new":
                return await parts.keys.new("phone", Role.ASK)
            await parts.keys.revoke(key.split("-")[1])
            return key

    with served(Settings(folder)) as client:
        assert client.get("/articles").status_code == 200
        key = asyncio.run(with_keys("new"))
        assert client.get("/articles").status_code == 401
        assert client.get("/articles", headers=bearer(key)).status_code == 200
        asyncio.run(with_keys("revoke", key))
        assert client.get("/articles", headers=bearer(key)).status_code == 401
        assert client.get("/articles").status_code == 401  # not open again


# Without keys


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Real-IP"])
def test_without_keys_no_proxy_is_answered(client: TestClient, name: str) -> None:
    told = problem(client.get("/articles", headers={name: "for=127.0.0.1"}))
    assert told.status == 421
    assert "assistant keys new" in told.detail


def test_without_keys_only_this_machine_listens(filled: Path) -> None:
    """Whatever the Host header says: the socket's own address counts too."""
    with served(Settings(filled)) as client:
        client.base_url = client.base_url.copy_with(host="192.0.2.1")
        told = problem(client.get("/articles", headers={"host": "127.0.0.1"}))
    assert told.status == 421


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://evil.example", 403),
        ("null", 403),
        ("http://127.0.0.1:3000", 403),
        (BASE_URL, 200),
        ("https://news.example", 200),
    ],
)
def test_other_web_pages_cannot_have_a_visitor_send_something(
    filled: Path, origin: str, status: int
) -> None:
    settings = Settings(filled, cors_origins=("https://news.example",))
    with served(settings) as client:
        response = client.post("/ask", json=ASKED, headers={"Origin": origin})
    assert response.status_code == status


def test_other_web_pages_cannot_read(client: TestClient) -> None:
    response = client.get("/articles", headers={"Origin": "https://news.example"})
    assert "access-control-allow-origin" not in response.headers
    preflight = client.options(
        "/ask",
        headers={"Origin": "https://news.example", "Access-Control-Request-Method": "POST"},
    )
    assert "access-control-allow-origin" not in preflight.headers


def test_those_that_are_named_can(filled: Path) -> None:
    with served(Settings(filled, cors_origins=("https://news.example",))) as client:
        origin = {"Origin": "https://news.example"}
        asking = {
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, x-stainless-lang",
        }
        preflight = client.options("/ask", headers=origin | asking)
        response = client.get("/nowhere", headers=origin)
        other = client.get("/articles", headers={"Origin": "https://other.example"})
    assert preflight.status_code == 200
    for each in (preflight, response):
        assert each.headers["access-control-allow-origin"] == "https://news.example"
    assert "access-control-allow-origin" not in other.headers


# What every response says


def test_every_response_is_guarded(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A success, an error and a defect alike."""

    def fail(*_: object) -> None:
        raise KeyError

    refused = client.get("/articles", headers={"host": "x.example"})
    monkeypatch.setattr(SqlArticleStore, "page", fail)
    broken = client.get("/articles")
    assert (refused.status_code, broken.status_code) == (421, 500)
    missing = client.get("/nowhere")
    found = client.get("/openapi.json")
    for response in (refused, broken, missing, found):
        headers = response.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        policy = headers["content-security-policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"
        assert "server" not in headers


# The commands


def test_keys_by_the_command_line(run: Run) -> None:
    assert "no key" in run("keys").err
    key = run("keys", "new", "phone\x1b[2J", "--role", "manage").out.strip()
    key_id = key.split("-")[1]
    listed = run("keys").out
    assert key_id in listed
    assert "manage" in listed
    assert "\x1b" not in listed
    assert key not in listed
    assert run("keys", "revoke", key_id).code == 0
    assert "revoked" in run("keys").out
    assert run("keys", "revoke", key_id).code == 2
    assert run("keys", "forget").err == "forgot 1 key\n"


def test_of_two_keys_with_a_name_none_is_revoked_by_it(run: Run) -> None:
    for _ in range(2):
        run("keys", "new", "phone")
    ran = run("keys", "revoke", "phone")
    assert ran.code == 2
    assert "several" in ran.err
    assert "revoked" not in run("keys").out


async def test_one_read_serves_those_who_come_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with wired(Settings(folder)) as parts:
        read = 0
        every = Keys.all

        async def counted(self: Keys) -> object:
            nonlocal read
            read += 1
            return await every(self)

        monkeypatch.setattr(Keys, "all", counted)
        await asyncio.gather(*(parts.keys.ring() for _ in range(50)))
    assert read == 1


@pytest.mark.parametrize(
    ("accept", "status", "location"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", 303, "/?article=cubans-head%3F"),
        ("application/json", 401, None),
        ("*/*", 401, None),
    ],
)
def test_a_browser_that_wants_an_article_is_asked_for_a_key(
    locked: tuple[TestClient, str, str, str], accept: str, status: int, location: str | None
) -> None:
    client = locked[0]
    response = client.get(
        "/articles/cubans-head%3F", headers={"accept": accept}, follow_redirects=False
    )
    assert response.status_code == status
    assert response.headers.get("location") == location
    assert "Venezuela" not in response.text
