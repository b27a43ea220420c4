"""The button below an answer that says how it was checked."""

from __future__ import annotations

from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from api.slack.outbound.checking_view import dialog
from api.slack.outbound.ephemeral import EphemeralMessages
from api.wiring import Parts
from assistant.errors import AnswerNotFound

GONE: Final = "That answer is not kept any more, so how it was checked is not known."


class CheckingButton:
    """Opens the dialog for whoever sees the answer: it says nothing of other answers."""

    def __init__(self, parts: Parts, client: AsyncWebClient, ephemeral: EphemeralMessages) -> None:
        self._answers = parts.answers
        self._client = client
        self._ephemeral = ephemeral

    async def show(self, body: dict[str, Any]) -> None:
        """Open it, or say to who pressed the button that the answer is gone."""
        try:
            answer = await self._answers.by_id(body["actions"][0]["value"])
        except AnswerNotFound:
            await self._ephemeral.send(body, GONE)
            return
        await self._client.views_open(trigger_id=body["trigger_id"], view=dialog(answer))
