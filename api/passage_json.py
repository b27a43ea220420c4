"""A passage as programs are told of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from assistant.types import Source
from index.types import Passage


@dataclass(frozen=True, slots=True)
class FoundPassage(Source):
    """A paragraph that was found, with its best sentence: `text[start:end] == quote`."""

    title: str
    url: str | None
    text: str
    quote: str
    start: int
    end: int

    @classmethod
    def of(cls, passage: Passage) -> FoundPassage:
        """What is told of a passage."""
        sentence = passage.sentence
        return cls(
            **asdict(Source.of(passage)),
            title=passage.article.title,
            url=passage.article.url,
            text=passage.paragraph.text,
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
        )
