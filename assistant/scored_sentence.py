"""What answers a question, before it is a claim with its marker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from assistant.types import Basis
from index.types import Article, Sentence


class Quote(NamedTuple):
    """A sentence, and the number of its paragraph."""

    paragraph: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """What an article says to a question: a claim in plain text and the words behind it.

    `paragraph` is its number; `probability`: that it answers the question. `named` is where its
    speaker is named, when that is another paragraph.
    """

    text: str
    article: Article
    paragraph: int
    sentence: Sentence
    probability: float
    basis: Basis = Basis.ARTICLE
    named: Quote | None = None

    @property
    def in_paragraph(self) -> str:
        """The text of its paragraph."""
        return self.article.paragraph(self.paragraph).text

    @property
    def quotes(self) -> list[Quote]:
        """What it rests on, in the article's order."""
        own = Quote(self.paragraph, self.sentence)
        return [own] if self.named is None else [self.named, own]
