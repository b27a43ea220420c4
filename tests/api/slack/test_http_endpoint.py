"""What may come in from Slack over HTTP: what Slack has signed, just now."""

from __future__ import annotations

import json
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.asgi.paths import SLACK_EVENTS
from api.server import create_app
from api.settings import Settings
from tests.api.server import BASE_URL, served
from tests.api.slack.fake import FakeSlack, signed
from tests.api.slack.workspace import BOT, SECRET, TOKEN, Said

pytestmark = pytest.mark.asyncio(loop_scope="module")

JSON = {"Content-Type": "application/json"}
CHALLENGE = json.dumps({"type": "url_verification", "challenge": "c-1", "token": "t"}).encode()


async def test_the_address_is_verified(slack: FakeSlack) -> None:
    response = await slack.send(CHALLENGE, JSON)
    assert response.status_code == 200
    assert response.json() == {"challenge": "c-1"}


@pytest.mark.parametrize(
    "stamp",
    [
        f"{time.time() - 400:.0f}",
        f"{time.time() + 4_000:.0f}",
        "now",
        "",
        "-1",
        "1e9",
        "٣" * 10,
        "9" * 400,
    ],
    ids=["old", "coming", "word", "empty", "negative", "float", "other digits", "long"],
)
async def test_a_timestamp_that_is_old_or_none_is_refused(slack: FakeSlack, stamp: str) -> None:
    response = await slack.send(CHALLENGE, {**JSON, "X-Slack-Request-Timestamp": stamp})
    assert response.status_code == 401


async def test_an_old_request_is_refused_though_it_is_signed(slack: FakeSlack) -> None:
    response = await slack.send(CHALLENGE, JSON, timestamp=f"{time.time() - 301:.0f}")
    assert response.status_code == 401


async def test_another_secret_is_refused(slack: FakeSlack) -> None:
    assert (
        await slack.send(CHALLENGE, {**JSON, **signed(CHALLENGE, SECRET[1:])})
    ).status_code == 401


@pytest.mark.parametrize("signature", ["", "v0=", "v0=é", f"v0={'0' * 64}", f"v1={'0' * 64}"])
async def test_a_wrong_signature_is_refused(slack: FakeSlack, signature: str) -> None:
    headers = {**JSON, "X-Slack-Signature": signature}
    assert (await slack.send(CHALLENGE, headers)).status_code == 401


async def test_a_forged_body_is_refused_and_does_nothing(slack: FakeSlack) -> None:
    said = Said(slack.ts(), "U0ANNA", f"<@{BOT}> Who?")
    slack.channels["C0NEWS"].messages.append(said)
    event = slack.events("C0NEWS", said)[0]
    body = json.dumps({"type": "event_callback", "team_id": "T", "event": event}).encode()
    signed = await slack.send(body, JSON)
    assert signed.status_code == 200
    headers = {name: signed.request.headers[name] for name in _SIGNED}
    forged = await slack.send(body.replace(b"Who", b"Why"), {**JSON, **headers})
    assert forged.status_code == 401
    await slack.until_answered(said.ts)
    assert len(slack.ours()) == 1


_SIGNED = ("X-Slack-Signature", "X-Slack-Request-Timestamp")


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[]", b"payload=%7B", b"", b"{}"])
async def test_a_body_that_makes_no_sense_breaks_nothing(slack: FakeSlack, body: bytes) -> None:
    assert (await slack.send(body, JSON)).status_code in (200, 400, 401, 404)


EVENT = {"type": "app_mention", "channel": "C0NEWS", "user": "U0ANNA", "ts": "1.5", "text": "?"}
COMMAND = {"command": "/ask", "channel_id": "C0NEWS", "user_id": "U0ANNA", "text": "?"}
PRESSED = {"action_id": "answer_feedback", "value": "up:abc"}


