"""The terms of a text, which BM25 counts and the check compares: folded words, stemmed."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from index.language.en.grammar.function_words import STOP_WORDS
from index.language.folding import fold, without_accents
from index.language.languages import Language, language_of

_MARKS = (  # parts of words that \w leaves out: accents, the marks of Hebrew, Arabic, Indic, Thai
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0963\u0966-\u0eff\u102b-\u103e\u17b4-\u17d3"
)
_TERM = re.compile(
    rf"""
    \d+(?:[.,]\d+)*[a-z]*                        # 1,200  3.5m  10th
  | (?:[^\W\d_]\.){{2,}}                        # u.s.
  | [^\W_](?:[^\W_]|[{_MARKS}])*(?:'[^\W_]+)*   # o'brien's
    """,
    re.VERBOSE,
)


def terms(text: str, language: str | None = None) -> list[str]:
    """The words that BM25 counts: folded, without stop words, stemmed.

    `language` is an ISO 639-1 code, English when None. Scripts without spaces give pairs of
    characters. A text of nothing but stop words keeps them.
    """
    # The same paragraphs and sentences are asked for again and again; long texts would fill memory.
    known = _kept_terms if len(text) <= _KEPT_LENGTH else _terms
    return [*known(text, language)]


_KEPT_LENGTH: Final = 1_000
"""Characters of a text up to which its terms are kept in memory."""


def content_words(text: str) -> list[re.Match[str]]:
    """The words of an English text that say what it is about, where they stand."""
    return [word for word in _WORD.finditer(text) if fold(word[0]) not in STOP_WORDS]


_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def _terms(text: str, language: str | None) -> tuple[str, ...]:
    known = language_of(language)
    tokens = _TERM.findall(fold(text))
    words = [word for token in tokens for word in _words(token, known)]
    telling = [word for word in words if not known.is_stop_word(word)]
    # Accents after stemming, which needs them: Snowball's rules are for words as they are written.
    return tuple(without_accents(stem) for stem in known.stems(telling or words))


_kept_terms = lru_cache(maxsize=8_192)(_terms)


def _words(token: str, language: Language) -> list[str]:
    if token[0].isdigit():
        return [token.replace(",", "")]
    if token.endswith("."):
        return [token.replace(".", "")]
    if max(token) >= "\u0e00":  # Thai is the first
        return [term for part in _scripts().findall(token) for term in _spaceless_terms(*part)]
    if "'" not in token:
        return [token]
    return [language.clitic.sub("", token)] if language.clitic else token.split("'")


@lru_cache(maxsize=1)  # compiling takes milliseconds that few need
def _scripts() -> re.Pattern[str]:
    """A run of Thai, Lao, Burmese, Khmer, Kana, Han or Hangul, or of anything else."""
    spaceless = (
        r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
        r"\uf900-\ufaff\U00020000-\U0003ffff"
    )
    return re.compile(f"([{spaceless}]+)|([^{spaceless}]+)")


def _spaceless_terms(spaceless: str, other: str) -> list[str]:
    pairs = [one + next_one for one, next_one in pairwise(spaceless)]
    return pairs or [spaceless or other]
