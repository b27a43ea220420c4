"""The sentences of an article that say which figure was wrong, its own or another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from index.language.en.number_words import TENS, UNITS
from index.language.sentences import sentences
from index.language.terms import terms
from index.language.word_lists import any_of
from index.types import Article, Sentence

_CORRECTS: Final = re.compile(
    r"\b(?:corrections?|corrected|corrects|clarification|wrong|wrongly|misstated|incorrect(?:ly)?"
    r"|earlier version|erroneous(?:ly)?|in error)\b",
    re.IGNORECASE,
)
_AT_FIRST: Final = re.compile(
    r"\b(?:first|earlier|initially|originally|previously|before)\b", re.IGNORECASE
)
_WORDS: Final = any_of((*UNITS[2:], *TENS))  # "not one" counts nothing
_INSTEAD: Final = re.compile(
    r"\b(?:not|instead of|rather than)\s"
    rf"(?P<wrong>[^,.;:\d]{{0,40}}(?:\d|\b{_WORDS}\b)[^;:]{{0,60}})",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(rf"\d+(?:[.,]\d+)*|\b{_WORDS}\b", re.IGNORECASE)
_SAME_MATTER: Final = 2
"""Terms that a correction shares with the sentence that it corrects."""


class Correction(NamedTuple):
    """A sentence that says which figures were wrong."""

    article: Article
    paragraph: int
    sentence: Sentence
    wrong: frozenset[str]

    def corrects(self, text: str) -> bool:
        """Whether a sentence has a wrong figure of the same matter."""
        own = self.sentence.text
        if own in text or text in own:
            return False
        shared = set(terms(text)) & set(terms(own)) - self.wrong
        return not self.wrong.isdisjoint(_figures(text)) and len(shared) >= _SAME_MATTER


def corrections(article: Article) -> Iterator[Correction]:
    """Its sentences that say which figure was wrong, or was said at first."""
    in_title = _CORRECTS.search(article.title)
    for paragraph in article.paragraphs:
        corrects = in_title or _CORRECTS.search(paragraph.text)
        for sentence in sentences(paragraph.text):
            found = _INSTEAD.search(sentence.text)
            if found and (corrects or _AT_FIRST.search(found["wrong"])):
                wrong = _figures(found["wrong"])
                yield Correction(article, paragraph.number, sentence, wrong)


def _figures(text: str) -> frozenset[str]:
    """The figures in a text, in digits or words."""
    return frozenset(each.lower() for each in _FIGURE.findall(text))
