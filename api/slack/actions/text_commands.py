"""Commands as plain words in a message: articles, forget, private, public, use, help."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from api.presentation.links import Links
from api.presentation.quantities import counted
from api.slack.inbound.message import SlackMessage
from api.slack.outbound.escaping import cut, mrkdwn
from api.slack.outbound.texts import HELP, NOT_MANAGER
from api.slack.permissions import Permissions
from api.slack.store.channels import Channels
from api.wiring import Parts
from index.store.records import Entry

LISTED: Final = 25
"""Articles in a list, the latest."""

_ID: Final = r"`?(?!(?:it|this|that|me|us|about)\b)([0-9a-z][0-9a-z-]*)`?"
_SURE_ID: Final = r"`?(?=[a-z]*+[0-9-])[0-9a-z-]++`?"
_HELP: Final = re.compile(r"(?:help|hi|hello|hey|what can you do)\W*", re.IGNORECASE)
_ARTICLES: Final = re.compile(r"(?:list )?articles\W*", re.IGNORECASE)
_FORGET: Final = re.compile(rf"(?:forget|remove)\s+{_ID}", re.IGNORECASE)
_MARK: Final = re.compile(rf"(private|public)\s+{_ID}", re.IGNORECASE)
_USE: Final = re.compile(
    rf"use\s+(all|everything|{_SURE_ID}(?:[\s,]++{_SURE_ID})*)\W*", re.IGNORECASE
)
_ALL: Final = frozenset({"all", "everything"})


class TextCommands:
    """Carries out the commands; raises what the library raises."""

    def __init__(
        self, parts: Parts, channels: Channels, permissions: Permissions, links: Links | None
    ) -> None:
        self._parts = parts
        self._channels = channels
        self._permissions = permissions
        self._links = links

    async def carry_out(self, message: SlackMessage) -> str | None:
        """Carry out the command and return the reply; None when the message is no command."""
        text = message.text.strip()
        # A bare mention is somebody who does not know what to say: they get the help.
        if not text or _HELP.fullmatch(text):
            return HELP
        if _ARTICLES.fullmatch(text):
            return await self._articles(message)
        # Whether it is a command comes before whether it is allowed: other text is a question.
        changing = self._changing(message, text)
        if changing is None or self._permissions.may_manage(message.user):
            return await changing() if changing else None
        return NOT_MANAGER.format(user=message.user)

    def _changing(self, message: SlackMessage, text: str) -> Callable[[], Awaitable[str]] | None:
        """What carries out a command that changes something; None for any other text."""
        if forget := _FORGET.fullmatch(text):
            return partial(self._forget, forget[1])
        if mark := _MARK.fullmatch(text):
            return partial(self._mark, mark[2], private=mark[1].lower() == "private")
        if use := _USE.fullmatch(text):
            return partial(self._use, message, re.findall(r"[0-9a-z-]+", use[1].lower()))
        return None

    async def _articles(self, message: SlackMessage) -> str:
        """The list of the articles that may be named in this channel."""
        channel = await self._channels.get(message.place)
        private = await self._parts.privacy.ids()
        entries = [
            entry
            for entry in await self._parts.articles.entries()
            if (not channel.is_public or entry.id not in private)
            and (channel.articles is None or entry.id in channel.articles)
        ]
        if not entries:
            return "There is no article yet. Add one with “add this” and a link or its text."
        lines = [self._line(entry, entry.id in private) for entry in entries[:LISTED]]
        more = len(entries) - LISTED
        if more > 0:
            lines.append(f"_… and {more} older ones._")
        count = counted(len(entries), "article")
        bound = "" if channel.articles is None else ", the only ones that I use here"
        return "\n".join([f"*{count}*{bound}", *lines])

    def _line(self, entry: Entry, private: bool) -> str:
        title = mrkdwn(cut(entry.title, 100))
        named = f"<{self._links.article(entry.id)}|{title}>" if self._links else title
        published = f", {entry.published:%-d %B %Y}" if entry.published else ""
        count = counted(entry.paragraphs, "paragraph")
        return f"• {named}{published} – {count}{', private' if private else ''} – `{entry.id}`"

    async def _forget(self, article_id: str) -> str:
        article = await self._parts.ingest.remove(article_id)
        title = mrkdwn(cut(article.title, 150))
        return f"Forgotten: *{title}*, and every answer that quoted it."

    async def _mark(self, article_id: str, *, private: bool) -> str:
        marked = await self._parts.privacy.mark(article_id, private=private)
        if private:
            return f"`{marked}` is private now: I do not quote it in public channels."
        return f"`{marked}` is not private any more: I may quote it everywhere."

    async def _use(self, message: SlackMessage, article_ids: Sequence[str]) -> str:
        chosen = [] if set(article_ids) <= _ALL else article_ids
        titles = await self._channels.bind(message.place, chosen)
        if not titles:
            return "I answer from all articles here again."
        named = " and ".join(f"*{mrkdwn(cut(title, 100))}*" for title in titles)
        return f"From now on I answer here from {named} only. `use all` ends that."
