"""A workspace in memory: channels, messages, and what the Web API's methods do to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.api.slack.documented import Arguments, Refused, check_whole

TEAM, BOT, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"
TOKEN, APP_TOKEN, SECRET = "xoxb-fake", "xapp-fake", "8f742231b10e8888abcd99yyyzzz85a5"

MEMBERSHIP = "not_in_channel"


@dataclass
class Said:
    """A message, as people see it; `markdown` is what was streamed or posted as Markdown."""

    ts: str
    user: str
    text: str
    thread: str | None = None
    blocks: list[dict[str, Any]] = field(default_factory=list)
    streaming: bool = False
    only_for: str | None = None
    reactions: list[str] = field(default_factory=list)
    metadata: dict[str, Any] | None = None

    @property
    def is_ours(self) -> bool:
        return self.user == BOT

    def as_event(self) -> dict[str, Any]:
        """As events and conversations.replies have it."""
        event = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text}
        if self.thread:
            event["thread_ts"] = self.thread
        return event | ({"bot_id": BOT_ID} if self.is_ours else {})


@dataclass
class Channel:
    """A channel: `kind` as events name it."""

    id: str
    kind: str
    name: str
    has_bot: bool = True
    messages: list[Said] = field(default_factory=list)

    def thread(self, ts: str) -> list[Said]:
        """The thread below a message, that first."""
        return [each for each in self.messages if ts in (each.ts, each.thread)]

    def find(self, ts: str) -> Said:
        found = [each for each in self.messages if each.ts == ts]
        if not found:
            raise Refused("message_not_found")
        return found[0]


class Workspace:
    """Carries out the methods; raises Refused as Slack would."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self.reset()

    def reset(self) -> None:
        """A new workspace, with a public channel and Anna's direct messages."""
        self.channels: dict[str, Channel] = {}
        self.statuses: list[tuple[str, str, str]] = []
        self.prompts: dict[str, list[dict[str, str]]] = {}
        self.views: list[dict[str, Any]] = []
        self.channel("C0NEWS", "channel", "news")
        self.channel("D0ANNA", "im", "directmessage")

    def channel(self, id_: str, kind: str = "channel", name: str = "news") -> Channel:
        """A new channel that the assistant is in."""
        made = self.channels[id_] = Channel(id_, kind, name)
        return made

    def ts(self) -> str:
        """The next message's."""
        number = next(self._numbers)
        return f"{1_800_000_000 + number}.{number:06d}"

    def ours(self, channel: str | None = None) -> list[Said]:
        """What the assistant has said, everywhere or in one channel."""
        chosen = [self.channels[channel]] if channel else list(self.channels.values())
        return [each for where in chosen for each in where.messages if each.is_ours]

    def carry_out(self, method: str, arguments: Arguments) -> dict[str, Any]:
        """What the method gives back besides `ok`."""
        name = method.replace(".", "_")
        done: dict[str, Any] = getattr(self, f"_{name}")(arguments)
        return done

    def _auth_test(self, _: Arguments) -> dict[str, Any]:
        return {
            "team_id": TEAM,
            "team": "News",
            "user_id": BOT,
            "bot_id": BOT_ID,
            "user": "articles",
        }

    def _assistant_threads_setStatus(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        self._open(given["channel_id"])
        self.statuses.append((given["channel_id"], given["thread_ts"], given["status"]))
        return {}

    def _assistant_threads_setSuggestedPrompts(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        self.prompts[given["channel_id"]] = given["prompts"]
        return {}

    def _chat_postMessage(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        channel = self._to(given["channel"])
        self._check_thread(channel, given.get("thread_ts"))
        text, blocks = given.get("text", ""), given.get("blocks", [])
        said = Said(self.ts(), BOT, text, given.get("thread_ts"), blocks)
        said.metadata = given.get("metadata")
        channel.messages.append(said)
        return {"channel": channel.id, "ts": said.ts, "message": said.as_event()}

    def _chat_postEphemeral(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        channel = self._open(given["channel"])
        text, blocks = given.get("text", ""), given.get("blocks", [])
        thread = given.get("thread_ts")
        said = Said(self.ts(), BOT, text, thread, blocks, only_for=given["user"])
        channel.messages.append(said)
        return {"message_ts": said.ts}

    def _chat_update(self, given: Arguments) -> dict[str, Any]:
        said = self._own(given)
        said.text, said.blocks = given.get("text", ""), given.get("blocks", [])
        return {"channel": given["channel"], "ts": said.ts}

    def _chat_delete(self, given: Arguments) -> dict[str, Any]:
        said = self._own(given)
        self.channels[given["channel"]].messages.remove(said)
        return {"channel": given["channel"], "ts": said.ts}

    def _chat_startStream(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        channel = self._open(given["channel"])
        if channel.kind != "im":
            for needed in ("recipient_team_id", "recipient_user_id"):
                if not given.get(needed):
                    raise Refused(f"missing_{needed}")
        self._check_thread(channel, given["thread_ts"])
        text = given.get("markdown_text", "")
        said = Said(self.ts(), BOT, text, given["thread_ts"], streaming=True)
        channel.messages.append(said)
        return {"channel": channel.id, "ts": said.ts}

    def _chat_appendStream(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        said = self._streaming(given)
        if not given.get("markdown_text"):
            raise Refused("no_text")
        said.text += given["markdown_text"]
        return {"channel": given["channel"], "ts": said.ts}

    def _chat_stopStream(self, given: Arguments) -> dict[str, Any]:  # noqa: N802
        said = self._streaming(given)
        check_whole(said.text + (given.get("markdown_text") or ""), given.get("blocks") or [])
        said.text += given.get("markdown_text") or ""
        said.blocks = given.get("blocks", [])
        said.streaming = False
        return {"channel": given["channel"], "ts": said.ts}

    def _conversations_replies(self, given: Arguments) -> dict[str, Any]:
        channel = self._open(given["channel"])
        found = [each for each in channel.thread(given["ts"]) if not each.only_for]
        if not found:
            raise Refused("thread_not_found")
        has_metadata = given.get("include_all_metadata") in (True, "true", "1")
        messages = [
            each.as_event() | ({"metadata": each.metadata} if has_metadata else {})
            for each in found
        ]
        return {"messages": messages, "has_more": False}

    def _reactions_add(self, given: Arguments) -> dict[str, Any]:
        said = self._open(given["channel"]).find(given["timestamp"])
        if given["name"] in said.reactions:
            raise Refused("already_reacted")
        said.reactions.append(given["name"])
        return {}

    def _reactions_remove(self, given: Arguments) -> dict[str, Any]:
        said = self._open(given["channel"]).find(given["timestamp"])
        if given["name"] not in said.reactions:
            raise Refused("no_reaction")
        said.reactions.remove(given["name"])
        return {}

    def _views_open(self, given: Arguments) -> dict[str, Any]:
        self.views.append(given["view"])
        return {"view": {"id": "V1"}}

    def _open(self, id_: str) -> Channel:
        channel = self.channels.get(id_)
        if channel is None:
            raise Refused("channel_not_found")
        if not channel.has_bot:
            raise Refused(MEMBERSHIP)
        return channel

    def _to(self, id_: str) -> Channel:
        """A channel or, to a person, the direct messages with that person."""
        if not id_.startswith("U"):
            return self._open(id_)
        direct = f"D{id_[1:]}"
        return self.channels.get(direct) or self.channel(direct, "im", f"direct with {id_}")

    def _check_thread(self, channel: Channel, ts: str | None) -> None:
        if ts is not None and not channel.thread(ts):
            raise Refused("thread_not_found")

    def _own(self, given: Arguments) -> Said:
        said = self._open(given["channel"]).find(given["ts"])
        if not said.is_ours:
            raise Refused("cant_update_message")
        return said

    def _streaming(self, given: Arguments) -> Said:
        said = self._own(given)
        if not said.streaming:
            raise Refused("message_not_in_streaming_state")
        return said

    def threads(self, channel: str) -> Iterator[list[Said]]:
        """The channel's threads, in order."""
        for said in self.channels[channel].messages:
            if said.thread is None:
                yield self.channels[channel].thread(said.ts)
