"""Every message that arrives: taken on once, worked on in the background, never left unanswered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from api.limits.answer_slots import AnswerSlots
from api.slack.inbound.ack_priority import AckPriority
from api.slack.inbound.addressing import Addressing
from api.slack.inbound.message import SlackMessage, parse_message
from api.slack.outbound.begun_replies import delete_begun
from api.slack.outbound.delivery_errors import DeliveryErrors
from api.slack.outbound.streamed_reply import StreamedReply, Withdrawn
from api.slack.outbound.texts import error_text
from api.slack.outbound.web_api import WebApi
from api.slack.permissions import Permissions
from api.slack.store.inbox import HELD
from api.slack.store.stores import Stores

log = logging.getLogger(__name__)

AT_ONCE: Final = 8
"""Messages that are worked on at the same time; others wait their turn."""

_EVENT_FIELDS: Final = ("team_id", "authorizations", "is_ext_shared_channel", "event")
"""What of a delivery is kept, so that another process can work on it."""

Respond = Callable[[SlackMessage, StreamedReply], Awaitable[None]]


class Dispatcher:
    """Takes messages on, and has each answered once, by `respond`, whatever happens in between."""

    def __init__(
        self,
        stores: Stores,
        slack: WebApi,
        permissions: Permissions,
        slots: AnswerSlots,
        respond: Respond,
    ) -> None:
        self._stores = stores
        self._slack = slack
        self._addressing = Addressing(stores.threads, permissions)
        self._answer_slots = slots
        self._respond = respond
        self._delivery_errors = DeliveryErrors(slack.client)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._ack_priority = AckPriority()
        self._working: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._replies: WeakValueDictionary[tuple[str, str], StreamedReply] = WeakValueDictionary()

    async def take(self, body: Mapping[str, Any]) -> SlackMessage | None:
        """Take on the message in an event; None where it is not for us, or taken already."""
        message = parse_message(body)
        if message is None:
            return None
        # Slack waits until it is in the inbox: nothing slow may come in here.
        with self._ack_priority.arriving():
            await self._stores.channels.note_kind(message.place, message.kind)
            if not await self._addressing.is_for_us(message):
                return None
            event = {name: body.get(name) for name in _EVENT_FIELDS}
            return message if await self._stores.inbox.take(message, event) else None

    def start(self, message: SlackMessage) -> asyncio.Task[None]:
        """Work on a message that was taken on, in the background."""
        key = (message.place.channel, message.ts)
        task = self._working[key] = asyncio.create_task(self._work(message))
        task.add_done_callback(lambda _: self._working.pop(key, None))
        return task

    async def withdraw(self, body: Mapping[str, Any]) -> None:
        """Stop working on a message that its writer has deleted."""
        event = body["event"]
        reply = self._replies.get((event.get("channel", ""), event.get("deleted_ts", "")))
        if reply is not None:
            reply.withdraw()

    async def recover(self) -> None:
        """Take on what other processes, or this one before it stopped, have left undone."""
        await self._stores.inbox.clear()
        for body in await self._stores.inbox.unfinished():
            message = parse_message(body)
            if message and await self._stores.inbox.take(message, body):
                self.start(message)
        # A message that kills every process must not come back for ever.
        for body in await self._stores.inbox.exhausted():
            message = parse_message(body)
            if message and await self._stores.inbox.give_up(message):
                await self._delivery_errors.given_up(message)

    async def watch(self) -> None:
        """Recover now, and again every HELD seconds."""
        while True:
            try:
                await self.recover()
            except Exception as error:
                log.error("messages that were left cannot be looked for", exc_info=error)
            await self._slack.sleep(HELD)

    async def run(self, command: Awaitable[None]) -> None:
        """Work on a command, which no server stops before it is done."""
        with self._answer_slots.overbooked():
            async with self._at_once:
                await command

    async def drain(self, seconds: float) -> None:
        """Wait for the messages in work, at most so long."""
        if self._working:
            await asyncio.wait(list(self._working.values()), timeout=seconds)

    async def close(self) -> None:
        """Stop. What is not done will be recovered by the next process."""
        tasks = list(self._working.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, message: SlackMessage) -> None:
        # One message of a thread at a time, or the answers would stand in any order.
        key = (message.place.channel, message.thread)
        turn = self._turns.setdefault(key, asyncio.Lock())
        with self._answer_slots.overbooked():
            # Held before its turn comes: however long it waits, no other process takes it.
            async with self._held(message), turn, self._at_once:
                await self._ack_priority.wait_for_lull()
                await self._answer(message)

    async def _answer(self, message: SlackMessage) -> None:
        await self._delete_unfinished(message)  # of a process that died in the middle
        reply = StreamedReply(self._slack, message, partial(self._stores.inbox.note_reply, message))
        self._replies[message.place.channel, message.ts] = reply
        try:
            await self._respond_or_explain(message, reply)
        except Withdrawn:
            await self._delete_unfinished(message)
            await self._delivery_errors.withdrawn(message)
        except SlackApiError as error:
            if not await self._delivery_errors.handle(message, error):
                await self._stores.inbox.postpone(message)
                return
        except (ClientError, TimeoutError) as error:
            log.error("Slack cannot be reached", exc_info=error)
            await self._stores.inbox.postpone(message)
            return
        await self._stores.inbox.mark_done(message)

    async def _respond_or_explain(self, message: SlackMessage, reply: StreamedReply) -> None:
        """Respond; a failure of our own becomes the reply."""
        try:
            await self._respond(message, reply)
        except (SlackApiError, ClientError, TimeoutError, Withdrawn):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker reads about it
            await reply.append(f"\n\n{error_text(error)}" if reply.has_text else error_text(error))
            await reply.finish()

    async def _delete_unfinished(self, message: SlackMessage) -> None:
        """Delete the reply that was begun and not finished, if there is one: it is begun anew."""
        noted = await self._stores.inbox.begun_reply(message)
        if noted is not None:
            await delete_begun(self._slack.client, message, noted)

    @asynccontextmanager
    async def _held(self, message: SlackMessage) -> AsyncIterator[None]:
        """Keep hold of the message, so that no other process takes it on."""

        async def hold() -> None:
            while True:
                await self._slack.sleep(HELD / 3)
                await self._stores.inbox.hold(message)

        holding = asyncio.create_task(hold())
        try:
            yield
        finally:
            holding.cancel()
