"""The two buttons below an answer, and the form that asks why it is bad."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from api.slack.inbound.message import ChannelId, pressed_in
from api.slack.outbound.ephemeral import EphemeralMessages
from api.slack.readers import Readers
from assistant.errors import AnswerNotFound
from assistant.store.feedback import Rating

REASON: Final = "answer_feedback_reason"
"""The callback of the form that asks for a reason."""

_KINDS: Final = {
    "wrong": "It is wrong",
    "unsupported": "The paragraph does not say so",
    "missing": "Something is missing",
    "beside": "It answers another question",
    "other": "Something else",
}
LONGEST: Final = 1_000
"""Characters of a reason."""

THANKS: Final = "Thanks! Noted as a good answer."
SORRY: Final = "Thanks. Noted as a bad answer; the form tells us why, if you like."
REASONED: Final = "Thanks, that helps."
GONE: Final = "That answer is not kept any more, so there is nothing to rate."


class FeedbackButtons:
    """Keeps ratings: of each person the last one for each answer."""

    def __init__(
        self, readers: Readers, ephemeral: EphemeralMessages, rated: Callable[[str], None]
    ) -> None:
        self._rated = rated
        self._readers = readers
        self._ephemeral = ephemeral

    async def rate(self, body: dict[str, Any]) -> dict[str, Any] | None:
        """Rate by a button; the form that should ask for a reason, if one should."""
        value, _, answer_id = body["actions"][0]["value"].partition(":")
        rating, place = Rating(value), pressed_in(body)
        thanks = THANKS if rating is Rating.UP else SORRY
        is_kept = await self._rate(answer_id, place, body, rating)
        if is_kept:
            self._rated(value)
        await self._ephemeral.send(body, thanks if is_kept else GONE)
        return form(answer_id, place) if is_kept and rating is Rating.DOWN else None

    async def explain(self, body: dict[str, Any]) -> None:
        """Keep the reason from the form."""
        view = body["view"]
        state = view["state"]["values"]
        kind = state["kind"]["kind"].get("selected_option") or {}
        words = (state["words"]["words"].get("value") or "").strip()
        reason = ": ".join(filter(None, (_KINDS.get(kind.get("value", "")), words)))
        team, channel, answer_id = view["private_metadata"].split(":")
        place = ChannelId(team, channel)
        await self._rate(answer_id, place, body, Rating.DOWN, reason[:LONGEST] or None)

    async def _rate(
        self,
        answer_id: str,
        place: ChannelId,
        body: dict[str, Any],
        rating: Rating,
        reason: str | None = None,
    ) -> bool:
        library = await self._readers.library(body["user"]["id"], place)
        try:
            await library.rate(answer_id, rating, reason)
        except AnswerNotFound:
            return False
        return True


def form(answer_id: str, place: ChannelId) -> dict[str, Any]:
    """The form that asks why an answer is bad, which was given there."""
    options = [{"text": _plain(text), "value": value} for value, text in _KINDS.items()]
    kind = {"type": "radio_buttons", "action_id": "kind", "options": options}
    words = {
        "type": "plain_text_input",
        "action_id": "words",
        "multiline": True,
        "max_length": LONGEST,
    }
    return {
        "type": "modal",
        "callback_id": REASON,
        "private_metadata": f"{place.team}:{place.channel}:{answer_id}",
        "title": _plain("What is bad about it?"),
        "submit": _plain("Send"),
        "close": _plain("Leave it"),
        "blocks": [
            {**_input("kind", "The answer"), "element": kind},
            {**_input("words", "In your words"), "element": words},
        ],
    }


def _input(block: str, label: str) -> dict[str, Any]:
    return {"type": "input", "block_id": block, "optional": True, "label": _plain(label)}


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}
