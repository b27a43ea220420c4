"""What the stores hand out and take: entries, candidates, chunks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cached_property

from index.embedding.embedder import Vectors
from index.embedding.encoder import Encoded
from index.language.terms import terms
from index.types import Paragraph, Place, Sentence


@dataclass(frozen=True, slots=True)
class AllBut:
    """All articles but those with these keys."""

    keys: frozenset[int]

    def __contains__(self, key: object) -> bool:
        """Whether the article with this key is among them."""
        return key not in self.keys


Keys = Collection[int] | AllBut | None
"""The articles, by key, that something is looked for in; None: all."""


@dataclass(frozen=True, slots=True)
class Within:
    """Where a search looks: in the articles with these keys.

    `hidden` are those that whoever searches may not read: none of them is looked at, and none
    counts, as in how common a word is.
    """

    keys: Keys
    hidden: frozenset[int]


class Change(Enum):
    """What storing an article did, or would do."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ANOTHER_SOURCE = "another source"  # of the same text, which is kept as it was


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the library lists it; `paragraphs` is their number.

    `groups` are those of its groups that whoever it is listed for is in.
    """

    id: str
    title: str
    source: str | None
    published: datetime | None
    paragraphs: int
    added: datetime
    byline: str | None = None
    groups: tuple[str, ...] = ()

    def as_json(self) -> dict[str, str | int | list[str] | None]:
        """The entry as JSON, for programs."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "published": self.published.isoformat() if self.published else None,
            "paragraphs": self.paragraphs,
            # Kept without a zone; when an article was published may have none.
            "added": self.added.replace(tzinfo=UTC).isoformat(),
            "groups": list(self.groups),
        }


class Order(StrEnum):
    """What a list of articles begins with: the latest added, the latest published, or "A"."""

    ADDED = "added"
    PUBLISHED = "published"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list: articles with all the words in title, source or byline, added since."""

    words: str = ""
    added_from: datetime | None = None  # in UTC, without a zone
    order: Order = Order.ADDED
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and how many the whole list has."""

    entries: list[Entry]
    total: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What a search has to know before it begins.

    `embedder` is the one that the index was made with, None while it is empty; `languages` are
    those of all articles, None for one not known; `exceeds` says whether the articles looked at
    have more paragraphs than the limit that was given.
    """

    embedder: str | None
    languages: tuple[str | None, ...]
    exceeds: bool


@dataclass(frozen=True)  # without slots, for what is worked out once has to be kept
class Candidate:
    """A paragraph with what ranking takes; `terms` are its BM25 terms."""

    row: int
    article_id: str
    language: str | None
    paragraph: Paragraph
    terms: tuple[str, ...]
    encoded: Encoded

    @property
    def place(self) -> Place:
        """The place of the paragraph."""
        return Place(self.article_id, self.paragraph.number)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in the order of their vectors."""
        # As they were embedded: by now the rules may split otherwise, and vectors would not fit.
        spans = self.encoded.spans[self.encoded.chunks :].tolist()
        return tuple(Sentence(self.paragraph.text[start:end], start, end) for start, end in spans)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has each of its terms."""
        return Counter(self.terms)

    @cached_property
    def sentence_counts(self) -> tuple[Counter[str], ...]:
        """How often each of its sentences has each of its terms."""
        return tuple(Counter(terms(each.text, self.language)) for each in self.sentences)


@dataclass(frozen=True, slots=True)
class ChunkVectors:
    """Chunks for a vector store: ids, their articles' keys, and vectors, shape (n, dimensions)."""

    ids: list[str]
    articles: list[int]
    vectors: Vectors


def chunk_id(row: int, number: int) -> str:
    """A chunk's id in a vector store: no text, and nothing made from text."""
    return f"{row}:{number}"


def paragraph_row(chunk: str) -> int:
    """The row of the paragraph that a chunk id belongs to."""
    return int(chunk.partition(":")[0])
