"""Messages that people wrote, parsed from what Slack delivers."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from index.language.en.grammar.function_words import FINITE_AUXILIARIES
from index.language.en.grammar.pronouns import QUESTION_WORDS
from index.language.visible_text import visible
from index.language.word_lists import any_of

_BY_PEOPLE: Final = frozenset({None, "file_share", "thread_broadcast", "me_message"})
"""The subtypes of messages that people write; edits, deletions and joins have others."""

_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>")
_TO_MANY: Final = re.compile(r"<!(?:here|channel|everyone|subteam)\b")
_LINK: Final = re.compile(r"<((?:https?|mailto):[^<|>]+)(?:\|[^<>]*)?>")
_CHANNEL: Final = re.compile(r"<#([CG][A-Z0-9]+)(?:\|([^<>]*))?>")
_SPECIAL: Final = re.compile(r"<!([^<>|]*)(?:\|([^<>]*))?>")

_LEADING_IN: Final = (
    r"(?i:(?:and|but|so|ok(?:ay)?|well|now|also|then|please|hm+|yes|no)\b[\s,:–-]*)*"
)
_ASKING: Final = re.compile(
    _LEADING_IN
    + rf"""(?:{any_of(QUESTION_WORDS | FINITE_AUXILIARIES - {"must"})}|says\s+who|since\s+when
      |tell|show|explain|list|summari[sz]e|compare|find|quote|give|go\s+on|more|add)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TO_SOMEBODY: Final = re.compile(
    _LEADING_IN + r"(?:(?i:hey|hi)\s+)?(?:@\S+|[A-Z][\w’'-]+\s*[,:]\s)"
)


class ChannelKind(Enum):
    """Who can read a channel, in Slack's words."""

    CHANNEL = "channel"  # everybody in the workspace
    GROUP = "group"
    MPIM = "mpim"
    IM = "im"  # one person and the assistant


@dataclass(frozen=True, slots=True)
class ChannelId:
    """A channel of a workspace."""

    team: str
    channel: str


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message that a person wrote; `thread` is the ts of the message that began its thread.

    `kind` is None where Slack does not say it; a channel that is shared with another company counts
    as one that everybody reads. `text` is without the mention of the assistant and without Slack's
    escapes; `others` says that it mentions somebody else, `from_outside` that its writer is of
    another company. `bot` is the assistant's own user id, where the event has it.
    """

    place: ChannelId
    ts: str
    thread: str
    user: str
    text: str
    kind: ChannelKind | None
    mentioned: bool
    others: bool
    has_files: bool
    from_outside: bool
    bot: str | None

    @property
    def is_direct(self) -> bool:
        """Whether it was written to the assistant alone."""
        return self.kind is ChannelKind.IM

    @property
    def in_thread(self) -> bool:
        """Whether it is a reply in a thread."""
        return self.thread != self.ts


def parse_message(body: Mapping[str, Any], bot: str | None = None) -> SlackMessage | None:
    """The message in an event; None when no person has written it.

    `bot` is the assistant's own user id, which events name in their authorizations.
    """
    event = body.get("event") or {}
    bot = bot_user(body) or bot
    user, ts, channel = event.get("user"), event.get("ts"), event.get("channel")
    if event.get("type") not in ("message", "app_mention") or not (user and ts and channel):
        return None
    is_own = user == bot or event.get("bot_id") or event.get("app_id") or event.get("hidden")
    if is_own or event.get("subtype") not in _BY_PEOPLE:
        return None
    raw = str(event.get("text") or "")
    mentions = {match[1] for match in _MENTION.finditer(raw)}
    team = str(body.get("team_id") or event.get("team") or "")
    return SlackMessage(
        place=ChannelId(team, channel),
        ts=ts,
        thread=event.get("thread_ts") or ts,
        user=user,
        text=plain(raw, bot),
        kind=_kind(body, event),
        mentioned=event["type"] == "app_mention" or bot in mentions,
        others=bool(mentions - {bot}) or bool(_TO_MANY.search(raw)),
        has_files=bool(event.get("files")),
        from_outside=(event.get("user_team") or team) != team,
        bot=bot,
    )


def _kind(body: Mapping[str, Any], event: Mapping[str, Any]) -> ChannelKind | None:
    if body.get("is_ext_shared_channel"):
        return ChannelKind.CHANNEL
    kind = event.get("channel_type") or ("im" if event["channel"].startswith("D") else None)
    return ChannelKind(kind) if kind in {each.value for each in ChannelKind} else None


def bot_user(body: Mapping[str, Any]) -> str | None:
    """The assistant's own user id, as an event names it."""
    authorizations = body.get("authorizations") or [{}]
    first = authorizations[0]
    return first.get("user_id") if first.get("is_bot") else None


def pressed_in(body: Mapping[str, Any]) -> ChannelId:
    """The channel in which a button was pressed."""
    team = body.get("team") or {}
    return ChannelId(str(team.get("id") or ""), body["channel"]["id"])


def plain(text: str, bot: str | None = None) -> str:
    """Slack's text as a person would type it, without the mention of the assistant."""
    text = re.sub(rf"<@{re.escape(bot)}(?:\|[^<>]*)?>", " ", text) if bot else text
    text = _MENTION.sub(lambda match: f"@{match[2] or match[1]}", text)
    text = _LINK.sub(lambda match: match[1], text)
    text = _CHANNEL.sub(lambda match: f"#{match[2] or match[1]}", text)
    text = _SPECIAL.sub(lambda match: match[2] or f"@{match[1]}", text)
    lines = (
        re.sub(r"[ \t\u00a0]+", " ", line).strip(" ")
        for line in visible(html.unescape(text)).split("\n")
    )
    return "\n".join(lines).strip(" \n,:")


def asks(text: str) -> bool:
    """Whether a message without a mention reads as one more question to the assistant."""
    return bool(_ASKING.match(text)) or ("?" in text and not _TO_SOMEBODY.match(text))
