"""A second model for when the first one fails."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from assistant.errors import ContextTooLong, ModelError
from assistant.models.capabilities import Capabilities
from assistant.models.types import LLM, Choice, Reply, Schema
from assistant.types import Message


class Fallback:
    """The first model that answers; the next one is asked when one fails before its first word."""

    def __init__(self, first: LLM, second: LLM) -> None:
        self._models = (first, second)

    @property
    def name(self) -> str:
        """The first model's name."""
        return self._models[0].name

    async def capabilities(self) -> Capabilities:
        """Those of the model that is asked first, as far as that can be."""
        first, second = self._models
        try:
            return await first.capabilities()
        except ModelError:
            return await second.capabilities()

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole."""
        first, second = self._models
        begun = False
        try:
            async with aclosing(first.stream(messages, max_tokens=max_tokens)) as pieces:
                async for piece in pieces:
                    begun = True
                    yield piece
        except ContextTooLong:  # the prompt is shortened, not sent elsewhere
            raise
        except ModelError:
            if begun:  # what was said cannot be taken back, and two models say two things
                raise
            async with aclosing(second.stream(messages, max_tokens=max_tokens)) as pieces:
                async for piece in pieces:
                    yield piece

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The reply, whole."""
        first, second = self._models
        try:
            return await first.reply(messages, max_tokens=max_tokens, schema=schema)
        except ContextTooLong:  # as above
            raise
        except ModelError:
            return await second.reply(messages, max_tokens=max_tokens, schema=schema)

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of the options the model would answer with."""
        first, second = self._models
        try:
            return await first.choose(messages, options)
        except ContextTooLong:  # as above
            raise
        except ModelError:
            return await second.choose(messages, options)

    async def close(self) -> None:
        """Give connections back."""
        for model in self._models:
            await model.close()
