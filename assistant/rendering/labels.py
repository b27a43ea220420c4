"""What stands in the brackets: `6` in one article, `B6` when several are in play."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

from assistant.types import Citation
from index.types import Article, Sentence


class Labels:
    """Labels for the paragraphs of these articles, which get letters in this order."""

    def __init__(self, articles: Iterable[Article]) -> None:
        ids = list(dict.fromkeys(article.id for article in articles))
        several = len(ids) > 1
        self._prefixes = {id_: letters_of(at) if several else "" for at, id_ in enumerate(ids)}

    def label(self, article: Article, paragraph: int) -> str:
        """The label of the paragraph with this number."""
        return f"{self._prefixes[article.id]}{paragraph}"

    def letter(self, article: Article) -> str:
        """The letter of an article; none where it is the only one."""
        return self._prefixes[article.id]

    def knows(self, article: Article) -> bool:
        """Whether it is one of these articles."""
        return article.id in self._prefixes

    def cite(self, article: Article, paragraph: int, sentence: Sentence) -> Citation:
        """A citation of the paragraph with this number, quoting the sentence."""
        return citation(self.label(article, paragraph), article, paragraph, sentence)


def citation(label: str, article: Article, paragraph: int, sentence: Sentence) -> Citation:
    """A citation under a label of the paragraph with this number, quoting the sentence."""
    return Citation(
        label=label,
        article_id=article.id,
        title=article.title,
        url=article.url,
        paragraph=paragraph,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        source=article.source,
        published=article.published.date().isoformat() if article.published else None,
    )


def letters_of(number: int) -> str:
    """A, B and so on to Z, then AA, AB."""
    letters = ""
    while number >= 0:
        number, last = divmod(number, 26)
        letters = ascii_uppercase[last] + letters
        number -= 1
    return letters
