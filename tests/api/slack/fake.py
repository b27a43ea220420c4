"""Slack on loopback: its Web API, signed deliveries over HTTP, and Socket Mode.

It refuses what Slack would refuse. It is told what is to go wrong.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import socket
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from uvicorn import Config, Server

from tests.api.slack import documented
from tests.api.slack.documented import Refused
from tests.api.slack.workspace import APP_TOKEN, BOT, SECRET, TEAM, TOKEN, Said, Workspace

PATIENCE = 60.0
"""Seconds after which a test that waits in vain fails."""


@dataclass(frozen=True)
class Call:
    """A call of the Web API, and what came of it."""

    method: str
    arguments: dict[str, Any]
    error: str | None


class FakeSlack(Workspace):
    """The workspace behind a server. `url` is the Web API's; `app` the assistant's."""

    def __init__(self, url: str, delivering: httpx.AsyncClient) -> None:
        self._delivering = delivering
        self.patience = PATIENCE
        self.url = f"{url}/api/"
        self.app: str | None = None
        self._base = url
        self._changed = asyncio.Event()
        self._events = count(1)
        self._socket: WebSocket | None = None
        self._acknowledged: set[str] = set()
        super().__init__()

    def reset(self) -> None:
        """A new workspace in which nothing has been called and nothing goes wrong."""
        super().reset()
        self.calls: list[Call] = []
        self.token = TOKEN
        self.responses: list[dict[str, Any]] = []
        self._faults: defaultdict[str, list[str | int]] = defaultdict(list)
        self._gates: dict[str, asyncio.Event] = {}
        self._dropped: list[asyncio.Event] = []
        self.held: list[str] = []

    def fail(self, method: str, *faults: str | int) -> None:
        """Answer the next calls with these errors; a number is a 429 that asks for so long.

        An empty one lets its call through.
        """
        self._faults[method] += faults

    def hold(self, method: str) -> asyncio.Event:
        """Let calls of the method wait until the event is set."""
        return self._gates.setdefault(method, asyncio.Event())

    def drop(self, method: str) -> None:
        """Never carry out the calls that are held; those that come are again."""
        gate = self._gates.pop(method)
        self._dropped.append(gate)
        gate.set()

    def end_streams(self) -> None:
        """As Slack does after some minutes."""
        for said in self.ours():
            said.streaming = False

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of the calls of a method that went well."""
        return [call.arguments for call in self.calls if call.method == method and not call.error]

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait until something has been called or delivered that makes it so."""
        async with asyncio.timeout(self.patience):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    async def until_says(self, channel: str, text: str) -> Said:
        """Wait until a message of ours has this text, at its end; that message."""
        found: list[Said] = []

        def is_said() -> bool:
            ours = [each for each in self.ours(channel) if not each.streaming]
            found[:] = [each for each in ours if text in each.text]
            return bool(found)

        await self.until(is_said)
        return found[-1]

    async def until_answered(
        self, ts: str, channel: str = "C0NEWS", *, privately: bool = False
    ) -> Said:
        """Wait for the end of our reply to the message with this ts; the reply."""
        found: list[Said] = []

        def is_answered() -> bool:
            thread = self.channels[channel].messages
            ours = [each for each in thread if each.is_ours and not each.streaming]
            mine = [each for each in ours if (each.only_for if privately else each.thread == ts)]
            found[:] = mine[-1:]
            return bool(found)

        await self.until(is_answered)
        return found[0]

    async def say(
        self,
        channel: str,
        text: str,
        user: str = "U0ANNA",
        thread: str | None = None,
        **more: object,
    ) -> str:
        """A person writes, and Slack delivers it; its ts."""
        said = Said(self.ts(), user, text, thread)
        self.channels[channel].messages.append(said)
        for event in self.events(channel, said):
            await self.deliver(event | more)
        return said.ts

    async def mention(self, channel: str, text: str, user: str = "U0ANNA") -> str:
        """A person mentions the assistant, and only that event arrives; its ts."""
        said = Said(self.ts(), user, f"<@{BOT}> {text}")
        self.channels[channel].messages.append(said)
        await self.deliver(self.events(channel, said)[0])
        return said.ts

    async def delete(self, channel: str, ts: str, user: str = "U0ANNA") -> None:
        """A person deletes a message."""
        where = self.channels[channel]
        where.messages.remove(where.find(ts))
        event = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": self.ts()}
        where_it_was = {"channel": channel, "channel_type": where.kind, "deleted_ts": ts}
        await self.deliver({**event, **where_it_was, "previous_message": {"user": user, "ts": ts}})

    def events(self, channel: str, said: Said) -> list[dict[str, Any]]:
        """The events that a message makes, a mention two."""
        where = self.channels[channel]
        event = said.as_event() | {"channel": channel, "event_ts": said.ts, "team": TEAM}
        made = [event | {"channel_type": where.kind}]
        if f"<@{BOT}>" in said.text and where.kind != "im":
            made.insert(0, event | {"type": "app_mention"})
        return made if where.has_bot else []

    async def deliver(
        self, event: dict[str, Any], retry: int | None = None, to: str | None = None
    ) -> int:
        """Deliver an event; the status that it is answered with.

        `to`: which assistant, where there are several.
        """
        body = self.envelope(event)
        if self._socket is not None:
            return await self._over_socket("events_api", body)
        headers = {"Content-Type": "application/json"}
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return (await self.send(json.dumps(body).encode(), headers, to=to)).status_code

    def envelope(self, event: dict[str, Any]) -> dict[str, Any]:
        """An event as it is delivered, under an id of its own."""
        return {
            "token": "unused",
            "team_id": TEAM,
            "api_app_id": "A0APP",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{next(self._events):08d}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }

    async def interact(self, payload: dict[str, Any]) -> int:
        """Deliver a click or the like."""
        payload = {
            "team": {"id": TEAM},
            "user": {"id": "U0ANNA", "team_id": TEAM},
            "api_app_id": "A0APP",
            "trigger_id": "1.2.3",
            **payload,
        }
        if self._socket is not None:
            return await self._over_socket("interactive", payload)
        form = urlencode({"payload": json.dumps(payload)}).encode()
        return (await self.send(form, _FORM)).status_code

    async def press(self, action: str, value: str, channel: str, thread: str) -> int:
        """A person presses a button below a message of ours."""
        return await self.interact(
            {
                "type": "block_actions",
                "actions": [{"type": "feedback_buttons", "action_id": action, "value": value}],
                "channel": {"id": channel},
                "message": {"ts": thread, "thread_ts": thread},
                "response_url": f"{self._base}/respond",
            }
        )

    def as_said(self, response: dict[str, Any]) -> Said:
        """What was sent to a response_url, as a message."""
        return Said("", BOT, response.get("text", ""), blocks=response.get("blocks", []))

    async def command(self, text: str, channel: str = "C0NEWS", user: str = "U0ANNA") -> object:
        """`/ask` with this text; what it is answered at once."""
        given = {
            "team_id": TEAM,
            "channel_id": channel,
            "channel_name": self.channels[channel].name,
            "user_id": user,
            "command": "/ask",
            "text": text,
            "response_url": f"{self._base}/respond",
            "trigger_id": "1.2.3",
        }
        if self._socket is not None:
            return await self._over_socket("slash_commands", given)
        response = await self.send(urlencode(given).encode(), _FORM)
        assert response.status_code == 200
        return response.json() if response.content else None

    async def send(
        self,
        body: bytes,
        headers: dict[str, str],
        timestamp: str | None = None,
        to: str | None = None,
    ) -> httpx.Response:
        """A request to the assistant, signed."""
        headers = {**signed(body, timestamp=timestamp), **headers}
        encoded = {name.encode(): value.encode() for name, value in headers.items()}
        address = f"{to or self.app}/slack/events"
        return await self._delivering.post(address, content=body, headers=encoded)

    async def metrics(self) -> str:
        """What the assistant counts."""
        return (await self._delivering.get(f"{self.app}/metrics")).text

    async def _over_socket(self, kind: str, payload: dict[str, Any]) -> int:
        assert self._socket is not None
        envelope = f"env-{next(self._events)}"
        sent = {"type": kind, "envelope_id": envelope, "payload": payload}
        await self._socket.send_json(sent | {"accepts_response_payload": kind == "slash_commands"})
        await self.until(lambda: envelope in self._acknowledged)
        return 200

    async def web_api(self, request: Request) -> Response:
        """A call of a method."""
        method = request.path_params["method"]
        arguments = await _arguments(request)
        if gate := self._gates.get(method):
            self.held.append(method)
            self._changed.set()
            await gate.wait()
            if gate in self._dropped:
                return Response(status_code=503)
        fault = self._faults[method].pop(0) if self._faults[method] else None
        if isinstance(fault, int):
            self._note(method, arguments, "ratelimited")
            wait = {"Retry-After": str(fault)}
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, wait)
        try:
            self._authorize(method, request)
            if fault:
                raise Refused(fault)
            documented.check(method, arguments)
            done = self.carry_out(method, arguments)
        except Refused as refusal:
            error, _, detail = str(refusal).partition(": ")
            self._note(method, arguments, str(refusal))
            return JSONResponse({"ok": False, "error": error, "detail": detail})
        self._note(method, arguments, None)
        return JSONResponse({"ok": True, **done})

    async def respond(self, request: Request) -> Response:
        """What is sent to a command's response_url."""
        given = await request.json()
        documented.check_blocks(given.get("blocks") or [])
        self.responses.append(given)
        self._changed.set()
        return Response("ok")

    async def link(self, websocket: WebSocket) -> None:
        """Socket Mode."""
        await websocket.accept()
        await websocket.send_json({"type": "hello", "num_connections": 1})
        self._socket = websocket
        self._changed.set()
        try:
            while True:
                told = await websocket.receive_json()
                self._acknowledged.add(told["envelope_id"])
                if told.get("payload"):
                    self.responses.append(told["payload"])
                self._changed.set()
        except WebSocketDisconnect:
            self._socket = None

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection in Socket Mode."""
        return self._socket is not None

    def _apps_connections_open(self, _: documented.Arguments) -> dict[str, Any]:
        return {"url": f"{self._base.replace('http', 'ws')}/link"}

    def _authorize(self, method: str, request: Request) -> None:
        wanted = APP_TOKEN if method == "apps.connections.open" else self.token
        if request.headers.get("authorization") != f"Bearer {wanted}":
            raise Refused("token_revoked" if wanted != TOKEN else "invalid_auth")

    def _note(self, method: str, arguments: dict[str, Any], error: str | None) -> None:
        self.calls.append(Call(method, arguments, error))
        self._changed.set()


_LIMITS = httpx.Limits(max_connections=200, max_keepalive_connections=64, keepalive_expiry=2)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def signed(body: bytes, secret: str = SECRET, timestamp: str | None = None) -> dict[str, str]:
    """The headers that say that Slack sends it."""
    stamp = timestamp or str(int(time.time()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }


async def _arguments(request: Request) -> dict[str, Any]:
    """As JSON, as a form, or in the address."""
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        found: dict[str, Any] = json.loads(body or b"{}")
        return found
    given = [*request.query_params.items(), *parse_qsl(body.decode())]
    return {name: documented.read(value) for name, value in given}


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """It runs, with a public channel C0NEWS and direct messages D0ANNA."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        delivering = httpx.AsyncClient(trust_env=False, timeout=PATIENCE, limits=_LIMITS)
        slack = FakeSlack(url, delivering)
        routes = [
            Route("/api/{method}", slack.web_api, methods=["GET", "POST"]),
            Route("/respond", slack.respond, methods=["POST"]),
            WebSocketRoute("/link", slack.link),
        ]
        config = Config(Starlette(routes=routes), log_level="warning", access_log=False)
        server = Server(config)
        serving = asyncio.create_task(server.serve([listener]))
        try:
            yield slack
        finally:
            await delivering.aclose()
            server.should_exit = True
            await serving
