"""Threads that the assistant takes part in: who asks there, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, insert, literal, select, update

from api.slack.inbound.message import SlackMessage
from api.slack.store.batch_writer import BatchWriter
from api.slack.store.schema import slack_answers, slack_threads
from index.concurrency import in_thread
from index.store.database import Database, upsert
from index.store.schema import documents

LATEST: Final = 6
"""Answers of a thread that a follow-up may be about."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread: who asked last, and whether people talk to each other since.

    `expects` is who was asked for the text of an article.
    """

    asker: str
    apart: bool
    expects: str | None


class Threads:
    """The threads of all processes. Its methods raise StorageError when it cannot be used."""

    def __init__(self, database: Database, writer: BatchWriter) -> None:
        self._database = database
        self._writer = writer

    @in_thread
    def get(self, message: SlackMessage) -> Thread | None:
        """The message's thread; None when the assistant is not part of it."""
        with self._database.reading() as connection:
            query = select(slack_threads).where(*_this(slack_threads, message))
            row = connection.execute(query).one_or_none()
        return None if row is None else Thread(row.asker, row.apart, row.expects)

    async def join(self, message: SlackMessage, *, expects: bool = False) -> None:
        """Take part in the message's thread, and listen to who wrote it."""
        values = {
            **_keys(message),
            "asker": message.user,
            "apart": False,
            "expects": message.user if expects else None,
        }
        await self._writer.write(lambda connection: upsert(connection, slack_threads, values))

    async def step_back(self, message: SlackMessage) -> None:
        """Wait to be mentioned again: people talk to each other."""
        away = update(slack_threads).where(*_this(slack_threads, message)).values(apart=True)
        await self._writer.write(lambda connection: connection.execute(away))

    async def note_answer(self, message: SlackMessage, answer_id: str) -> None:
        """Note the answer, unless it was not kept."""
        # Selected and not looked up before: an answer that is gone by now inserts nothing.
        columns = [*_keys(message), "document"]
        kept = select(*map(literal, _keys(message).values()), documents.c.key)
        kept = kept.where(documents.c.id == answer_id)
        noting = insert(slack_answers).from_select(columns, kept)
        await self._writer.write(lambda connection: connection.execute(noting))

    @in_thread
    def answer_ids(self, message: SlackMessage) -> list[str]:
        """The ids of the thread's latest answers, the oldest first."""
        query = (
            select(documents.c.id)
            .join(slack_answers, slack_answers.c.document == documents.c.key)
            .where(*_this(slack_answers, message))
            .order_by(slack_answers.c.key.desc())
            .limit(LATEST)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(query))[::-1]


def _keys(message: SlackMessage) -> dict[str, str]:
    place = message.place
    return {"team": place.team, "channel": place.channel, "thread": message.thread}


def _this(table: Table, message: SlackMessage) -> tuple[Any, ...]:
    return tuple(table.c[name] == value for name, value in _keys(message).items())
