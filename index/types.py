"""What the index speaks in: articles, their parts, and what a search returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets in its paragraph: `paragraph.text[start:end] == text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit of citation; numbered from 1 in the article's own order."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when a text was published."""

    source: str | None = None
    url: str | None = None
    published: datetime | None = None

    @classmethod
    def of(cls, article: Article) -> Publication:
        """Where this article comes from."""
        return cls(article.source, article.url, article.published)

    @property
    def is_nowhere(self) -> bool:
        """Whether it says neither the source nor the address."""
        return not (self.source or self.url)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read: metadata apart, body paragraphs in order.

    `published` is as the source gives it: naive when it names no time zone, and
    `language` an ISO 639-1 code. `id` is empty until the library has given one. `publications`
    says where else the same text was published, as far as it was read there.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    byline: str | None = None
    section: str | None = None
    source: str | None = None
    published: datetime | None = None
    url: str | None = None
    language: str | None = None
    id: str = ""
    publications: tuple[Publication, ...] = ()

    def __hash__(self) -> int:
        """By its beginning: what is known of an article is looked up by it all the time."""
        # A hash of all paragraphs would read the whole text each time; equality still does.
        return hash((self.id, self.title, len(self.paragraphs), self.paragraphs[:1]))

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph with this number; IndexError when there is none."""
        if not 1 <= number <= len(self.paragraphs):
            raise IndexError(f"{self.id or self.title!r} has no paragraph {number}")
        return self.paragraphs[number - 1]

    def with_id(self, article_id: str) -> Article:
        """The same article under the id that the library gave it."""
        return replace(self, id=article_id)


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of an article, by the article's id and the paragraph's number."""

    article_id: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded: a paragraph, or a part of a long one, between sentence ends.

    `start` and `end` are offsets into the paragraph's text.
    """

    paragraph: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads: people in these groups or, where `groups` is None, somebody who sees everything.

    An article that belongs to groups exists only for an audience that is in one of them.
    """

    groups: frozenset[str] | None = frozenset()

    @property
    def sees_all(self) -> bool:
        """Whether no article is hidden from them."""
        return self.groups is None


SEES_ALL: Final = Audience(None)
"""Whoever has the whole library: the command line, programs, keys that may `manage`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search looks at; empty means everything.

    `published_from` and `published_to` are inclusive; an article without a date is
    outside any dated scope. What `readable_by` may not read is outside of every scope.
    """

    article_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    published_from: datetime | None = None
    published_to: datetime | None = None
    readable_by: Audience = SEES_ALL

    @property
    def names_articles(self) -> bool:
        """Whether it is narrower than all that its audience may read."""
        return replace(self, readable_by=SEES_ALL) != EVERYTHING

    @classmethod
    def of(
        cls,
        articles: Iterable[str] | None = None,
        sources: Iterable[str] | None = None,
        published_from: datetime | None = None,
        published_to: datetime | None = None,
    ) -> Scope:
        """A scope in whole days: `published_to` counts to the end of its day."""
        return cls(
            article_ids=tuple(articles or ()),
            sources=tuple(sources or ()),
            published_from=published_from,
            # A day's midnight is its beginning, and "to" means to its end.
            published_to=datetime.combine(published_to, time.max) if published_to else None,
        )


EVERYTHING: Final = Scope()


class Lack(StrEnum):
    """What a search had to do without; what it found, it found by words alone."""

    VECTOR_INDEX = "vector_index"  # where paragraphs near to a question are found
    EMBEDDER = "embedder"  # what turns a question into a vector


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence against the question, token by token and as a whole, each up to 1.

    `score` is the share of the question's tokens found in it, weighted by what they tell;
    `dense` is the cosine. `words` are the cosines of the question's content words, in order, each
    to what is nearest to it in the sentence. `signs`, shape (tokens, 48), packs the signs of its
    tokens' states.
    """

    sentence: Sentence
    score: float
    dense: float
    words: tuple[float, ...] = ()
    signs: NDArray[np.uint8] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that a search returned, with its scores.

    `score` orders the passages of one search and means nothing across searches. `dense` is
    the cosine between question and paragraph, `lexical` its BM25 score among the
    candidates (0: no word in common), `match` the share of the question found in it, token
    by token, from 0 to 1. `matches` has its sentences in order, and `words` are as those of a
    sentence. `asked`, shape (tokens, 384), are the states of the question's tokens. `lacked` is
    what the search had to do without; without an embedder `dense` is 0 everywhere.
    """

    article: Article
    paragraph: Paragraph
    score: float
    dense: float
    lexical: float
    match: float
    matches: tuple[Match, ...]
    words: tuple[float, ...] = ()
    asked: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    lacked: Lack | None = None

    @property
    def place(self) -> Place:
        """The place of the paragraph."""
        return Place(self.article.id, self.paragraph.number)

    @property
    def sentence(self) -> Sentence:
        """The sentence that matches the question best."""
        return max(self.matches, key=lambda match: match.score).sentence


def lacked(passages: Iterable[Passage]) -> Lack | None:
    """What the searches for these passages had to do without; None when they lacked nothing."""
    return next((each.lacked for each in passages if each.lacked), None)
