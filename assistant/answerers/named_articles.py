"""Which of the articles a question names: "the bridge article", "the Herald story"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.language.en.grammar.function_words import STOP_WORDS
from index.language.terms import terms
from index.language.word_lists import word_set
from index.types import Article

_ARTICLES: Final = word_set(
    "article articles story stories piece pieces report reports text texts news page paper"
) | frozenset(terms("article articles story stories piece pieces report reports text page paper"))


def named_in(phrase: str, articles: Sequence[Article]) -> Sequence[Article]:
    """The articles whose titles or papers have most words of a phrase; all, where none has any."""
    wanted = frozenset(
        word for word in terms(phrase) if word not in _ARTICLES and word not in STOP_WORDS
    )
    if not wanted:
        return articles
    counts = [len(wanted & set(terms(f"{each.title} {each.source or ''}"))) for each in articles]
    most = max(counts, default=0)
    if not most:
        # A title may call it otherwise than the first paragraph does.
        counts = [len(wanted & set(terms(_lead(each)))) for each in articles]
        most = max(counts, default=0)
    chosen = [each for each, count in zip(articles, counts, strict=True) if count == most]
    return chosen if most else articles


def _lead(article: Article) -> str:
    return article.paragraphs[0].text if article.paragraphs else ""
