"""The earlier turns of a thread: from the answers kept, else from Slack."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.access.readers_library import ReadersLibrary
from api.slack.inbound.add_intent import add_intent
from api.slack.inbound.message import SlackMessage, plain
from api.slack.outbound.web_api import error_code
from api.slack.store.threads import Threads
from assistant.errors import AnswerNotFound
from assistant.types import Message

log = logging.getLogger(__name__)

MOST_MESSAGES: Final = 20

LONGEST: Final = 400
"""Characters of a message that can be what a follow-up is about; a longer one is an article."""


class History:
    """Reads the turns that a follow-up may refer to."""

    def __init__(self, threads: Threads, client: AsyncWebClient) -> None:
        self._threads = threads
        self._client = client

    async def before(self, message: SlackMessage, library: ReadersLibrary) -> list[Message]:
        """The thread's turns before this message, the oldest first."""
        if not message.in_thread:
            return []
        # Answers that are kept have their citations, which Slack's messages have lost.
        return await self._kept(message, library) or await self._in_slack(message)

    async def _kept(self, message: SlackMessage, library: ReadersLibrary) -> list[Message]:
        turns: list[Message] = []
        for answer_id in await self._threads.answer_ids(message):
            with suppress(AnswerNotFound):  # gone with an article, or closed to who reads here
                answer = await library.answer(answer_id)
                turns.append(Message("user", answer.question))
                turns.append(Message("assistant", answer.text, answer.cited))
        return turns

    async def _in_slack(self, message: SlackMessage) -> list[Message]:
        """What people wrote, without what they shared to be added as an article."""
        earlier = await replies(self._client, message)
        texts = [_text(each) for each in earlier if not each.get("bot_id")]
        questions = (
            text for text in texts if text and len(text) <= LONGEST and not add_intent(text)
        )
        return [Message("user", question) for question in questions]


async def replies(client: AsyncWebClient, message: SlackMessage) -> list[Mapping[str, Any]]:
    """The latest messages of the thread before this one; none when Slack does not give them."""
    try:
        response = await client.conversations_replies(
            channel=message.place.channel,
            ts=message.thread,
            latest=message.ts,
            limit=MOST_MESSAGES,
        )
    except SlackApiError as error:
        log.warning("a thread cannot be read", extra={"fields": {"slack": error_code(error)}})
        return []
    messages: list[Mapping[str, Any]] = response["messages"]
    return [each for each in messages if float(each["ts"]) < float(message.ts)]


def _text(message: Mapping[str, Any]) -> str:
    return plain(str(message.get("text") or ""))
