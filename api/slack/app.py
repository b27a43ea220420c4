"""The Slack app put together, the same for HTTP and for Socket Mode."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from api.limits.answer_slots import AnswerSlots
from api.slack.actions.add_article import ArticleAdder
from api.slack.actions.answer_question import Answerer
from api.slack.actions.checking_button import CheckingButton
from api.slack.actions.feedback_buttons import FeedbackButtons
from api.slack.actions.slash_ask import AskCommand
from api.slack.actions.suggested_prompts import SuggestedPrompts
from api.slack.actions.text_commands import TextCommands
from api.slack.bolt import Listeners, bolt_app
from api.slack.dispatcher import Dispatcher
from api.slack.outbound.ephemeral import EphemeralMessages
from api.slack.outbound.web_api import SLACK, Sleep, WebApi
from api.slack.permissions import Permissions
from api.slack.readers import Readers
from api.slack.router import Router
from api.slack.store.stores import Stores
from api.wiring import Parts


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The assistant in a workspace while it runs: what the two ways in need of it."""

    bolt: AsyncApp
    client: AsyncWebClient
    dispatcher: Dispatcher
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
    """The assistant in Slack, with the bot token of the settings.

    `url` is Slack's Web API if not at Slack; `rated` is called with each rating, to be counted.
    """
    slack = WebApi.at(url or SLACK, parts.settings.slack_bot_token, sleep)
    async with ClientSession(timeout=ClientTimeout(total=30)) as slack.client.session:
        stores = Stores.of(parts.database)
        permissions = Permissions.of(parts.settings)
        readers = Readers(parts, stores, permissions)
        answerer = Answerer(parts, slack, stores, readers)
        respond = _router(parts, slack, stores, permissions, answerer, readers).respond
        dispatcher = Dispatcher(stores, slack, permissions, slots, respond)
        ephemeral = EphemeralMessages(slack.client)
        listeners = Listeners(
            dispatcher=dispatcher,
            command=AskCommand(answerer, permissions, ephemeral),
            feedback=FeedbackButtons(readers, ephemeral, rated),
            checking=CheckingButton(readers, slack.client, ephemeral),
            prompts=SuggestedPrompts(readers, slack.client),
        )
        # At once: what a process that died has left is waiting now.
        watching = asyncio.create_task(dispatcher.watch())
        try:
            yield SlackApp(bolt_app(slack.client, listeners), slack.client, dispatcher, slots)
        finally:
            # First, or it would take on messages that are about to be left.
            watching.cancel()
            await dispatcher.close()


def _router(  # noqa: PLR0913, PLR0917 - what the actions need
    parts: Parts,
    slack: WebApi,
    stores: Stores,
    permissions: Permissions,
    answerer: Answerer,
    readers: Readers,
) -> Router:
    commands = TextCommands(parts, stores, permissions, readers, answerer.links)
    adder = ArticleAdder(parts, slack.client, stores.threads, permissions, readers, answerer.links)
    return Router(slack.client, permissions, stores.threads, commands, adder, answerer)
