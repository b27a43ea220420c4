"""What the assistant speaks in: questions, claims with citations, answers, events."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Literal

from index.types import Passage


@dataclass(frozen=True, slots=True)
class Message:
    """A turn of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str


class Outcome(Enum):
    """How a question ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"  # something was withheld
    NOT_FOUND = "not_found"  # the articles do not say
    DEGRADED = "degraded"  # the model failed; the best passages are quoted instead


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph that supports a claim: `paragraph.text[start:end] == quote`.

    `label` is what stands in the brackets: "6", or "B6" with several articles in play.
    """

    label: str
    article_id: str
    title: str
    url: str | None
    paragraph: int
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer, shown; `start` and `end` are offsets into the answer's text.

    `support` is how sure the check is, from 0 to 1; the article's own words have 1.
    """

    text: str
    start: int
    end: int
    support: float
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence that the model wrote and nobody sees, with the reason."""

    text: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Source:
    """A passage as an answer keeps it; scores as in `index.types.Passage`."""

    article_id: str
    paragraph: int
    score: float
    dense: float
    lexical: float
    match: float

    @classmethod
    def of(cls, passage: Passage) -> Source:
        """What is kept of a passage."""
        return cls(
            article_id=passage.article.id,
            paragraph=passage.paragraph.number,
            score=passage.score,
            dense=passage.dense,
            lexical=passage.lexical,
            match=passage.match,
        )


@dataclass(frozen=True, slots=True)
class PromptRef:
    """Which prompt a model was given, by name and content hash."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a model took, and their price in US dollars when it is known."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the question's arrival; `search_ms` is the search alone."""

    search_ms: float
    first_claim_ms: float | None
    total_ms: float


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, whole. `closest` is the nearest passage when the articles do not say."""

    id: str
    asked: datetime
    question: str
    standalone_question: str
    outcome: Outcome
    text: str
    claims: tuple[Claim, ...]
    withheld: tuple[Withheld, ...]
    closest: Citation | None
    passages: tuple[Source, ...]
    model: str
    prompt: PromptRef | None
    usage: Usage
    timings: Timings

    def as_json(self) -> dict[str, Any]:
        """The one JSON form that every way out of the assistant uses."""
        return dataclasses.asdict(self) | {
            "asked": self.asked.isoformat(),
            "outcome": self.outcome.value,
        }


@dataclass(frozen=True, slots=True)
class Sources:
    """First event: the passages that the answer will be made from."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """Last event: the answer, whole."""

    answer: Answer


Event = Sources | Claim | Withheld | Done
