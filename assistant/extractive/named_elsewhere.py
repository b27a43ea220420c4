"""Names in a question that an article does not have: what is asked is not told there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.verification.detectors.names import name_words, names, strange_names
from index.language.en.places import COUNTRIES, PLACE_OF
from index.language.folding import fold
from index.types import Article

_ROOT: Final = 4
"""Letters of a name with which a word of the article has to begin: "Peru" of "Peruvian"."""

_WORD: Final = re.compile(r"\w+")


@lru_cache(maxsize=1024)
def names_a_stranger(question: str, article: Article) -> bool:
    """Whether the question has a name, or a place without capital, that the article has not."""
    strangers = strange_names([*names(question), *_places(question)], article)
    return any(not _begins_a_word(fold(name), article) for name in strangers)


def _places(question: str) -> list[str]:
    """The places that are typed without a capital: "madrid"."""
    return [
        word
        for word in _WORD.findall(question)
        if word.islower() and len(word) >= _ROOT and (word in PLACE_OF or word in COUNTRIES)
    ]


def _begins_a_word(name: str, article: Article) -> bool:
    if len(name) < _ROOT:
        return False
    texts = [article.title, *(paragraph.text for paragraph in article.paragraphs)]
    return any(word.startswith(name) for text in texts for word in name_words(text))
