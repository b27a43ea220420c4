"""Made-up passages."""

from __future__ import annotations

from index.language.sentences import sentences
from index.types import Article, Match, Paragraph, Passage


def article(*texts: str, id_: str = "an-article", title: str = "A title") -> Article:
    """An article of these paragraphs."""
    paragraphs = tuple(Paragraph(number, text) for number, text in enumerate(texts, 1))
    return Article(title=title, paragraphs=paragraphs, language="en", id=id_)


def passage(of: Article, number: int, *, match: float = 0.6, score: float = 1.0) -> Passage:
    """A passage whose sentences all match the question equally."""
    paragraph = of.paragraph(number)
    return Passage(
        article=of,
        paragraph=paragraph,
        score=score,
        dense=match,
        lexical=1.0,
        match=match,
        matches=tuple(Match(each, match, match) for each in sentences(paragraph.text)),
    )


REPORT = article(
    "Four sources said the mayor had ordered the closure. Other sources were unsure whether the "
    "mayor had ordered it.",
    "Two officials said that the mayor had ordered the closure. It rained all day.",
    "On Friday, the ministry confirmed that the tunnel was closed.",
    "In early May, Ann Lee denied that the tunnel was closed. “We will probably see,” she said.",
)
"""Two matters, what sources say of each, and a sentence of the reporter's own."""
