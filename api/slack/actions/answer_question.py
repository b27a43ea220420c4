"""Answers a question in its thread, sentence by sentence."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Final

from api.access.readers_library import ReadersLibrary
from api.asgi.heartbeats import with_heartbeats
from api.presentation.links import Links
from api.slack.inbound.history import History
from api.slack.inbound.message import ChannelId, ChannelKind, SlackMessage
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
from api.slack.readers import Readers
from api.slack.store.stores import Stores
from api.wiring import Parts
from assistant.answer_stream import final_answer
from assistant.types import Answer, Claim, Event, Sources
from index.errors import NothingToSearch
from index.types import EVERYTHING, Passage, Scope

WAITING: Final = 1.0
"""Seconds that a sentence waits for others to share a call of Slack with."""


class Answerer:
    """Answers questions from the articles that may be quoted where they are asked."""

    def __init__(self, parts: Parts, slack: WebApi, stores: Stores, readers: Readers) -> None:
        self._readers = readers
        self._stores = stores
        self._history = History(stores.threads, slack.client)
        url = parts.settings.public_url
        self._links = Links(url) if url else None

    @property
    def links(self) -> Links | None:
        """Links to paragraphs; None where readers cannot reach this server."""
        return self._links

    async def answer(self, message: SlackMessage, reply: StreamedReply) -> None:
        """Answer the message in its thread; raises what the assistant and the reply raise."""
        library = await self._readers.library(message.user, message.place, message.kind)
        history = await self._history.before(message, library)
        scope = await self._scope(message.place, library)
        events = library.stream(message.text, scope, history)
        answer = await self._streamed(message, events, reply)
        await reply.finish(blocks(answer, self._links))
        await self._stores.threads.note_answer(message, answer.id)

    async def _streamed(
        self, message: SlackMessage, events: AsyncGenerator[Event, None], reply: StreamedReply
    ) -> Answer:
        passages: Sequence[Passage] = ()
        lead, is_list = "", False

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

    async def for_one(
        self, question: str, user: str, place: ChannelId, kind: ChannelKind | None
    ) -> AsyncGenerator[Event, None]:
        """The answer, as events, to a question that is asked there and answered to one person.

        `kind` says who can read the channel, where Slack has said so just now.
        """
        library = await self._readers.library(user, place, kind, alone=True)
        return library.stream(question, await self._scope(place, library))

    async def _scope(self, place: ChannelId, library: ReadersLibrary) -> Scope:
        """The articles that this channel is bound to, as far as they may be read there.

        Raises:
            NothingToSearch: those that the channel is bound to are gone.
        """
        bound = (await self._stores.channels.get(place)).articles
        if bound is None:
            return EVERYTHING
        there = {entry.id for entry in await library.entries()}
        if not there.intersection(bound):
            raise NothingToSearch("the articles that this channel is bound to are gone")
        return Scope(article_ids=tuple(each for each in bound if each in there))


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
