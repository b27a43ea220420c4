"""What is remembered of Slack, in the library's database: messages, threads, channels."""

from __future__ import annotations

from dataclasses import dataclass

from api.slack.store.batch_writer import BatchWriter
from api.slack.store.channels import Channels
from api.slack.store.groups import ReaderGroups
from api.slack.store.inbox import Inbox
from api.slack.store.threads import Threads
from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Stores:
    """The inbox, the threads, the channels and who is in which group, shared by all processes."""

    inbox: Inbox
    threads: Threads
    channels: Channels
    groups: ReaderGroups

    @classmethod
    def of(cls, database: Database) -> Stores:
        """The stores in this database."""
        # One writer: what these three write goes into the same transactions.
        writer = BatchWriter(database)
        return cls(
            Inbox(database, writer),
            Threads(database, writer),
            Channels(database, writer),
            ReaderGroups(database),
        )
