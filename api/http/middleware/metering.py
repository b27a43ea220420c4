"""Counts the questions to a server's assistant, whichever way in they take."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

from api.asgi.request_context import current
from api.http.middleware.metrics import Metrics
from assistant.answer_stream import QuestionAnswerer
from assistant.errors import QuestionError
from assistant.types import Done, Event, Message
from index.errors import AmbiguousArticle, ArticleNotFound, NothingToSearch
from index.types import EVERYTHING, Scope

_REFUSALS: Final = (QuestionError, ArticleNotFound, AmbiguousArticle, NothingToSearch)


class MeteredAssistant(QuestionAnswerer):
    """An assistant whose questions are counted by their outcome."""

    def __init__(self, assistant: QuestionAnswerer, metrics: Metrics) -> None:
        self._assistant = assistant
        self._metrics = metrics

    async def stream(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Message] = (),
        owner: str | None = None,
    ) -> AsyncGenerator[Event, None]:
        """The assistant's own events; one whose reader leaves early counts as cancelled."""
        outcome = "cancelled"
        self._metrics.note_running()
        events = self._assistant.stream(question, scope, history, owner)
        try:
            async with aclosing(events):
                async for event in events:
                    if isinstance(event, Done):
                        outcome = event.answer.outcome.value
                        self._metrics.count_answer(event.answer)
                    yield event
        except _REFUSALS:
            outcome = "refused"
            raise
        except Exception:
            outcome = "failed"
            raise
        finally:
            self._metrics.count_question(outcome)
            if request := current.get():
                request.outcome = outcome
