"""Channels: who can read them, and the articles that they are bound to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from api.slack.inbound.message import ChannelId, ChannelKind
from api.slack.store.batch_writer import BatchWriter
from api.slack.store.schema import slack_bindings, slack_channels, slack_groups
from index.concurrency import in_thread
from index.store.articles import article_rows
from index.store.database import Database, upsert
from index.store.schema import articles


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: who can read it, and its articles; None when it is not bound to any."""

    kind: ChannelKind | None
    articles: tuple[str, ...] | None


class Channels:
    """The channels of all processes. Its methods raise StorageError when it cannot be used."""

    def __init__(self, database: Database, writer: BatchWriter) -> None:
        self._database = database
        self._writer = writer
        # Every message tells its channel's kind: only a new one is worth a write.
        self._seen: dict[ChannelId, ChannelKind] = {}

    async def note_kind(self, place: ChannelId, kind: ChannelKind | None) -> None:
        """Remember who can read the channel, where Slack has said it.

        Where everybody can, it is in no group any more: whoever came in by then is still there
        when it is made private again.
        """
        if kind is not None and self._seen.get(place) is not kind:
            await self._writer.write(lambda connection: _put_kind(connection, place, kind))
            self._seen[place] = kind

    @in_thread
    def get(self, place: ChannelId) -> Channel:
        """The channel, as far as anything is known of it."""
        with self._database.reading() as connection:
            channels = select(slack_channels).where(*_is(slack_channels, place))
            row = connection.execute(channels).one_or_none()
            if row is None:
                return Channel(None, None)
            bound = select(articles.c.id).join(slack_bindings).where(*_is(slack_bindings, place))
            ids = tuple(connection.scalars(bound)) if row.bound else None
            return Channel(ChannelKind(row.kind) if row.kind else None, ids)

    @in_thread
    def bind(self, place: ChannelId, article_ids: Sequence[str]) -> list[str]:
        """Answer from these articles only there, by ids or how they begin; from all, if none.

        Raises:
            ArticleNotFound, AmbiguousArticle: there is no such article, or several.
        """
        with self._database.writing() as connection:
            rows = [article_rows.by_prefix(connection, each) for each in article_ids]
            connection.execute(delete(slack_bindings).where(*_is(slack_bindings, place)))
            for key in {row.key for row in rows}:  # one may be named twice
                connection.execute(insert(slack_bindings).values(**_keys(place), article=key))
            _put(connection, place, bound=bool(rows))
        return [row.title for row in rows]


def _keys(place: ChannelId) -> dict[str, str]:
    return {"team": place.team, "channel": place.channel}


def _is(table: Table, place: ChannelId) -> tuple[ColumnElement[bool], ...]:
    return tuple(table.c[name] == value for name, value in _keys(place).items())


def _put_kind(connection: Connection, place: ChannelId, kind: ChannelKind) -> None:
    _put(connection, place, kind=kind.value)
    if kind is ChannelKind.CHANNEL:
        connection.execute(delete(slack_groups).where(slack_groups.c.reader == place.channel))


def _put(connection: Connection, place: ChannelId, **values: str | bool) -> None:
    # A row that is there keeps what is not in `values`: `changes` names those alone.
    new = {"bound": False, **_keys(place), **values}
    upsert(connection, slack_channels, new, changes=values)
