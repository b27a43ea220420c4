"""Answers a question in its thread, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from api.asgi.heartbeats import with_heartbeats
from api.presentation.links import Links
from api.slack.inbound.history import History
from api.slack.inbound.message import ChannelId, ChannelKind, SlackMessage, reader
from api.slack.outbound.rendering import (
    between,
    blocks,
    claim_text,
    not_found,
    remarks,
    rewritten_question,
)
from api.slack.outbound.streamed_reply import StreamedReply
from api.slack.outbound.web_api import WebApi
from api.slack.store.stores import Stores
from api.wiring import Parts
from assistant.answer_stream import QuestionAnswerer, final_answer
from assistant.types import Answer, Claim, Event, Message, Sources
from index.errors import NothingToSearch
from index.types import EVERYTHING, Passage, Scope

WAITING: Final = 1.0
"""Seconds that a sentence waits for others to share a call of Slack with."""


class Answerer:
    """Answers questions from the articles that may be quoted where they are asked."""

    def __init__(self, parts: Parts, slack: WebApi, stores: Stores) -> None:
        self._parts = parts
        self._stores = stores
        self._history = History(parts.answers, stores.threads, slack.client)
        url = parts.settings.public_url
        self._links = Links(url) if url else None

    @property
    def links(self) -> Links | None:
        """Links to paragraphs; None where readers cannot reach this server."""
        return self._links

    async def answer(self, message: SlackMessage, reply: StreamedReply) -> None:
        """Answer the message in its thread; raises what the assistant and the reply raise."""
        history = await self._history.before(message)
        scope = await self.scope(message.place)
        answer = await self._streamed(message, scope, history, reply)
        await reply.finish(blocks(answer, self._links))
        await self._stores.threads.note_answer(message, answer.id)

    async def _streamed(
        self, message: SlackMessage, scope: Scope, history: Sequence[Message], reply: StreamedReply
    ) -> Answer:
        passages: Sequence[Passage] = ()
        lead, is_list = "", False
        events = self._parts.assistant.stream(message.text, scope, history, reader(message.user))

        async def say(event: Event | None) -> None:
            nonlocal passages, lead, is_list
            match event:
                case None:  # a heartbeat
                    await reply.flush()
                case Sources(passages, standalone, is_list):
                    lead = _lead(message, standalone)
                case Claim():
                    first = not reply.has_text
                    gap = between(is_list=is_list, first=first)
                    await reply.append(f"{lead if first else ''}{gap}{claim_text(event)}")

        answer = await final_answer(with_heartbeats(events, WAITING), say)
        await _conclude(answer, passages, lead, reply)
        return answer

    @property
    def assistant(self) -> QuestionAnswerer:
        """The assistant that answers."""
        return self._parts.assistant

    async def scope(self, place: ChannelId, kind: ChannelKind | None = None) -> Scope:
        """The articles that may be quoted in this channel.

        `kind` says who can read the channel, where Slack has said so just now.

        Raises:
            NothingToSearch: the articles that the channel is bound to are gone.
        """
        channel = await self._stores.channels.get(place)
        # The kind in this delivery is newer than what is remembered: channels are made private.
        is_public = channel.is_public if kind is None else kind is ChannelKind.CHANNEL
        public = is_public and bool(await self._parts.privacy.ids())
        if channel.articles is None:
            return Scope(public=True) if public else EVERYTHING
        if not channel.articles:
            raise NothingToSearch("the articles that this channel is bound to are gone")
        return Scope(article_ids=channel.articles, public=public)


async def _conclude(
    answer: Answer, passages: Sequence[Passage], lead: str, reply: StreamedReply
) -> None:
    if not answer.claims:
        await reply.append(f"{lead}{not_found(answer, passages)}")
    elif reason := remarks(answer):
        await reply.append(f"\n\n{reason}")


def _lead(message: SlackMessage, standalone: str) -> str:
    """The follow-up as it was rewritten, where that differs from what was written."""
    same = standalone.casefold().split() == message.text.casefold().split()
    return "" if same else f"{rewritten_question(standalone)}\n\n"
