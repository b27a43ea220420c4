"""The protocol of a language model, its replies and its limits of time."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from assistant.types import Message, Usage

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


class LLM(Protocol):
    """A language model. Every method raises ModelError when it fails for good."""

    @property
    def name(self) -> str:
        """The model's name, as it was given."""
        ...

    @property
    def gives_likelihoods(self) -> bool | None:
        """Whether `choose` tells how likely the options are; None while that is not known."""
        ...

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int
    ) -> AsyncGenerator[str | Reply, None]:
        """The reply in pieces, then whole; closing it stops the request."""
        ...

    async def reply(self, messages: Sequence[Message], *, max_tokens: int) -> Reply:
        """The reply, whole."""
        ...

    async def choose(self, messages: Sequence[Message], options: Sequence[str]) -> Choice:
        """Which of these words, in lower case, the model would answer with."""
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...
