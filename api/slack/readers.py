"""Who reads a reply: the one place where a person and a channel become a library."""

from __future__ import annotations

from typing import Final

from api.access.readers_library import ReadersLibrary
from api.slack.inbound.message import ChannelId, ChannelKind
from api.slack.permissions import Permissions
from api.slack.store.stores import Stores
from api.wiring import Parts
from index.types import SEES_ALL, Audience

PRIVATE: Final = "private"
"""The group of articles that are not quoted where everybody reads.

Every private channel and every direct message is in it; other groups are given by managers.
"""

PUBLIC: Final = frozenset({None, ChannelKind.CHANNEL})
"""The kinds of channels that everybody reads, or may read while Slack has not said who does."""


class Readers:
    """Knows what may be read where. Its methods raise StorageError when it cannot be used."""

    def __init__(self, parts: Parts, stores: Stores, permissions: Permissions) -> None:
        self._parts = parts
        self._stores = stores
        self._permissions = permissions

    async def library(
        self,
        user: str,
        place: ChannelId,
        kind: ChannelKind | None = None,
        *,
        alone: bool = False,
    ) -> ReadersLibrary:
        """What may be read where this person writes, by all who read there.

        `kind` says who can read the channel, where Slack has said so just now. `alone`: what is
        answered is shown to this person only, and theirs.
        """
        everybodys, own = f"slack:{place.channel}", f"slack:{place.channel}:{user}"
        return ReadersLibrary(
            self._parts,
            audience=await self._audience(user, place, kind),
            name=f"slack:{user}",
            owner=own if alone else everybodys,
            owners=(everybodys, own),
        )

    async def _audience(self, user: str, place: ChannelId, kind: ChannelKind | None) -> Audience:
        channel = await self._stores.channels.get(place)
        # The kind in this delivery is newer than what is remembered: channels are made private.
        kind = kind or channel.kind
        if kind is ChannelKind.IM:
            if self._permissions.may_manage(user):
                return SEES_ALL
            return Audience(await self._stores.groups.of(user) | {PRIVATE})
        # Groups that it was given while it was private are worth nothing where everybody reads.
        if kind in PUBLIC:
            return Audience()
        return Audience(await self._stores.groups.of(place.channel) | {PRIVATE})
