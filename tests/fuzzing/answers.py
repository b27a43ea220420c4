"""Questions of every kind, histories, and replies of a model: whatever is asked and answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st

from api.wiring import Parts
from assistant.errors import QuestionError
from assistant.generation.strategy import Strategy
from assistant.options import Options
from assistant.pipeline import Assistant
from assistant.store.answer_store import NullAnswers
from assistant.types import Message
from index.errors import IndexingError
from tests.assistant.scripted import Scripted
from tests.fuzzing.budget import Target
from tests.fuzzing.texts import pumped, texts, worded

KINDS: Final = [
    "Who says {}?",
    "What did {} say?",
    "What does {} say about {}?",
    "Who denies {}?",
    "Since when {}?",
    "How many {}?",
    "When did {}?",
    "Where is {}?",
    "Why {}?",
    "Is it true that {}?",
    "List {}",
    "Which articles mention {}?",
    "Compare {} and {}",
    "Do the papers differ on {}?",
    "Sum up {}",
    "Brief me on {}",
    "What happened {}?",
    "What are the sources {}?",
    "{} in the Gazette",
    "{} last month",
    "in all articles, {}",
    "And {}?",
    "What about {}?",
    "Who else {}?",
    "thanks {}",
    "write a poem about {}",
    "### Task: {}",
    "How did {} respond to {}?",
    "key points {}",
    "{}",
    "Who closed {}, and when?",
    "Timeline of {}",
    "What is the biggest {}?",
    "whos {} pls",
]
QUESTION: Final = "Who says the departures were ordered?"


@st.composite
def questions(draw: st.DrawFn) -> str:
    """Of any kind."""
    kind = draw(st.sampled_from(KINDS))
    filled = kind.replace("{}", draw(worded)[:200], 1).replace("{}", draw(worded)[:200])
    return draw(texts)[:20] * draw(st.integers(0, 1)) + filled


long_questions: Final = st.builds(
    lambda kind, text: kind.replace("{}", text)[:2_000], st.sampled_from(KINDS), pumped(2_500)
)
_histories: Final = st.lists(
    st.builds(Message, st.sampled_from(["user", "assistant"]), texts | worded), max_size=4
)
_long_histories: Final = st.lists(
    st.builds(Message, st.sampled_from(["user", "assistant"]), pumped()), min_size=1, max_size=1
)


class Asker:
    """Asks over a library, one question at a time."""

    def __init__(self, parts: Parts, loop: asyncio.AbstractEventLoop) -> None:
        self._parts = parts
        self._loop = loop

    def ask(self, question: str) -> None:
        """Without a model."""
        self._loop.run_until_complete(self._parts.quoting.ask(question))

    def follow_up(self, history: list[Message], question: str = "What about it?") -> None:
        """After these turns."""
        asking = self._parts.quoting.ask(question, history=history)
        self._loop.run_until_complete(asking)

    def hear(self, reply: str, strategy: Strategy) -> None:
        """A model that replies so."""
        model = Scripted(reply, reply, reply, likely=lambda text: 0.9)
        options = Options(strategy=strategy)
        assistant = Assistant(self._parts.retriever, NullAnswers(), model, options)
        self._loop.run_until_complete(assistant.ask(QUESTION))


def _length(history: list[Message]) -> int:
    return sum(len(each.content) for each in history)


def targets(asker: Asker) -> Iterator[Target]:
    """What people and models write."""
    expected: tuple[type[Exception], ...] = (QuestionError, IndexingError)
    yield Target("questions", questions(), asker.ask, expected)
    yield Target("questions, 2,000 characters", long_questions, asker.ask, expected)
    yield Target("histories", _histories, asker.follow_up, expected, _length)
    yield Target("histories, 100 kB", _long_histories, asker.follow_up, expected, _length)
    for strategy in (Strategy.SELECT, Strategy.DIRECT):
        hear: Any = partial(asker.hear, strategy=strategy)
        yield Target(f"replies, {strategy.value}", texts | worded, hear, expected)
        yield Target(f"replies, {strategy.value}, 8 kB", pumped(8_000), hear, expected)
