"""Commands as plain words in a message: articles, forget, private, group, groups, use, help."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

from api.access.readers_library import ReadersLibrary
from api.presentation.links import Links
from api.presentation.quantities import counted
from api.slack.inbound.message import SlackMessage
from api.slack.outbound.escaping import cut, mrkdwn
from api.slack.outbound.texts import HELP, NOT_MANAGER
from api.slack.permissions import Permissions
from api.slack.readers import PRIVATE, PUBLIC, Readers
from api.slack.store.stores import Stores
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
_GROUP: Final = re.compile(rf"group\s+{_ID}\s+(?:as\s+|in\s+)?(.+)", re.IGNORECASE)
_GROUPS: Final = re.compile(r"groups\s+(here|@?[UW][A-Z0-9]{4,})\s+(.+)", re.IGNORECASE)
_NONE: Final = frozenset({"none", "nothing"})
_USE: Final = re.compile(
    rf"use\s+(all|everything|{_SURE_ID}(?:[\s,]++{_SURE_ID})*)\W*", re.IGNORECASE
)
_ALL: Final = frozenset({"all", "everything"})


class TextCommands:
    """Carries out the commands; raises what the library raises."""

    def __init__(
        self,
        parts: Parts,
        stores: Stores,
        permissions: Permissions,
        readers: Readers,
        links: Links | None,
    ) -> None:
        self._parts = parts
        self._channels = stores.channels
        self._groups = stores.groups
        self._permissions = permissions
        self._readers = readers
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
            return partial(self._forget, message, forget[1])
        if mark := _MARK.fullmatch(text):
            groups = [PRIVATE] if mark[1].lower() == "private" else []
            return partial(self._regroup, message, mark[2], groups)
        if group := _GROUP.fullmatch(text):
            return partial(self._regroup, message, group[1], _names(group[2]))
        if put := _GROUPS.fullmatch(text):
            return partial(self._put_into, message, put[1], _names(put[2]))
        if use := _USE.fullmatch(text):
            return partial(self._use, message, re.findall(r"[0-9a-z-]+", use[1].lower()))
        return None

    async def _articles(self, message: SlackMessage) -> str:
        """The list of the articles that may be named in this channel."""
        channel = await self._channels.get(message.place)
        entries = [
            entry
            for entry in await (await self._library(message)).entries()
            if channel.articles is None or entry.id in channel.articles
        ]
        if not entries:
            return "There is no article yet. Add one with “add this” and a link or its text."
        lines = [self._line(entry) for entry in entries[:LISTED]]
        more = len(entries) - LISTED
        if more > 0:
            lines.append(f"_… and {more} older ones._")
        count = counted(len(entries), "article")
        bound = "" if channel.articles is None else ", the only ones that I use here"
        return "\n".join([f"*{count}*{bound}", *lines])

    def _line(self, entry: Entry) -> str:
        title = mrkdwn(cut(entry.title, 100))
        named = f"<{self._links.article(entry.id)}|{title}>" if self._links else title
        published = f", {entry.published:%-d %B %Y}" if entry.published else ""
        count = counted(entry.paragraphs, "paragraph")
        groups = "".join(f", {each}" for each in entry.groups)
        return f"• {named}{published} – {count}{groups} – `{entry.id}`"

    async def _library(self, message: SlackMessage) -> ReadersLibrary:
        return await self._readers.library(message.user, message.place, message.kind)

    async def _whole_id(self, message: SlackMessage, article_id: str) -> str:
        """The article's whole id, among those that may be named where the message stands.

        Who manages may read every article, but the reply is read by all who are there.
        """
        return (await (await self._library(message)).article(article_id)).id

    async def _forget(self, message: SlackMessage, article_id: str) -> str:
        article = await self._parts.ingest.remove(await self._whole_id(message, article_id))
        title = mrkdwn(cut(article.title, 150))
        return f"Forgotten: *{title}*, and every answer that quoted it."

    async def _regroup(self, message: SlackMessage, article_id: str, groups: Sequence[str]) -> str:
        whole_id = await self._whole_id(message, article_id)
        await self._parts.articles.regroup(whole_id, groups)
        if not groups:
            return f"`{whole_id}` is not private any more: I may quote it everywhere."
        if list(groups) == [PRIVATE]:
            return f"`{whole_id}` is private now: I do not quote it in public channels."
        return f"`{whole_id}` is there only for who is in {' or '.join(groups)} now."

    async def _put_into(self, message: SlackMessage, who: str, groups: Sequence[str]) -> str:
        is_here = who.lower() == "here"
        if is_here and message.is_direct:
            return "Here we are alone. Say for whom: `groups @somebody politics`."
        if is_here and (message.kind or (await self._channels.get(message.place)).kind) in PUBLIC:
            return "Everybody reads here, so this channel can be in no group. Make it private."
        reader = message.place.channel if is_here else who.removeprefix("@").upper()
        kept = await self._groups.put(reader, groups)
        named = "This channel" if is_here else f"<@{reader}>"
        return f"{named} is in {' and '.join(kept) or 'no group'} now."

    async def _use(self, message: SlackMessage, article_ids: Sequence[str]) -> str:
        chosen = [] if set(article_ids) <= _ALL else article_ids
        chosen = [await self._whole_id(message, each) for each in chosen]
        titles = await self._channels.bind(message.place, chosen)
        if not titles:
            return "I answer from all articles here again."
        named = " and ".join(f"*{mrkdwn(cut(title, 100))}*" for title in titles)
        return f"From now on I answer here from {named} only. `use all` ends that."


def _names(text: str) -> list[str]:
    """The names of groups, as they are written one after the other; none for "none"."""
    names = [each for each in re.split(r"[\s,]+", text.strip(" .").lower()) if each != "and"]
    return [] if set(names) <= _NONE else names