@pytest.mark.parametrize(
    "delivery",
    [
        {"type": "event_callback", "event": None},
        {"type": "event_callback", "event": {**EVENT, "type": ["message"]}},
        {"type": "event_callback", "event": {**EVENT, "ts": 1.5}},
        {"type": "event_callback", "event": EVENT, "authorizations": {"user_id": BOT}},
        {"type": "event_callback", "event": {"type": "app_home_opened", "tab": "messages"}},
        {"type": "block_actions", "user": {"id": "U0ANNA"}, "actions": [PRESSED]},
        {"type": "block_actions", "actions": [{"value": "up:abc"}]},
        {"type": "view_submission", "view": {"callback_id": "answer_feedback_reason"}},
        {"type": "view_submission", "view": []},
        {"type": False},
        COMMAND,
    ],
)
async def test_what_lacks_something_is_none_of_slacks(
    slack: FakeSlack, delivery: dict[str, object]
) -> None:
    """Well signed, it is refused all the same, and breaks nothing."""
    assert (await slack.send(json.dumps(delivery).encode(), JSON)).status_code == 400
    assert slack.calls == []


async def test_of_what_is_not_ours_nothing_is_asked(slack: FakeSlack) -> None:
    """Other events and buttons have shapes of their own."""
    for other in (
        {"type": "event_callback", "event": {"type": "team_join", "user": {"id": "U"}}},
        {"type": "block_actions", "user": {"id": "U"}, "actions": [{"action_id": "old"}]},
    ):
        assert (await slack.send(json.dumps(other).encode(), JSON)).status_code == 200


@pytest.mark.parametrize("depth", [101, 900, 920, 940, 1_000, 100_000])
@pytest.mark.parametrize("form", [False, True])
async def test_a_body_that_goes_too_deep_is_refused(
    slack: FakeSlack, depth: int, form: bool
) -> None:
    """Read, passed on or kept, it would exhaust the stack at one depth or another."""
    event = slack.events("C0NEWS", Said(slack.ts(), "U0ANNA", f"<@{BOT}> help"))[0]
    body = json.dumps({"type": "event_callback", "team_id": "T", "event": event | {"blocks": 0}})
    body = body.replace('"blocks": 0', f'"blocks": {"[" * depth}{"]" * depth}')
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else JSON
    sent = f"payload={quote(body)}" if form else body
    assert (await slack.send(sent.encode(), kind)).status_code == 400
    assert slack.calls == []


async def test_what_people_write_is_no_depth(slack: FakeSlack) -> None:
    event = slack.events("C0NEWS", Said(slack.ts(), "U0ANNA", "[{" * 500 + '"' + "[" * 500))[0]
    body = json.dumps({"type": "event_callback", "team_id": "T", "event": event})
    assert (await slack.send(body.encode(), JSON)).status_code == 200


async def test_the_certificate_is_checked_without_a_signature(slack: FakeSlack) -> None:
    response = await slack.send(b"token=t&ssl_check=1", {"X-Slack-Signature": ""})
    assert (response.status_code, response.content) == (200, b"")


async def test_ssl_check_opens_no_other_door(slack: FakeSlack) -> None:
    event = slack.events("C0NEWS", Said(slack.ts(), "U0ANNA", f"<@{BOT}> help"))[0]
    body = json.dumps({"type": "event_callback", "team_id": "T", "event": event}).encode()
    response = await slack.send(body + b"&ssl_check=1", {**JSON, "X-Slack-Signature": ""})
    assert response.content == b""
    assert slack.calls == []


async def test_slack_comes_through_a_proxy_and_without_a_key(slack: FakeSlack) -> None:
    proxied = {**JSON, "Host": "news.example", "X-Forwarded-For": "192.0.2.1"}
    assert (await slack.send(CHALLENGE, proxied)).status_code == 200


async def test_without_its_secret_there_is_no_door(sample_folder: Path) -> None:
    with served(Settings(sample_folder)) as client:
        assert client.post("/slack/events", content=CHALLENGE).status_code == 404


async def test_a_server_that_stops_lets_slack_deliver_to_another(sample_folder: Path) -> None:
    settings = Settings(sample_folder, slack_bot_token=TOKEN, slack_signing_secret=SECRET)
    app = create_app(settings)
    with TestClient(app, BASE_URL) as client:
        app.state.server.slots.draining = True
        response = client.post(SLACK_EVENTS, content=CHALLENGE, headers=signed(CHALLENGE))
    assert response.status_code == 503
