"""The protocol of a language model, its replies and its limits of time."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from assistant.calls import Usage
from assistant.models.capabilities import Capabilities
from assistant.types import Message

BETWEEN: Final = 30.0
"""Seconds that a model may be silent in the middle of a reply."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's reply; `whole` is False when it was stopped at the most tokens allowed."""

    text: str
    model: str
    usage: Usage
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """How likely each option is to a model; None when its reply was none of them.

    `is_word` says that only its word is known, which then counts as sure.
    """

    likelihoods: Mapping[str, float] | None
    model: str
    usage: Usage
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. `first` is until the first piece of a reply, tries and waits included."""

    connect: float = 5.0
    first: float = 90.0
    between: float = BETWEEN
    total: float = 180.0

    @classmethod
    def within(cls, total: float) -> Timeouts:
        """Limits with so many seconds for a whole reply, half of which its beginning may take."""
        return cls(first=total / 2, between=min(BETWEEN, total / 2), total=total)


Schema = Mapping[str, object]
"""A JSON schema of an object, strict: each property required, no others allowed."""


class LLM(Protocol):
    """A language model. Every method raises ModelError when it fails for good."""

    @property
    def name(self) -> str:
        """The model's name, as it was given."""
        ...

    async def capabilities(self) -> Capabilities:
        """What is known of its capabilities so far; nothing is asked for that alone."""
        ...

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request."""
        ...

    async def reply(
        self, messages: Sequence[Message], *, max_tokens: int, schema: Schema | None = None
    ) -> Reply:
        """The reply, whole; by a schema, where there is one, a JSON object.

        Not every endpoint takes a schema, so the messages have to say as well what is wanted, with
        the word JSON; `assistant.models.completions.json_object` reads the reply.
        """
        ...

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of these words, in lower case, the model would answer with."""
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...
