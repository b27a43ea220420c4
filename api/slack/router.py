"""Which action handles a message: a command, an article to add, or a question."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.slack.actions.add_article import ArticleAdder
from api.slack.actions.answer_question import Answerer
from api.slack.actions.text_commands import TextCommands
from api.slack.inbound.message import SlackMessage
from api.slack.outbound.streamed_reply import StreamedReply
from api.slack.outbound.texts import NOT_ALLOWED
from api.slack.outbound.web_api import error_code
from api.slack.permissions import Permissions
from api.slack.store.threads import Threads

log = logging.getLogger(__name__)

STATUS: Final = "is reading the articles…"


class Router:
    """Hands a message that was taken on to the first action that handles it."""

    def __init__(  # noqa: PLR0913, PLR0917 - one for each action
        self,
        client: AsyncWebClient,
        permissions: Permissions,
        threads: Threads,
        commands: TextCommands,
        adder: ArticleAdder,
        answerer: Answerer,
    ) -> None:
        self._client = client
        self._permissions = permissions
        self._threads = threads
        self._answerer = answerer
        self._commands = commands
        self._adder = adder

    async def respond(self, message: SlackMessage, reply: StreamedReply) -> None:
        """Reply to the message, or say privately why not.

        Somebody who mentions the assistant and may not ask is refused here, in words. The
        dispatcher's own check is for questions without a mention, which it passes over silently.
        """
        place = message.place
        outside = message.from_outside
        if not self._permissions.may_ask(message.user, place, from_outside=outside):
            refusal = NOT_ALLOWED.format(user=message.user, channel=place.channel)
            await self._client.chat_postEphemeral(
                channel=place.channel, user=message.user, text=refusal
            )
            return
        # Read before join, which forgets whom the assistant had asked for a text.
        thread = await self._threads.get(message)
        expected = thread is not None and thread.expects == message.user
        await self._threads.join(message)
        # Without a mention “articles” in a thread is a word, not a command.
        if message.mentioned or message.is_direct:
            text = await self._commands.carry_out(message)
            if text is not None:
                await reply.post(text)
                return
        if await self._adder.respond(message, reply, expected=expected):
            return
        async with self._busy(message, reply):
            await self._answerer.answer(message, reply)

    @asynccontextmanager
    async def _busy(self, message: SlackMessage, reply: StreamedReply) -> AsyncIterator[None]:
        """Show that the assistant is at work: a status or, where Slack takes none, a reaction.

        The status goes away with the reply. No answer depends on either.
        """
        has_status = await self._tried(self._status(message, STATUS))
        eyes = {"channel": message.place.channel, "timestamp": message.ts, "name": "eyes"}
        has_eyes = not has_status and await self._tried(self._client.reactions_add(**eyes))
        try:
            yield
        finally:
            if has_status and not reply.is_visible:
                await self._tried(self._status(message, ""))
            if has_eyes:
                await self._tried(self._client.reactions_remove(**eyes))

    def _status(self, message: SlackMessage, status: str) -> Awaitable[object]:
        return self._client.assistant_threads_setStatus(
            channel_id=message.place.channel, thread_ts=message.thread, status=status
        )

    async def _tried(self, call: Awaitable[object]) -> bool:
        """Whether Slack takes this call."""
        try:
            await call
        except SlackApiError as error:
            log.info("Slack does not take this", extra={"fields": {"slack": error_code(error)}})
            return False
        return True
