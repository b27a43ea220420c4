"""A stream of events read to its answer, and an assistant with parts of one's own."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection
from typing import Final

import pytest

from assistant import Assistant, Event, NullAnswers, Outcome, Sources, final_answer
from index import EVERYTHING, Article, Passage, Place, Scope
from index.ranking import Fusion
from index.store.records import Entry
from tests.assistant.passages import article, passage

BRIDGE: Final = article("The mayor said the bridge would close in May.", "Ships pass below it.")


class Shelf:
    """A retriever that has one article, whatever is asked."""

    async def passages(
        self,
        question: str,
        scope: Scope = EVERYTHING,
        limit: int = 5,
        also: Collection[Place] = (),
        fusion: Fusion = Fusion.FUSED,
    ) -> list[Passage]:
        """Its paragraphs, in their order."""
        return [passage(BRIDGE, each.number) for each in BRIDGE.paragraphs]

    async def articles(self, scope: Scope = EVERYTHING, limit: int = 10) -> list[Article]:
        """The article."""
        return [BRIDGE]

    async def entries(self, scope: Scope = EVERYTHING) -> list[Entry]:
        """No list of articles."""
        return []


async def test_an_assistant_needs_a_retriever_and_nothing_else() -> None:
    answer = await Assistant(Shelf(), NullAnswers()).ask("Who said the bridge would close?")
    assert answer.outcome is Outcome.ANSWERED
    assert "mayor" in answer.text


async def test_the_listener_gets_each_event_before_the_last() -> None:
    events: list[Event] = []

    async def listen(event: Event) -> None:
        events.append(event)

    stream = Assistant(Shelf(), NullAnswers()).stream("Who said the bridge would close?")
    answer = await final_answer(stream, listen)
    assert isinstance(events[0], Sources)
    assert tuple(events[1:]) == answer.claims
    with pytest.raises(StopAsyncIteration):
        await anext(stream)


async def test_a_reader_that_fails_closes_the_stream() -> None:
    """Nobody is left writing for somebody who has gone."""
    closed = False

    async def endless() -> AsyncGenerator[Event, None]:
        nonlocal closed
        try:
            while True:
                yield Sources((), "Who?")
        finally:
            closed = True

    async def fail(_: Event) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await final_answer(endless(), fail)
    assert closed


async def test_a_stream_without_its_answer_is_a_fault_that_says_so() -> None:
    async def broken() -> AsyncGenerator[Event, None]:
        yield Sources((), "Who?")

    with pytest.raises(RuntimeError, match="ended without its answer"):
        await final_answer(broken())
