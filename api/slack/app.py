"""The assistant in a workspace: its parts, put together; the same for HTTP and Socket Mode."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from api.answer_slots import AnswerSlots
from api.slack.actions.add_article import Adding
from api.slack.actions.answer_question import Answering
from api.slack.actions.feedback_buttons import FeedbackButtons
from api.slack.actions.slash_ask import AskCommand
from api.slack.actions.suggested_prompts import Prompts
from api.slack.actions.text_commands import Commands
from api.slack.bolt import Listeners, bolt_app
from api.slack.dispatcher import Desk
from api.slack.outbound.ephemeral import Responses
from api.slack.outbound.web_api import SLACK, Slack, Sleep
from api.slack.permissions import Permissions
from api.slack.router import Responding
from api.slack.store.stores import Memory
from api.wiring import Parts


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The assistant in a workspace, while it runs."""

    bolt: AsyncApp
    client: AsyncWebClient
    desk: Desk
    slots: AnswerSlots


@asynccontextmanager
async def slack_app(
    parts: Parts,
    slots: AnswerSlots,
    url: str | None = None,
    *,
    rated: Callable[[str], None] = lambda _: None,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[SlackApp]:
    """The assistant in Slack, whose Web API may be elsewhere; it needs the bot token.

    `rated` is told each rating.
    """
    slack = Slack.at(url or SLACK, parts.settings.slack_bot_token, sleep)
    async with ClientSession(timeout=ClientTimeout(total=30)) as slack.client.session:
        memory = Memory.of(parts.database)
        permissions = Permissions.of(parts.settings)
        answering = Answering(parts, slack, memory)
        respond = _responding(parts, slack, memory, permissions, answering).respond
        desk = Desk(memory, slack, permissions, slots, respond)
        responses = Responses(slack.client)
        listeners = Listeners(
            desk=desk,
            command=AskCommand(answering, permissions, responses),
            feedback=FeedbackButtons(parts, responses, rated),
            prompts=Prompts(parts, slack.client),
        )
        watching = asyncio.create_task(desk.watch())
        try:
            yield SlackApp(bolt_app(slack.client, listeners), slack.client, desk, slots)
        finally:
            watching.cancel()
            await desk.close()


def _responding(
    parts: Parts, slack: Slack, memory: Memory, permissions: Permissions, answering: Answering
) -> Responding:
    commands = Commands(parts, memory.channels, permissions, answering.links)
    adding = Adding(parts, slack.client, memory.threads, permissions, answering.links)
    return Responding(slack.client, permissions, memory.threads, commands, adding, answering)
