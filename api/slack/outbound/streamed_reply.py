"""A reply in a thread: streamed and, where Slack ends the stream, posted."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from api.slack.inbound.message import SlackMessage
from api.slack.outbound.begun_replies import delete_reply, reply_metadata
from api.slack.outbound.escaping import cut, pieces
from api.slack.outbound.rendering import Block
from api.slack.outbound.web_api import GONE, REVOKED, WebApi, error_code

log = logging.getLogger(__name__)

BUFFER: Final = 256
"""Characters that are worth a call of Slack's API."""

LONGEST: Final = 12_000
"""Characters of Markdown that Slack takes in a call."""

POSTED: Final = 3_900
"""Characters of a posted message: Slack cuts the text off a little beyond."""

SECTION: Final = 3_000
"""Characters that Slack takes in a section."""

OnBegun = Callable[[str], Awaitable[None]]


class Withdrawn(Exception):
    """The question was deleted, so nobody wants the reply any more."""


class StreamedReply:
    """One reply to a message. What cannot be streamed is posted at the end; nothing is lost.

    `begun` is called with the ts of the reply as soon as there is one, and a stream has nothing of
    the answer before that. Methods raise SlackApiError when the channel or the token is gone, and
    Withdrawn after `withdraw`.
    """

    def __init__(self, slack: WebApi, message: SlackMessage, begun: OnBegun) -> None:
        self._client = slack.client
        self._pace = slack.pace
        self._message = message
        self._begun = begun
        self._ts: str | None = None
        self._streams = True
        self._is_empty = False
        self._unsent = ""
        self._wanted = True
        self.has_text = False

    def withdraw(self) -> None:
        """Stop before the next call; breaking one off would leave its outcome unknown."""
        self._wanted = False

    def _check(self) -> None:
        if not self._wanted:
            raise Withdrawn

    async def append(self, text: str) -> None:
        """Add text; the first is shown at once, more of it when it is worth a call."""
        self._unsent += text
        self.has_text = True
        if self._ts is None or len(self._unsent) >= BUFFER:
            await self.flush()

    async def post(self, text: str, blocks: Sequence[Block] = ()) -> None:
        """Post a text in Slack's own mark-up, at once and whole."""
        await self._post_one(cut(text, POSTED), [*_sections(text), *blocks])

    async def replace(self, text: str) -> None:
        """Show this text in place of the one before, in Slack's own mark-up."""
        if self._ts is None:
            await self.post(text)
            return
        await self._client.chat_update(
            channel=self._message.place.channel, ts=self._ts, text=text, blocks=_sections(text)
        )

    async def flush(self) -> None:
        """Show the text that waits."""
        self._check()
        while self._streams and self._unsent:
            # It stays unsent until Slack has it, so that a part that fails is posted later.
            part = self._unsent[:LONGEST]
            if await self._stream(part):
                self._unsent = self._unsent[len(part) :]

    @property
    def is_visible(self) -> bool:
        """Whether anything of the reply is to be seen."""
        return self._ts is not None

    async def finish(self, blocks: Sequence[Block] = ()) -> None:
        """Show the text that is left, and these blocks below it."""
        self._check()
        if self._ts is not None and self._streams and await self._stop(list(blocks)):
            return
        await self._post(list(blocks))

    async def _stream(self, part: str) -> bool:
        """Append to the stream; False where Slack has ended it."""
        try:
            ts = self._ts or await self._begin()
            await self._client.chat_appendStream(
                channel=self._message.place.channel, ts=ts, markdown_text=part
            )
        except SlackApiError as error:
            return self._without_stream(error)
        self._is_empty = False
        return True

    async def _begin(self) -> str:
        """Begin the stream without any text: a process that dies here leaves no half of an answer.

        What is empty and was not noted is found by who takes the message on again.
        """
        await self._pace.turn(self._message.place.channel)
        started = await self._client.chat_startStream(
            channel=self._message.place.channel,
            thread_ts=self._message.thread,
            recipient_team_id=self._message.place.team,
            recipient_user_id=self._message.user,
        )
        self._ts = str(started["ts"])
        self._is_empty = True
        await self._begun(self._ts)
        return self._ts

    async def _stop(self, blocks: list[Block]) -> bool:
        """End the stream with the text that is left; False where Slack has ended it before."""
        try:
            if len(self._unsent) > LONGEST:
                await self.flush()
            if not self._streams:
                return False
            await self._client.chat_stopStream(
                channel=self._message.place.channel,
                ts=str(self._ts),
                markdown_text=self._unsent or None,
                blocks=blocks or None,
            )
        except SlackApiError as error:
            return self._without_stream(error)
        self._unsent = ""
        return True

    def _without_stream(self, error: SlackApiError) -> bool:
        """Note that there is no stream any more: the text that is left will be posted."""
        # These would fail a posted message too.
        if error_code(error) in GONE | REVOKED | {"ratelimited"}:
            raise error
        log.warning(
            "a reply is posted, not streamed", extra={"fields": {"slack": error_code(error)}}
        )
        self._streams = False
        return False

    async def _post(self, blocks: list[Block]) -> None:
        if self._is_empty and self._ts is not None:  # Slack ended it before it had any text
            await delete_reply(self._client, self._message, self._ts)
            self._ts, self._is_empty = None, False
        *before, last = list(pieces(self._unsent, POSTED)) or [""]
        for part in before:
            await self._post_one(part, [_markdown(part)])
        await self._post_one(last or "Sources", [*([_markdown(last)] if last else []), *blocks])
        self._unsent = ""

    async def _post_one(self, text: str, blocks: list[Block]) -> None:
        await self._pace.turn(self._message.place.channel)
        posted = await post_message(
            self._client,
            channel=self._message.place.channel,
            thread_ts=self._message.thread,
            text=text,
            blocks=blocks,
            metadata=reply_metadata(self._message),
        )
        if self._ts is None:
            self._ts = posted
            await self._begun(posted)


def _sections(text: str) -> list[Block]:
    parts = pieces(text, SECTION)
    return [{"type": "section", "text": {"type": "mrkdwn", "text": part}} for part in parts]


def _markdown(text: str) -> Block:
    return {"type": "markdown", "text": text}


async def post_message(client: AsyncWebClient, **message: Any) -> str:  # noqa: ANN401 - Slack's arguments
    """Post a message, without previews of what it links to; its ts."""
    posted = await client.chat_postMessage(unfurl_links=False, unfurl_media=False, **message)
    return str(posted["ts"])
