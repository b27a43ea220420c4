"""A question in Slack → an answer in its thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import Final

from api.asgi.heartbeats import with_heartbeats
from api.links import Links
from api.slack.inbound.history import History
from api.slack.inbound.message import Incoming, Kind, Place, reader
from api.slack.outbound.rendering import blocks, claim_text, degraded, not_found, understood
from api.slack.outbound.streamed_reply import Reply
from api.slack.outbound.web_api import Slack
from api.slack.store.stores import Memory
from api.wiring import Parts
from assistant.pipeline import Assistant
from assistant.types import Answer, Claim, Done, Message, Sources
from index.errors import NothingToSearch
from index.types import EVERYTHING, Passage, Scope

WAITING: Final = 1.0
"""Seconds after which a sentence is shown that waits for more."""


class Answering:
    """Answers questions, each with one reply."""

    def __init__(self, parts: Parts, slack: Slack, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory
        self._history = History(parts.answers, memory.threads, slack.client)
        url = parts.settings.public_url
        self._links = Links(url) if url else None

    @property
    def links(self) -> Links | None:
        """To paragraphs, where readers can reach this server."""
        return self._links

    async def answer(self, message: Incoming, reply: Reply) -> None:
        """Answer the message in its thread; raises what Assistant.stream and Reply raise."""
        history = await self._history.before(message)
        scope = await self.scope(message.place)
        answer = await self._streamed(message, scope, history, reply)
        await reply.finish(blocks(answer, self._links))
        await self._memory.threads.answered(message, answer.id)

    async def _streamed(
        self, message: Incoming, scope: Scope, history: Sequence[Message], reply: Reply
    ) -> Answer:
        passages: Sequence[Passage] = ()
        lead = ""
        events = self._parts.assistant.stream(message.text, scope, history, reader(message.user))
        async with aclosing(with_heartbeats(events, WAITING)) as beating:
            async for event in beating:
                match event:
                    case None:
                        await reply.flush()
                    case Sources(found, standalone):
                        passages, lead = found, _lead(message, standalone)
                    case Claim():
                        await reply.say(f"{' ' if reply.said else lead}{claim_text(event)}")
                    case Done(answer):
                        await _conclude(answer, passages, lead, reply)
                        return answer
        raise AssertionError("a stream ends with Done")

    @property
    def assistant(self) -> Assistant:
        """Who answers."""
        return self._parts.assistant

    async def scope(self, place: Place, kind: Kind | None = None) -> Scope:
        """What may be quoted there; `kind` is who can read it, where Slack has said so just now.

        Raises:
            NothingToSearch: the articles that the channel is bound to are gone.
        """
        channel = await self._memory.channels.get(place)
        is_public = channel.is_public if kind is None else kind is Kind.CHANNEL
        public = is_public and bool(await self._parts.privacy.ids())
        if channel.articles is None:
            return Scope(public=True) if public else EVERYTHING
        if not channel.articles:
            raise NothingToSearch("the articles that this channel is bound to are gone")
        return Scope(article_ids=channel.articles, public=public)


async def _conclude(answer: Answer, passages: Sequence[Passage], lead: str, reply: Reply) -> None:
    if not answer.claims:
        await reply.say(f"{lead}{not_found(answer, passages)}")
    elif reason := degraded(answer):
        await reply.say(f"\n\n{reason}")


def _lead(message: Incoming, standalone: str) -> str:
    """How a follow-up was understood, where that is not what was written."""
    same = standalone.casefold().split() == message.text.casefold().split()
    return "" if same else f"{understood(standalone)}\n\n"
