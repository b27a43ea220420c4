"""The events of an answer, read to its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TypeVar

from assistant.types import Answer, Done, Event, Message
from index.types import EVERYTHING, Scope

Heard = TypeVar("Heard", bound=Event | None)


async def _ignore(_: object) -> None:
    pass


async def final_answer(
    events: AsyncGenerator[Heard, None],
    listen: Callable[[Heard], Awaitable[None]] = _ignore,
) -> Answer:
    """The answer that a stream of events ends with; the stream is closed, whatever happens.

    `listen` gets each event before the last as it comes, heartbeats included.
    """
    # A stream that is merely left would go on: its model's request ends when it is closed.
    async with aclosing(events):
        async for event in events:
            if isinstance(event, Done):
                return event.answer
            await listen(event)
    raise RuntimeError("the stream ended without its answer")


class QuestionAnswerer(ABC):
    """Answers questions, with a stream of events or whole: `Assistant`, or what wraps one."""

    @abstractmethod
    def stream(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Message] = (),
        owner: str | None = None,
    ) -> AsyncGenerator[Event, None]:
        """The answer as events, of which the last is Done."""

    async def ask(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        history: Sequence[Message] = (),
        owner: str | None = None,
    ) -> Answer:
        """The answer, whole; raises what `stream` raises."""
        return await final_answer(self.stream(question, scope, history, owner))
