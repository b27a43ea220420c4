"""Requests as outsiders write them: bodies of every shape, with Slack's good signature."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.api.slack.fake import signed
from tests.api.slack.workspace import BOT, TEAM
from tests.fuzzing.budget import Target
from tests.fuzzing.texts import SIZE, pumped, texts, worded

Json = Any

_leaves: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64),
    st.floats(),
    texts,
    worded,
    st.sampled_from(["user", "assistant", "system", "\ud800", "", "C0NEWS", BOT, "1.5", "-1"]),
)
values: Final = st.recursive(
    _leaves,
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "text", "role", "content", "id", "a"]), inside)
    ),
    max_leaves=8,
)

ASK: Final[Json] = {
    "question": "Who says the departures were ordered?",
    "history": [{"role": "user", "content": "Who?"}, {"role": "assistant", "content": "He."}],
    "articles": [],
    "sources": [],
    "published_from": "2026-01-01",
    "published_to": "2026-12-31",
}
CHAT: Final[Json] = {
    "model": "assistant",
    "messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "Who says so?"}]},
        {"role": "assistant", "content": "He does [1].", "tool_calls": []},
        {"role": "user", "content": "And why?"},
    ],
    "stream": False,
    "n": 1,
    "response_format": {"type": "text"},
    "stop": ["a"],
    "seed": 1,
}
EVENT: Final[Json] = {
    "team_id": TEAM,
    "api_app_id": "A0APP",
    "type": "event_callback",
    "event_id": "Ev1",
    "event": {
        "type": "app_mention",
        "channel": "C0NEWS",
        "channel_type": "channel",
        "user": "U0ANNA",
        "ts": "1800000001.000001",
        "thread_ts": "1800000000.000001",
        "text": f"<@{BOT}> Who?",
        "files": [{"id": "F1"}],
        "blocks": [{"type": "rich_text"}],
        "subtype": None,
        "previous_message": {"user": "U0ANNA", "ts": "1.5"},
        "deleted_ts": "1.5",
    },
    "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    "is_ext_shared_channel": False,
}
PAYLOAD: Final[Json] = {
    "type": "block_actions",
    "team": {"id": TEAM},
    "user": {"id": "U0ANNA", "team_id": TEAM},
    "api_app_id": "A0APP",
    "trigger_id": "1.2.3",
    "channel": {"id": "C0NEWS"},
    "actions": [{"type": "feedback_buttons", "action_id": "answer_feedback", "value": "up:abc"}],
    "message": {"ts": "1.5", "thread_ts": "1.5"},
    "response_url": "http://127.0.0.1:9/respond",
}
SUBMITTED: Final[Json] = {
    "type": "view_submission",
    "team": {"id": TEAM},
    "user": {"id": "U0ANNA", "team_id": TEAM},
    "view": {
        "type": "modal",
        "callback_id": "answer_feedback_reason",
        "private_metadata": f"{TEAM}:C0NEWS:abc",
        "state": {
            "values": {
                "kind": {"kind": {"selected_option": {"value": "wrong"}}},
                "words": {"words": {"value": "so"}},
            }
        },
    },
}
COMMAND: Final[Json] = {
    "team_id": TEAM,
    "channel_id": "C0NEWS",
    "channel_name": "news",
    "user_id": "U0ANNA",
    "command": "/ask",
    "text": "Who?",
    "response_url": "http://127.0.0.1:9/r",
    "trigger_id": "1.2",
}


@st.composite
def mutated(draw: st.DrawFn, whole: Json) -> Json:
    """The same with something missing, of another type, or too much, at any depth."""
    made = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 4))):
        spot = made
        while isinstance(spot, dict | list) and spot:
            keys = sorted(spot) if isinstance(spot, dict) else [*range(len(spot))]
            key = draw(st.sampled_from(keys))
            if not isinstance(spot[key], dict | list) or draw(st.booleans()):
                if draw(st.integers(0, 3)) == 0:
                    del spot[key]
                else:
                    spot[key] = draw(values)
                break
            spot = spot[key]
    return made


def _dumped(body: Json) -> bytes:
    return json.dumps(body).encode()


class Defect(Exception):
    """The server answers with what is none of the sender's faults."""


class Sender:
    """Sends bodies to an app in this process."""

    def __init__(self, client: TestClient) -> None:
        self._client = client

    def json(self, path: str, body: bytes) -> None:
        """As JSON."""
        self._sent(path, body, {"Content-Type": "application/json"})

    def slack(self, body: bytes, kind: str) -> None:
        """As Slack sends it."""
        self._sent("/slack/events", body, {**signed(body), "Content-Type": kind})

    def _sent(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        reply = self._client.post(path, content=body, headers=headers)
        if reply.status_code >= 500:
            raise Defect(f"{path}: {reply.status_code} {reply.text[:300]}")


JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"


def targets(sender: Sender) -> Iterator[Target]:
    """Every way in that takes a body."""
    bodies = st.one_of(values.map(_dumped), st.binary(max_size=60))
    deep = st.integers(50, 30_000).map(lambda depth: b"[" * depth)
    for path, whole in (("/ask", ASK), ("/v1/chat/completions", CHAT)):
        some = st.one_of(mutated(whole).map(_dumped), bodies, deep)
        yield Target(path, some, partial(sender.json, path))
    history = pumped().map(
        lambda text: _dumped({**ASK, "history": [{"role": "user", "content": text}]})
    )
    yield Target("/ask, 100 kB of history", history, lambda body: sender.json("/ask", body))
    chat = pumped().map(
        lambda text: _dumped(
            {
                "model": "assistant",
                "messages": [
                    {"role": "assistant", "content": text},
                    {"role": "user", "content": "And why?"},
                ],
            }
        )
    )
    yield Target(
        "/v1, 100 kB of history", chat, lambda body: sender.json("/v1/chat/completions", body)
    )
    events = st.one_of(mutated(EVENT).map(_dumped), bodies, deep)
    yield Target("Slack's events", events, lambda body: sender.slack(body, JSON))
    long = pumped(SIZE).map(
        lambda text: _dumped({**EVENT, "event": {**EVENT["event"], "text": f"<@{BOT}> {text}"}})
    )
    yield Target("Slack's events, 100 kB", long, lambda body: sender.slack(body, JSON))
    payloads = (mutated(PAYLOAD) | mutated(SUBMITTED)).map(json.dumps)
    pressed = payloads.map(lambda payload: urlencode({"payload": payload}).encode())
    yield Target("Slack's buttons", pressed, lambda body: sender.slack(body, FORM))
    yield Target("Slack's commands", _commands(), lambda body: sender.slack(body, FORM))


def _commands() -> st.SearchStrategy[bytes]:
    def form(body: Json) -> bytes:
        given = {key: str(value) for key, value in body.items()}
        return urlencode(given, errors="replace").encode()

    return mutated(COMMAND).map(form)
