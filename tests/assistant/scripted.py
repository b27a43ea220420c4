"""A language model that says what it is told to say, and remembers what it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence

from assistant.calls import Usage
from assistant.models import Capabilities, Choice, Reply, Schema
from assistant.types import Message

NAME = "scripted"


class Scripted:
    """Replies in turn; an exception is raised in place of a reply, or after `pieces` of it.

    `likely` says how likely a passage answers, by the text that `choose` is shown; None makes
    the reply unreadable. `likelihoods` is how many are known to come before it is asked, and with
    `is_word` it gives its word alone.
    """

    name = NAME

    def __init__(
        self,
        *replies: str | Exception,
        likely: Callable[[str], float | Exception | None] = lambda text: 0.9,
        piece: int = 7,
        whole: bool = True,
        likelihoods: int | None = 5,
        is_word: bool = False,
    ) -> None:
        self._replies = list(replies)
        self._likely = likely
        self._piece = piece
        self._whole = whole
        self._is_word = is_word
        self.known = Capabilities(likelihoods=likelihoods)
        self.asked: list[list[Message]] = []
        self.schemas: list[Schema | None] = []
        self.chosen: list[str] = []
        self.closed = False
        self.streams_closed = 0

    async def capabilities(self) -> Capabilities:
        """As it was made."""
        return self.known

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The next reply in pieces of a few characters, then whole."""
        assert max_tokens > 0
        text, error = self._next(messages), None
        if "✂" in text:  # it breaks off here
            text, error = text.partition("✂")[0], self._failure()
        try:
            for at in range(0, len(text), self._piece):
                await asyncio.sleep(0)
                yield text[at : at + self._piece]
            if error:
                raise error
            yield Reply(text, NAME, Usage(10, 5), self._whole)
        finally:
            self.streams_closed += 1

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The next reply."""
        assert max_tokens > 0
        self.schemas.append(schema)
        return Reply(self._next(messages), NAME, Usage(10, 5), self._whole)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """As `likely` says."""
        text = messages[-1].content
        self.chosen.append(text)
        yes = self._likely(text)
        if isinstance(yes, Exception):
            raise yes
        likelihoods = None if yes is None else dict(zip(options, (yes, 1 - yes), strict=True))
        return Choice(likelihoods, NAME, Usage(20, 1), self._is_word)

    async def close(self) -> None:
        """Note it."""
        self.closed = True

    def _next(self, messages: Sequence[Message]) -> str:
        self.asked.append(list(messages))
        reply = self._replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def _failure(self) -> Exception:
        failure = self._replies.pop(0)
        assert isinstance(failure, Exception)
        return failure
