"""What a question set says of a question. `assistant.evaluation.sets.reader` reads the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import ConfigDict

_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the conversation before the question; an answer cites as the assistant does."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A paragraph that answers, where a question is about several articles."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    article: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence that a model might write, and whether people found the articles to support it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    text: str
    supported: bool


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer that somebody gave, and whether people found it right."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    text: str
    correct: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is known of its answer.

    `articles` names the articles that are searched. `gold_paragraphs` are those that answer, by
    number, or with their article where there are several; None when nobody said which. `facts`
    are what an answer has to say, each in any of its wordings, `forbidden` what it must not.
    `speaker` is who says it, in any of these wordings, `answers` are references to judge by.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    question: str
    articles: tuple[str, ...]
    gold_paragraphs: tuple[int | Gold, ...] | None = None
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    speaker: str | tuple[str, ...] | None = None
    kind: str = "question"
    answerable: bool = True
    history: tuple[Turn, ...] = ()
    answers: tuple[str, ...] = ()
    sentences: tuple[JudgedSentence, ...] = ()
    judged: tuple[JudgedAnswer, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """The wordings of who says it."""
        if self.speaker is None:
            return ()
        return (self.speaker,) if isinstance(self.speaker, str) else self.speaker
