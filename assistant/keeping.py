"""An answer, kept at its end with what it holds; a library that cannot be written spoils none."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from assistant.questions.follow_ups.follow_up import MOST_CITED
from assistant.rendering.notes import UNKEPT
from assistant.store.answer_store import AnswerStore
from assistant.types import Answer, Message
from index.errors import StorageError
from index.types import Audience, Place

PATIENCE = 10.0
"""Seconds that a whole answer waits to be kept, while others write."""

_log: Final = logging.getLogger(__name__)


async def kept(  # noqa: PLR0913, PLR0917 - what is kept, where, and for whom
    answer: Answer,
    texts: Mapping[Place, str | None],
    history: Sequence[Message],
    answers: AnswerStore,
    owner: str | None,
    readable_by: Audience,
) -> Answer:
    """The answer as it is told: with a note where it could not be kept.

    `texts` are the paragraphs that it was made from, and `history` what was said before it. It was
    made for these readers, and belongs to its `owner`.
    """
    # What the answer holds goes last: it has texts, what was cited before has none.
    held = {**_cited_in(history), **_named_in(answer), **texts}
    try:
        async with asyncio.timeout(PATIENCE):
            await answers.keep(answer, held, owner, readable_by)
    except (StorageError, TimeoutError) as error:  # a full disk takes no answer from who asked
        _log.warning("an answer could not be kept: %s", str(error) or "the library is busy")
        return replace(answer, notes=(*answer.notes, UNKEPT))
    return answer


def _cited_in(history: Sequence[Message]) -> dict[Place, str | None]:
    """The paragraphs that the latest turns cited: a follow-up may repeat their words."""
    # From the client, which can say that any number were cited.
    cited = [place for turn in history for place in turn.cited]
    return dict.fromkeys(cited[-MOST_CITED:], None)


def _named_in(answer: Answer) -> dict[Place, str | None]:
    """The beginnings of articles that it names by their ids, in which titles are."""
    named = answer.scope.article_ids if answer.scope else ()
    return dict.fromkeys([Place(each, 1) for each in named])
