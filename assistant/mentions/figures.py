"""The figures that an article mentions, with what they count, and its sums of money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from assistant.chronology import time_mentions
from assistant.mentions.mention import Mentioned
from index.language.en.grammar.function_words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
)
from index.language.en.grammar.irregular_verbs import PASTS
from index.language.en.number_words import CURRENCIES, SCALES, TENS, UNITS
from index.language.word_lists import any_of
from index.types import Article

_SCALE: Final = any_of(each for each in SCALES if len(each) > 2)
_FIGURE: Final = re.compile(
    rf"""
    (?<![\w.,])
    (?: [$€£¥]\s?\d+(?:[.,]\d+)*(?:\s{_SCALE})?
      | (?: \d+(?:[.,]\d+)*(?:-year-old)? | (?i:{any_of(TENS)})(?:-{any_of(UNITS[1:10])})?
          | (?i:{any_of(UNITS[2:])}) )
        (?:\s{_SCALE})?(?:\s?%|\sper\s?cent)? )
    (?![\w]|[.,:]\d|\s?[ap]\.?m\b)
    """,
    re.VERBOSE,
)
_MONEY: Final = re.compile("|".join(CURRENCIES.values()))
_WORD: Final = re.compile(r"\s(?:of\s)?([^\W\d_][\w’'-]*)")
_ENDS: Final = (
    PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | ADVERBS | DETERMINERS | PASTS | {"or", "a.m", "p.m"}
)
_MOST_WORDS: Final = 3
"""Words behind a figure that tell what is counted."""


def figures(article: Article) -> Iterator[Mentioned]:
    """Each figure that is no time."""
    for paragraph in article.paragraphs:
        text = paragraph.text
        times = [(each.start, each.end) for each in time_mentions(article, paragraph.number)]
        for match in _FIGURE.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in times):
                continue
            end = _with_noun(text, match.end())
            written = text[match.start() : end]
            yield Mentioned(written, written.lower(), paragraph.number, match.start(), end)


def _with_noun(text: str, end: int) -> int:
    """The end of what is counted: "340 traders", "1.2 million euros"."""
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, end)
        if word is None or word[1].lower() in _ENDS or word[1].lower().endswith(("ed", "ly")):
            break
        end = word.end()
    return end


def amounts(article: Article) -> Iterator[Mentioned]:
    """Each sum of money."""
    return (each for each in figures(article) if _MONEY.search(each.text.lower()))
