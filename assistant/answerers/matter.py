"""What a question is about, and which paragraphs and sentences have it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.answerers.article_lines import told
from assistant.scored_sentence import ScoredSentence
from index.language.sentences import sentences
from index.language.synonyms import phrase_synonyms, synonyms
from index.language.terms import terms
from index.types import Article

_LEAD: Final = 3
"""Paragraphs that tell with the title what an article is about."""

_ENOUGH: Final = 0.6
"""Share of a matter's words that a paragraph has which is about it."""

_AFTER: Final = re.compile(r"(?i)\b(?:after|following|since)\b")
_REACH: Final = 60
"""Characters behind an "after" in which what it follows is named."""


class Matter:
    """What is asked about, by its words; an empty one is everything."""

    def __init__(self, text: str) -> None:
        self._terms = frozenset(terms(text)) if text.strip() else frozenset()

    def has(self, article: Article, paragraph: int) -> bool:
        """Whether a paragraph is about it, by itself or because its article is."""
        if not self._terms or self._share(_lead_terms(article)) >= _ENOUGH:
            return True
        return self.is_in(article.paragraph(paragraph).text)

    def is_in(self, text: str) -> bool:
        """Whether a text has most of its words, or others that may stand for them."""
        return self.share_of(text) >= _ENOUGH

    def share_of(self, text: str) -> float:
        """Share of its words that a text has, or others for them."""
        here = frozenset(terms(text))
        return self._share(here.union(*map(synonyms, here), phrase_synonyms(text)))

    def share_in(self, text: str, article: Article) -> float:
        """Share of its words in a sentence; 0 where it is not named with the headline either."""
        here = frozenset(terms(text))
        named = self._share(here | frozenset(terms(article.title))) >= _ENOUGH
        return self._share(here) if named else 0.0

    def follows_after(self, text: str) -> bool:
        """Whether a sentence tells what came after it: "two days after the raid"."""
        behind = (text[match.end() : match.end() + _REACH] for match in _AFTER.finditer(text))
        return any(self.is_in(each) for each in behind)

    def _share(self, there: frozenset[str]) -> float:
        return len(self._terms & there) / len(self._terms) if self._terms else 1.0


def sentences_of(article: Article) -> list[ScoredSentence]:
    """The sentences of an article that a reader is told."""
    return [
        ScoredSentence(sentence.text, article, paragraph.number, sentence, 1.0)
        for paragraph in told(article)
        for sentence in sentences(paragraph.text)
    ]


def sentences_on(matter: str, article: Article) -> list[ScoredSentence]:
    """Those that have the matter's words."""
    about = Matter(matter)
    return [each for each in sentences_of(article) if about.is_in(each.text)]


@lru_cache(maxsize=256)
def _lead_terms(article: Article) -> frozenset[str]:
    texts = [article.title, *(each.text for each in article.paragraphs[:_LEAD])]
    return frozenset(term for text in texts for term in terms(text))
