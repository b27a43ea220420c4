"""`/ask`: a question whose answer only the asker sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from api.slack.actions.answer_question import Answerer
from api.slack.inbound.message import ChannelId, ChannelKind, plain
from api.slack.outbound.ephemeral import EphemeralMessages
from api.slack.outbound.escaping import cut, mrkdwn
from api.slack.outbound.rendering import Block, blocks, whole
from api.slack.outbound.texts import HELP, NOT_ALLOWED, error_text
from api.slack.permissions import Permissions
from assistant.answer_stream import final_answer
from assistant.types import Answer, Event, Sources
from index.types import Passage

LOOKING: Final = "_Looking for an answer…_"
SHOWN: Final = 300
"""Characters of the question that are repeated."""

_KINDS: Final = {"directmessage": ChannelKind.IM, "privategroup": ChannelKind.GROUP}


class AskCommand:
    """Answers the command. It repeats the question, which Slack does not show in the channel."""

    def __init__(
        self, answerer: Answerer, permissions: Permissions, ephemeral: EphemeralMessages
    ) -> None:
        self._answerer = answerer
        self._permissions = permissions
        self._ephemeral = ephemeral

    def refusal(self, body: Mapping[str, Any]) -> str | None:
        """The text that refuses the command at once, if it is refused."""
        place = _place(body)
        if not self._permissions.may_ask(body["user_id"], place):
            return NOT_ALLOWED.format(user=body["user_id"], channel=place.channel)
        return None if _question(body) else HELP

    def acknowledgement(self, body: Mapping[str, Any]) -> str:
        """The text shown until the answer is there."""
        return f"{_restated(body)}\n{LOOKING}"

    async def answer(self, body: Mapping[str, Any]) -> None:
        """Show the answer, or why there is none, in place of the acknowledgement."""
        try:
            answer, passages = await self._answered(body)
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker reads about it
            explanation = f"{_restated(body)}\n{error_text(error)}"
            await self._ephemeral.send(body, explanation, replace=True)
            return
        question: Block = {"type": "section", "text": {"type": "mrkdwn", "text": _restated(body)}}
        text = whole(answer, passages)
        body_text: Block = {"type": "markdown", "text": cut(text, 4_000)}
        layout = [question, body_text, *blocks(answer, self._answerer.links)]
        await self._ephemeral.send(body, cut(text, 3_900), layout, replace=True)

    async def _answered(self, body: Mapping[str, Any]) -> tuple[Answer, Sequence[Passage]]:
        passages: Sequence[Passage] = ()
        kind = _KINDS.get(body.get("channel_name", ""))
        question, user = _question(body), body["user_id"]
        events = await self._answerer.for_one(question, user, _place(body), kind)

        async def note(event: Event) -> None:
            nonlocal passages
            if isinstance(event, Sources):
                passages = event.passages

        return await final_answer(events, note), passages


def _question(body: Mapping[str, Any]) -> str:
    return plain(str(body.get("text") or ""))


def _restated(body: Mapping[str, Any]) -> str:
    return f"You asked: *{mrkdwn(cut(' '.join(_question(body).split()), SHOWN)).replace('*', '∗')}*"


def _place(body: Mapping[str, Any]) -> ChannelId:
    return ChannelId(str(body.get("team_id") or ""), body["channel_id"])
