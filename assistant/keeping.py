"""An answer, kept at its end with what it holds; a library that cannot be written spoils none."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from assistant.questions.follow_ups.follow_up import MOST_CITED
from assistant.rendering.notes import UNKEPT
from assistant.store.answer_store import AnswerStore
from assistant.types import Answer, Message
from index.errors import StorageError
from index.types import Place

_log: Final = logging.getLogger(__name__)


async def kept(
    answer: Answer,
    texts: Mapping[Place, str | None],
    history: Sequence[Message],
    answers: AnswerStore,
    owner: str | None,
) -> Answer:
    """The answer as it is told: with a note where it could not be kept.

    `texts` are the paragraphs that it was made from, and `history` what was said before it.
    """
    # What the answer holds goes last: it has texts, what was cited before has none.
    held = {**_cited_in(history), **texts}
    try:
        await answers.keep(answer, held, owner)
    except StorageError as error:  # a full disk takes no answer away from who asked
        _log.warning("an answer could not be kept: %s", error)
        return replace(answer, notes=(*answer.notes, UNKEPT))
    return answer


def _cited_in(history: Sequence[Message]) -> dict[Place, str | None]:
    """The paragraphs that the latest turns cited: a follow-up may repeat their words."""
    # From the client, which can say that any number were cited.
    cited = [place for turn in history for place in turn.cited]
    return dict.fromkeys(cited[-MOST_CITED:], None)
