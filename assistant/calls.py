"""Requests to models: what each was for, and what it took."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PromptRef:
    """Which prompt a model was given, by name and content hash."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a model took, and their price in US dollars when it is known.

    `cached_tokens` are those of the prompt that the endpoint had from before.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    cost: float | None = None

    def __add__(self, other: Usage) -> Usage:
        """The sum; its price is that of the calls whose price is known."""
        costs = [each.cost for each in (self, other) if each.cost is not None]
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            cost=sum(costs) if costs else None,
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A request to a model: what it was for, by its prompt, and what it took."""

    prompt: PromptRef
    model: str
    usage: Usage
    ms: float
