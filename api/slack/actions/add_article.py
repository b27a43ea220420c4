"""“Add this”: adds an article by its link or its text, with progress in the thread."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from contextlib import aclosing
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from slack_sdk.web.async_client import AsyncWebClient

from api.access.readers_library import ReadersLibrary
from api.ingest_events import Added, Progress, ReadArticle, ingest_events
from api.presentation.links import Links
from api.presentation.quantities import counted
from api.slack.inbound.add_intent import LONG, AddIntent, add_intent, links_in
from api.slack.inbound.history import replies
from api.slack.inbound.message import SlackMessage, plain
from api.slack.outbound.escaping import cut, mrkdwn
from api.slack.outbound.streamed_reply import StreamedReply
from api.slack.outbound.texts import NOT_MANAGER
from api.slack.outbound.web_api import PACE
from api.slack.permissions import Permissions
from api.slack.readers import Readers
from api.slack.store.threads import Threads
from api.wiring import Parts
from index.errors import ArticleNotFound, ReadError
from index.readers.formats import read_text, read_url
from index.store.records import Change

WHAT_TO_ADD: Final = "What shall I add? Send me its link, or its text, right here."
FILES: Final = "I can’t read files in Slack. Send me a link, or the text."
ELSEWHERE: Final = "I have taken it, for people who do not read here. I can’t speak of it here."
NEVER_MIND: Final = "Fine, nothing is added."

_NO: Final = re.compile(r"(?:no|nothing|never ?mind|cancel|stop)\W*", re.IGNORECASE)
_DONE: Final = {
    Change.ADDED: "Added",
    Change.UPDATED: "Updated",
    Change.UNCHANGED: "I have it already:",
    Change.ANOTHER_SOURCE: "I have this text already, and noted that it stands there too:",
}


class ArticleAdder:
    """Adds the articles that a message asks to be added, for people who may manage."""

    def __init__(  # noqa: PLR0913, PLR0917 - what it adds with, and who reads the reply
        self,
        parts: Parts,
        client: AsyncWebClient,
        threads: Threads,
        permissions: Permissions,
        readers: Readers,
        links: Links | None,
    ) -> None:
        self._parts = parts
        self._client = client
        self._threads = threads
        self._permissions = permissions
        self._readers = readers
        self._links = links

    async def respond(self, message: SlackMessage, reply: StreamedReply, *, expected: bool) -> bool:
        """Add the article that the message asks for; False when it asks for none.

        `expected`: the assistant has just asked this writer for the link or the text, so whatever
        they write now is the article, unless it is a no.
        """
        intent = add_intent(message.text)
        if intent is None and expected:
            if _NO.fullmatch(message.text):
                await reply.post(NEVER_MIND)
                return True
            links = links_in(message.text)
            intent = AddIntent(links, "" if links else message.text)
        if intent is None:
            return False
        # Only now: whoever asks for nothing to be added should not read that they may not.
        if not self._permissions.may_manage(message.user):
            await reply.post(NOT_MANAGER.format(user=message.user))
            return True
        if not (intent.links or intent.text):
            intent = await self._from_thread(message)
        if intent.links or intent.text:
            library = await self._readers.library(message.user, message.place, message.kind)
            await self._add(intent, reply, library)
        else:
            await self._threads.join(message, expects=True)
            await reply.post(FILES if message.has_files else WHAT_TO_ADD)
        return True

    async def _from_thread(self, message: SlackMessage) -> AddIntent:
        """The last link, or long text, that somebody else than the assistant shared before."""
        if message.in_thread:
            for earlier in reversed(await replies(self._client, message)):
                text = plain(str(earlier.get("text") or ""))
                if not earlier.get("bot_id") and (links := links_in(text)):
                    return AddIntent(links)
                if not earlier.get("bot_id") and len(text) >= LONG:
                    return AddIntent(text=text)
        return AddIntent()

    async def _add(self, intent: AddIntent, reply: StreamedReply, library: ReadersLibrary) -> None:
        lines: list[str] = []
        private = self._parts.settings.allow_private_urls
        for link in intent.links:
            host = mrkdwn(cut(urlsplit(link).hostname or link, 80))
            await reply.replace("\n".join([*lines, f"Reading {host} …"]))
            read: ReadArticle = partial(read_url, link, allow_private=private)
            lines.append(await self._added(read, lines, reply, library))
        if intent.text:
            await reply.replace("Reading it …")
            read = partial(asyncio.to_thread, read_text, intent.text)
            lines.append(await self._added(read, lines, reply, library))
        await reply.replace("\n".join(lines))

    async def _added(
        self,
        read: ReadArticle,
        before: Sequence[str],
        reply: StreamedReply,
        library: ReadersLibrary,
    ) -> str:
        """Add one article, progress shown below `before`; the line that says how it went."""
        shown_at = time.monotonic()
        try:
            async with aclosing(ingest_events(self._parts, read)) as events:
                async for event in events:
                    if isinstance(event, Added):
                        return await self._done(event, library)
                    # Slack limits updates; progress that comes faster is left out.
                    if time.monotonic() - shown_at >= PACE:
                        shown_at = time.monotonic()
                        await reply.replace("\n".join([*before, _progress(event)]))
        except ReadError as error:
            return f"Not added: {mrkdwn(str(error))}"
        raise AssertionError("adding ends with Added")

    async def _done(self, added: Added, library: ReadersLibrary) -> str:
        try:
            await library.article(added.id)
        except ArticleNotFound:  # it is of a group, and those who read here are not in it
            return ELSEWHERE
        title = mrkdwn(cut(added.title, 150))
        named = f"<{self._links.article(added.id)}|{title}>" if self._links else f"*{title}*"
        count = counted(added.paragraphs, "paragraph")
        return f"{_DONE[added.change]} {named} – {count}, `{added.id}`. Ask me about it."


def _progress(progress: Progress) -> str:
    title = mrkdwn(cut(progress.title, 150))
    return f"Reading *{title}*: {progress.done} of {progress.total} paragraphs …"
