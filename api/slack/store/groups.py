"""The groups that people and channels are in, as managers have put them there."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from api.slack.store.schema import slack_groups
from index.concurrency import in_thread
from index.groups import group_names
from index.store.database import Database


class ReaderGroups:
    """The groups of people and channels, by Slack's ids; StorageError when it cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @in_thread
    def of(self, reader: str) -> frozenset[str]:
        """The groups that a person or a channel is in."""
        query = select(slack_groups.c.name).where(slack_groups.c.reader == reader)
        with self._database.reading() as connection:
            return frozenset(connection.scalars(query))

    @in_thread
    def put(self, reader: str, names: Collection[str]) -> list[str]:
        """Put a person or a channel into these groups alone, and return their names.

        Raises:
            GroupNameWrong: no group can be called so.
        """
        groups = sorted(group_names(names))
        with self._database.writing() as connection:
            connection.execute(delete(slack_groups).where(slack_groups.c.reader == reader))
            if groups:
                rows = [{"reader": reader, "name": name} for name in groups]
                connection.execute(insert(slack_groups), rows)
        return groups
