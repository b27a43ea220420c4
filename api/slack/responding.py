"""What a message asks for → who sees to it."""

from __future__ import annotations

import logging
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.slack.adding import Adding
from api.slack.answering import Answering
from api.slack.calls import code
from api.slack.commands import Commands
from api.slack.explaining import NOT_ALLOWED
from api.slack.incoming import Incoming
from api.slack.permissions import Permissions
from api.slack.replying import Reply
from api.slack.threads import Threads

log = logging.getLogger(__name__)

STATUS: Final = "is reading the articles…"


class Responding:
    """Responds to messages that were taken on."""

    def __init__(
        self,
        client: AsyncWebClient,
        permissions: Permissions,
        threads: Threads,
        commands: Commands,
        adding: Adding,
        answering: Answering,
    ) -> None:
        self._client = client
        self._permissions = permissions
        self._threads = threads
        self._answering = answering
        self._commands = commands
        self._adding = adding

    async def respond(self, message: Incoming, reply: Reply) -> None:
        """Answer it, or say why not."""
        place = message.place
        if not self._permissions.may_ask(message.user, place):
            refusal = NOT_ALLOWED.format(user=message.user, channel=place.channel)
            await self._client.chat_postEphemeral(
                channel=place.channel, user=message.user, text=refusal
            )
            return
        thread = await self._threads.get(message)
        expected = thread is not None and thread.expects == message.user
        await self._threads.join(message)
        if message.mentioned or message.is_direct:
            told = await self._commands.carry_out(message)
            if told is not None:
                await reply.tell(told)
                return
        if await self._adding.respond(message, reply, expected=expected):
            return
        await self._status(message, STATUS)
        try:
            await self._answering.answer(message, reply)
        finally:
            if not reply.shown:
                await self._status(message, "")

    async def _status(self, message: Incoming, status: str) -> None:
        """What Slack shows until there is a reply; an answer does not depend on it."""
        try:
            await self._client.assistant_threads_setStatus(
                channel_id=message.place.channel, thread_ts=message.thread, status=status
            )
        except SlackApiError as error:
            log.info("no status is shown", extra={"fields": {"slack": code(error)}})
