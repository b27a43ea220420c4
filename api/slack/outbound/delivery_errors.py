"""What follows when Slack does not take a reply."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.slack.inbound.message import SlackMessage
from api.slack.outbound.streamed_reply import post_message
from api.slack.outbound.texts import GIVEN_UP, NO_ACCESS, REFUSED, WITHDRAWN
from api.slack.outbound.web_api import GONE, REVOKED, error_code

log = logging.getLogger(__name__)


class DeliveryErrors:
    """Explains a failed delivery to the asker, as far as Slack still lets it, and to the log."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def handle(self, message: SlackMessage, error: SlackApiError) -> bool:
        """Explain the error; False when the reply should be tried again later instead."""
        reason = error_code(error)
        fields = {"slack": reason, "channel": message.place.channel}
        if reason in REVOKED:
            log.error(
                "Slack refuses the bot token; install the app again and set SLACK_BOT_TOKEN",
                extra={"fields": fields},
            )
            return False
        log.warning("Slack does not take a reply", extra={"fields": fields})
        if reason == "ratelimited":
            return False
        await self._tried(message, self._explain(message, reason))
        return True

    async def given_up(self, message: SlackMessage) -> None:
        """Say that every process which tried has died of this message."""
        fields = {"channel": message.place.channel}
        log.error("a message is given up after several tries", extra={"fields": fields})
        await self._tried(message, self._in_thread(message, GIVEN_UP))

    async def withdrawn(self, message: SlackMessage) -> None:
        """Say that the question was deleted while it was being answered."""
        await self._privately(message, WITHDRAWN)

    async def _tried(self, message: SlackMessage, explanation: Coroutine[Any, Any, object]) -> None:
        try:
            await explanation
        except SlackApiError as error:
            fields = {"slack": error_code(error), "channel": message.place.channel}
            log.error("Slack does not take an explanation", extra={"fields": fields})

    async def _in_thread(self, message: SlackMessage, text: str) -> None:
        channel = message.place.channel
        await post_message(self._client, channel=channel, thread_ts=message.thread, text=text)

    async def _explain(self, message: SlackMessage, reason: str) -> None:
        channel, text = message.place.channel, REFUSED.format(code=reason)
        if reason in GONE:  # then the only place left is a direct message
            text = NO_ACCESS.format(channel=channel, code=reason)
            await post_message(self._client, channel=message.user, text=text)
        elif reason in ("thread_not_found", "message_not_found"):
            await self._privately(message, WITHDRAWN)
        else:
            await self._in_thread(message, text)

    async def _privately(self, message: SlackMessage, text: str) -> None:
        """Write to this person alone, in the channel."""
        channel = message.place.channel
        await self._client.chat_postEphemeral(channel=channel, user=message.user, text=text)
