"""The language of a reply beside that of the articles: the check compares words within one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from index.language.detection import detect_language
from index.language.languages import language_of

READABLE: Final = 40
"""Characters from which on the language of a text shows."""

PLAIN: Final = 0.2
"""Share of function words that only a text in their language has."""


def other_language(sentences: Sequence[str], languages: Collection[str | None]) -> str | None:
    """The language of a model's sentences, if it is none of the articles' languages.

    Languages are ISO 639-1 codes; None among the articles' is one that is not known.
    """
    text = " ".join(sentences)
    known = [language_of(code) for code in languages]
    words = text.casefold().split()
    # Cheap where it is as usual: to detect a language takes most of a second at first.
    shares = (sum(map(each.is_stop_word, words)) for each in known)
    if len(text) < READABLE or max(shares, default=0) >= PLAIN * len(words):
        return None
    language = detect_language(text)
    return None if language in {each.code for each in known} else language
