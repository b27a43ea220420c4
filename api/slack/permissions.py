"""Who may ask, and who may change the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from api.settings import Settings
from api.slack.inbound.message import ChannelId

EVERYBODY: Final = "*"


@dataclass(frozen=True, slots=True)
class Permissions:
    """The ids of people, and of channels, that may ask, and of people that may manage.

    With no askers everybody of the company may ask; with no managers nobody may change anything.
    """

    askers: frozenset[str]
    managers: frozenset[str]

    @classmethod
    def of(cls, settings: Settings) -> Permissions:
        """The permissions of the settings."""
        return cls(frozenset(settings.slack_askers), frozenset(settings.slack_managers))

    def may_ask(self, user: str, place: ChannelId, *, from_outside: bool = False) -> bool:
        """Whether this person may ask in this channel."""
        if not self.askers:
            return not from_outside
        return bool({user, place.channel, EVERYBODY} & self.askers) or self.may_manage(user)

    def may_manage(self, user: str) -> bool:
        """Whether this person may add, forget, bind and mark articles."""
        return bool({user, EVERYBODY} & self.managers)
