"""Messages that were taken on: each is answered once, whichever process it is delivered to.

A message is taken on, with its event, before Slack is told that it has arrived. Who works on it
holds it for a while and prolongs that; what is held no more and not done was left by a process
that died, and is taken on again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, select, update

from api.slack.inbound.message import SlackMessage
from api.slack.store.batch_writer import BatchWriter
from api.slack.store.schema import slack_messages as messages
from index.concurrency import in_thread
from index.store.database import Database, upsert

HELD: Final = 45.0
"""Seconds: less than the minute after which Slack delivers again."""

APART: Final = 60.0
"""Seconds that the clocks of machines may be apart. Nothing is held for longer than HELD and this:
what seems to be was noted before a clock was set back.
"""

LATEST: Final = 3_600.0
"""Seconds after which nobody waits for an answer any more."""

KEPT: Final = 7 * 86_400.0
"""Seconds that it is remembered what was answered."""

MOST_TRIES: Final = 3
"""Processes that a message may break before its person is told instead."""


UNKNOWN: Final = ""
"""The reply of a message that is taken on again: one may have been begun and not noted."""


class Inbox:
    """The messages of all processes. Its methods raise StorageError when it cannot be used."""

    def __init__(
        self, database: Database, writer: BatchWriter, now: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._writer = writer
        self._now = now

    async def take(self, message: SlackMessage, event: Mapping[str, Any]) -> bool:
        """Take the message on; False when it is done, or another process holds it."""
        now = self._now()
        values = {
            "team": message.place.team,
            "channel": message.place.channel,
            "ts": message.ts,
            "event": json.dumps(event),
            "taken": now,
            "held_until": now + HELD,
            "tries": 1,
        }
        is_unheld = messages.c.done.is_(None) & _is_unheld(now)
        # One statement inserts or takes over: two processes cannot both be told True.
        retry = {
            "held_until": now + HELD,
            "tries": messages.c.tries + 1,
            "reply": func.coalesce(messages.c.reply, UNKNOWN),
        }
        return await self._writer.write(
            lambda it: upsert(it, messages, values, changes=retry, where=is_unheld) > 0
        )

    async def hold(self, message: SlackMessage) -> None:
        """Hold the message for another while."""
        await self._update(message, held_until=self._now() + HELD)

    async def postpone(self, message: SlackMessage) -> None:
        """Leave it for later; this was no try, for it was not the message's fault."""
        await self._update(message, tries=messages.c.tries - 1)

    async def note_reply(self, message: SlackMessage, reply: str) -> None:
        """Note which message answers it, before anything of the answer is in it."""
        await self._update(message, reply=reply)

    async def mark_done(self, message: SlackMessage) -> None:
        """Note that the message has its answer; its text is not kept."""
        await self._update(message, done=self._now(), event=None)

    @in_thread
    def begun_reply(self, message: SlackMessage) -> str | None:
        """The `ts` of the reply that was begun; UNKNOWN where one may be, else None."""
        with self._database.reading() as connection:
            return connection.scalar(select(messages.c.reply).where(*_this(message)))

    @in_thread
    def unfinished(self) -> list[dict[str, Any]]:
        """Events of messages that nobody holds and that are not done, the oldest first."""
        return self._unheld(messages.c.tries < MOST_TRIES)

    @in_thread
    def exhausted(self) -> list[dict[str, Any]]:
        """Events of messages that broke every process that tried them, the oldest first."""
        return self._unheld(messages.c.tries >= MOST_TRIES)

    async def give_up(self, message: SlackMessage) -> bool:
        """Give the message up; False when it is done already, or somebody else gave it up."""
        this = (*_this(message), messages.c.done.is_(None))
        giving_up = update(messages).where(*this).values(done=self._now(), event=None)
        return await self._writer.write(lambda it: it.execute(giving_up).rowcount > 0)

    def _unheld(self, tries: ColumnElement[bool]) -> list[dict[str, Any]]:
        now = self._now()
        query = (
            select(messages.c.event)
            .where(messages.c.done.is_(None), _is_unheld(now))
            .where(messages.c.taken > now - LATEST, tries)
            .order_by(messages.c.taken)
        )
        with self._database.reading() as connection:
            return [json.loads(event) for event in connection.scalars(query)]

    @in_thread
    def clear(self) -> None:
        """Forget what was done long ago, and what nobody waits for any more."""
        now = self._now()
        # By both: what nobody waited for any more was never done.
        old = (messages.c.done < now - KEPT) | (messages.c.taken < now - KEPT)
        with self._database.writing() as connection:
            connection.execute(delete(messages).where(old))

    async def _update(self, message: SlackMessage, **values: Any) -> None:  # noqa: ANN401 - columns
        change = update(messages).where(*_this(message)).values(**values)
        await self._writer.write(lambda connection: connection.execute(change))


def _is_unheld(now: float) -> ColumnElement[bool]:
    until = messages.c.held_until
    return (until < now) | (until > now + HELD + APART)


def _this(message: SlackMessage) -> tuple[Any, ...]:
    place = message.place
    return (
        messages.c.team == place.team,
        messages.c.channel == place.channel,
        messages.c.ts == message.ts,
    )
