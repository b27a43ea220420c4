"""The paragraphs that a model was given, and sentences of them that a claim rests on."""

from __future__ import annotations

from dataclasses import dataclass

from index.types import Article, Paragraph, Sentence


@dataclass(frozen=True, slots=True)
class ContextParagraph:
    """A paragraph of the model's context, and the label that it has there."""

    label: str
    article: Article
    paragraph: Paragraph

    def __hash__(self) -> int:
        """By its place: what a claim has in common with it is looked up all the time."""
        return hash((self.label, self.article.id, self.paragraph.number))

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.paragraph.text

    @property
    def number(self) -> int:
        """The paragraph's number in the article."""
        return self.paragraph.number


@dataclass(frozen=True, slots=True)
class EvidenceSentence:
    """The words of a paragraph that a claim rests on."""

    context: ContextParagraph
    sentence: Sentence
