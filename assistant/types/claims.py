"""The sentences of an answer, with the paragraphs that they cite, and those withheld."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any


class Basis(Enum):
    """Whose words a claim is in."""

    MODEL = "model"  # the model's, as checked
    REPAIRED = "repaired"  # the model's, citing another paragraph than it did
    ARTICLE = "article"  # the article's own
    LEDGER = "ledger"  # ours: who says it, as the article's statements have it


class Verification(Enum):
    """How a claim was verified; the values are kept with answers.

    `verbatim`: it stands in its paragraph word for word. `rules`: it breaks no rule, and its words
    stand there together and in order. `judge`: a model that has passed the exam found all of it
    there. `replaced`: it is the article's own sentence, where the model's was doubtful.
    """

    VERBATIM = "verbatim"
    RULES = "rules"
    JUDGE = "judge"
    REPLACED = "replaced"


def day(when: date) -> str:
    """A day for a reader: "29 May 2018"."""
    return f"{when.day} {when:%B %Y}"


def imprint(source: str | None, published: date | None) -> str:
    """Of which paper and day an article is, as far as that is known."""
    # A source may go on with a place, a title of its own and a day: the paper comes first.
    paper = (source or "").partition(",")[0].strip()
    return ", ".join(filter(None, (paper, day(published) if published else "")))


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph that supports a claim: `paragraph.text[start:end] == quote`.

    `label` is what stands in the brackets: "6", or "B6" with several articles in play. `source` is
    the paper and `published` the article's day, as 2018-05-29, where they are known.
    """

    label: str
    article_id: str
    title: str
    url: str | None
    paragraph: int
    quote: str
    start: int
    end: int
    source: str | None = None
    published: str | None = None

    @property
    def where(self) -> str:
        """Which article and paragraph it is, for a reader."""
        return f"{self.titled}, paragraph {self.paragraph}"

    @property
    def titled(self) -> str:
        """The title, and of which paper and day it is: "Kim to visit (VOA News, 29 May 2018)"."""
        known = imprint(self.source, date.fromisoformat(self.published) if self.published else None)
        return f"{self.title} ({known})" if known else self.title

    @property
    def quoted(self) -> str:
        """The quote in quotation marks, which it may begin with itself."""
        return self.quote if self.quote[:1] in '“"„«' else f"“{self.quote}”"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer, shown; `start` and `end` are offsets into the answer's text.

    `support` is how sure the check is, from 0 to 1. `proposed` is what the model wrote, where
    that was doubtful and the article's own sentence stands in its place. `verified` says how it
    was verified.
    """

    text: str
    start: int
    end: int
    support: float
    citations: tuple[Citation, ...]
    basis: Basis = Basis.ARTICLE
    proposed: str | None = None
    verified: Verification = Verification.VERBATIM

    def as_json(self) -> dict[str, Any]:
        """The claim as it stands in the answer's JSON."""
        return dataclasses.asdict(self, dict_factory=plain)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A sentence of the model that is not shown; `detail` says in a line what `reason` names."""

    text: str
    reason: str
    detail: str


def plain(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of a dataclass as JSON has them: an enumeration by its value."""
    return {name: value.value if isinstance(value, Enum) else value for name, value in fields}
