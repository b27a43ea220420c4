"""Replies that a process began and did not finish: they are deleted, and begun anew.

A process can die between Slack's taking a reply and the note of its ts. Such a reply is known again
in the thread: a stream is empty until it is noted, and what is posted names the message it answers.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.slack.inbound.message import SlackMessage
from api.slack.outbound.web_api import error_code

log = logging.getLogger(__name__)

MOST_REPLIES: Final = 100
"""Messages after a question among which its reply is looked for."""


def reply_metadata(message: SlackMessage) -> dict[str, Any]:
    """What a posted reply carries, which people do not see."""
    return {"event_type": "reply", "event_payload": {"to": message.ts}}


async def delete_begun(client: AsyncWebClient, message: SlackMessage, noted: str) -> None:
    """Delete the reply that was noted, if any was, and what was begun without a note."""
    unnoted = await _unnoted(client, message)
    for ts in {noted, *unnoted} if noted else unnoted:
        await delete_reply(client, message, ts)


async def delete_reply(client: AsyncWebClient, message: SlackMessage, ts: str) -> None:
    """Delete a reply of ours to this message, as far as Slack lets us."""
    try:
        await client.chat_delete(channel=message.place.channel, ts=ts)
    except SlackApiError as error:
        fields = {"slack": error_code(error)}
        log.warning("half a reply could not be deleted", extra={"fields": fields})


async def _unnoted(client: AsyncWebClient, message: SlackMessage) -> set[str]:
    try:
        response = await client.conversations_replies(
            channel=message.place.channel,
            ts=message.thread,
            oldest=message.ts,
            limit=MOST_REPLIES,
            include_all_metadata=True,
        )
    except SlackApiError as error:
        log.warning("a thread cannot be read", extra={"fields": {"slack": error_code(error)}})
        return set()
    return {str(each["ts"]) for each in response["messages"] if _is_begun_reply(each, message)}


def _is_begun_reply(said: Mapping[str, Any], message: SlackMessage) -> bool:
    if message.bot is None or said.get("user") != message.bot:
        return False
    if float(said["ts"]) < float(message.ts):  # the thread's first message is always given
        return False
    is_empty = not str(said.get("text") or "").strip()
    return is_empty or said.get("metadata") == reply_metadata(message)
