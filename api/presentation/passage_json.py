"""A passage as JSON for programs, the same from the command line and over HTTP."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from assistant.types import Source
from index.types import Lack, Passage


@dataclass(frozen=True, slots=True)
class FoundPassage(Source):
    """A paragraph that was found, with its best sentence: `text[start:end] == quote`.

    `searched_without` is what the search had to do without, so that it found by words alone.
    """

    title: str
    url: str | None
    text: str
    quote: str
    start: int
    end: int
    searched_without: Lack | None

    @classmethod
    def of(cls, passage: Passage) -> FoundPassage:
        """The passage in this form."""
        sentence = passage.sentence
        return cls(
            **asdict(Source.of(passage)),
            title=passage.article.title,
            url=passage.article.url,
            text=passage.paragraph.text,
            quote=sentence.text,
            start=sentence.start,
            end=sentence.end,
            searched_without=passage.lacked,
        )
