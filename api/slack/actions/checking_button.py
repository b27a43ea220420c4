"""The button below an answer that says how it was checked."""

from __future__ import annotations

from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from api.slack.inbound.message import pressed_in
from api.slack.outbound.checking_view import dialog
from api.slack.outbound.ephemeral import EphemeralMessages
from api.slack.readers import Readers
from assistant.errors import AnswerNotFound

GONE: Final = "That answer is not kept any more, so how it was checked is not known."


class CheckingButton:
    """Opens the dialog for whoever sees the answer: it says nothing of other answers."""

    def __init__(
        self, readers: Readers, client: AsyncWebClient, ephemeral: EphemeralMessages
    ) -> None:
        self._readers = readers
        self._client = client
        self._ephemeral = ephemeral

    async def show(self, body: dict[str, Any]) -> None:
        """Open it, or say to who pressed the button that the answer is gone."""
        library = await self._readers.library(body["user"]["id"], pressed_in(body))
        try:
            answer = await library.answer(body["actions"][0]["value"])
        except AnswerNotFound:
            await self._ephemeral.send(body, GONE)
            return
        await self._client.views_open(trigger_id=body["trigger_id"], view=dialog(answer))
