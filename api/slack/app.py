"""Bolt, wired to the assistant: the same for HTTP and for Socket Mode."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from api.limits import Streams
from api.slack.answering import Answering
from api.slack.calls import SLACK, Slack, Sleep, quiet
from api.slack.desk import Desk
from api.slack.memory import Memory
from api.slack.permissions import Permissions
from api.slack.responding import Responding
from api.wiring import Parts

Next = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The assistant in a workspace, while it runs."""

    bolt: AsyncApp
    client: AsyncWebClient
    desk: Desk


@asynccontextmanager
async def slack_app(
    parts: Parts, streams: Streams, url: str | None = None, sleep: Sleep = asyncio.sleep
) -> AsyncIterator[SlackApp]:
    """The assistant in Slack, whose Web API may be elsewhere; it needs the bot token."""
    slack = Slack.at(url or SLACK, parts.settings.slack_bot_token, sleep)
    async with ClientSession(timeout=ClientTimeout(total=30)) as slack.client.session:
        desk = _desk(parts, streams, slack)
        watching = asyncio.create_task(desk.watch())
        try:
            yield SlackApp(_bolt(slack.client, desk), slack.client, desk)
        finally:
            watching.cancel()
            await desk.close()


def _desk(parts: Parts, streams: Streams, slack: Slack) -> Desk:
    memory = Memory.of(parts.database)
    permissions = Permissions.of(parts.settings)
    answering = Answering(parts, slack, memory)
    responding = Responding(slack.client, permissions, memory.threads, answering)
    return Desk(memory, slack, permissions, streams, responding.respond)


def _bolt(client: AsyncWebClient, desk: Desk) -> AsyncApp:
    """What Slack delivers, each to who sees to it.

    The door has checked the signature before Bolt reads a word. Which messages are its own, the
    desk finds out itself.
    """

    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=client.token)

    bolt = AsyncApp(
        name="article-assistant",
        logger=quiet,
        client=client,
        authorize=authorize,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        ignoring_self_events_enabled=False,
    )

    async def take(body: dict[str, Any], context: AsyncBoltContext, next: Next) -> Any:  # noqa: ANN401 - as Bolt has it
        """Before Slack is told that it has arrived, so that nothing that was told so is lost."""
        message = await desk.take(body)
        if message is None:
            return BoltResponse(status=200)
        context["message"] = message
        await next()
        return None

    async def work(context: AsyncBoltContext) -> None:
        desk.start(context["message"])

    bolt.event({"type": "message", "subtype": "message_deleted"})(desk.withdraw)
    for kind in ("app_mention", "message"):
        bolt.event(kind, middleware=[take])(work)
    bolt.event(re.compile(".*"))(_nothing)
    return bolt


async def _nothing() -> None:
    """Acknowledges what is of no interest."""
