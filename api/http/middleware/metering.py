"""The assistant of a server: as any other, and every question to it is counted, however asked."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Final

from api.asgi.request_context import current
from api.http.middleware.metrics import Metrics
from assistant.answer_store import Answers
from assistant.errors import QuestionError
from assistant.generation.generator import Options
from assistant.models import LLM
from assistant.pipeline import Assistant
from assistant.types import Done, Event, Message
from index.errors import AmbiguousArticle, ArticleNotFound, NothingToSearch
from index.retriever import HybridRetriever
from index.types import EVERYTHING, Scope

_REFUSALS: Final = (QuestionError, ArticleNotFound, AmbiguousArticle, NothingToSearch)


class MeteredAssistant(Assistant):
    """Counts questions by outcome."""

    def __init__(
        self,
        search: HybridRetriever,
        answers: Answers,
        model: LLM | None,
        options: Options,
        *,
        metrics: Metrics,
    ) -> None:
        super().__init__(search, answers, model, options)
        self._metrics = metrics

    async def stream(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Message] = (),
        owner: str | None = None,
    ) -> AsyncGenerator[Event, None]:
        """As Assistant's."""
        outcome = "cancelled"
        try:
            async with aclosing(super().stream(question, scope, history, owner)) as events:
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
