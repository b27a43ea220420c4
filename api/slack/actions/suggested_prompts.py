"""Questions to begin with, shown when somebody opens the direct messages with the assistant."""

from __future__ import annotations

import re
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from api.access.readers_library import ReadersLibrary
from api.slack.inbound.message import ChannelId, ChannelKind
from api.slack.outbound.escaping import cut
from api.slack.readers import Readers

MOST: Final = 4
_TITLE: Final = 70
_HELP: Final = {"title": "What can you do?", "message": "help"}


def _of(question: str, title: str) -> str:
    """The question so that it asks the article that it was made from, whatever others there are."""
    return f"{question.rstrip('?')}, in “{re.sub('[“”]', '', title)}”?"


class SuggestedPrompts:
    """Suggests questions about the article that was added last."""

    def __init__(self, readers: Readers, client: AsyncWebClient) -> None:
        self._readers = readers
        self._client = client
        self._latest: tuple[str, list[str]] = ("", [])

    async def opened(self, body: dict[str, Any]) -> None:
        """Suggest questions to somebody who opened the direct messages."""
        event = body["event"]
        if event.get("tab") != "messages":
            return
        place = ChannelId(str(body.get("team_id") or ""), event["channel"])
        library = await self._readers.library(event["user"], place, ChannelKind.IM)
        entries = await library.entries()
        questions = await self._about(entries[0].id, library) if entries else []
        prompts = [
            {"title": cut(each, _TITLE), "message": _of(each, entries[0].title)}
            for each in questions
        ]
        title = f"About “{cut(entries[0].title, _TITLE)}”" if entries else None
        await self._client.assistant_threads_setSuggestedPrompts(
            channel_id=event["channel"], title=title, prompts=[*prompts[: MOST - 1], _HELP]
        )

    async def _about(self, article_id: str, library: ReadersLibrary) -> list[str]:
        # Suggesting takes searches, and the article that was added last seldom changes.
        if self._latest[0] != article_id:
            self._latest = (article_id, await library.suggestions(article_id))
        return self._latest[1]
