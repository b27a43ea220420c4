"""The labels in a marker's words: "paragraphs 6 and 22", "6–8", "Article 2, paragraph 3"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

WORD: Final = (
    r"(?:paragraphs?|paras?|pars?|pp?|sources?|refs?|references?|citations?|cite[ds]?|excerpts?"
    r"|passages?|texts?|extracts?|snippets?|documents?|docs?|chunks?|notes?|footnotes?|ids?"
    r"|absatz|absätze|quellen?|paragraphes?|p[aá]rrafos?|par[aá]grafos?|paragrafi|fuentes?|fontes?|段落?)"
)
"""What a model calls a paragraph that it was given."""

_CORE: Final = r"[A-Za-z]{0,2}\d{1,4}(?:[.:]\d{1,3})?\^?(?!\d)"
NUMBER: Final = rf"(?:{WORD}(?![a-z])[\s:_=.\#-]{{0,3}})?(?:[¶§\#^@№]\s?)?{_CORE}"
WORDED: Final = (
    rf"(?:(?:paragraphs?|paras?|passages?|excerpts?|snippets?|sources?)\.?\s[¶\#]?|¶\s?){_CORE}"
)
"""A number that is a paragraph's wherever it stands: no "Article 5", no "section 6"."""
_SEPARATOR: Final = r"\s?(?:,?\s?(?:and|or|to|through)\b|[,;&/+–—-])\s?"
LIST: Final = rf"{NUMBER}(?:{_SEPARATOR}{NUMBER}){{0,24}}"
WORDED_LIST: Final = rf"{WORDED}(?:{_SEPARATOR}{NUMBER}){{0,24}}"

_NUMBERS: Final = re.compile(NUMBER, re.IGNORECASE)
_BETWEEN_LABELS: Final = re.compile(r"(?i)\b(?:and|or|to|through)\b|_")
_WORDS: Final = re.compile(r"\w")
_WIDEST_RANGE: Final = 20  # a marker like [1-9999] is not spelt out
_NOT_LABELS: Final = re.compile(
    rf"(?i)(?<![a-z]){WORD}(?![a-z])|\b(?:and|or)\b|[¶§#^@№]|(?<=\d)[.:]\d{{1,3}}"
)
_THROUGH: Final = re.compile(r"(?i)\b(?:to|through)\b")
_OF_ARTICLE: Final = re.compile(
    r"(?i)(?<![a-z])art(?:icles?|\.)\s([A-Z]|\d{1,2})\s?[,:;]\s?\D{0,16}?(\d{1,4})\b"
)
_PART: Final = re.compile(
    r"(?<![A-Z])(?P<letters>[A-Z]*)(?P<number>\d+)(?:\s?[–—-]\s?\D*?(?P<last>\d+))?"
)
_STANDS_FOR_PARAGRAPH: Final = frozenset({"P", "S", "N"})


def is_labels(text: str) -> bool:
    """Whether a text is labels and nothing else: "paragraphs 6 and 22", "[6], [22]"."""
    rest = _NUMBERS.sub("", text)
    return rest != text and _WORDS.search(_BETWEEN_LABELS.sub("", rest)) is None


def labels_in(words: str, given: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The labels that a marker names: those that were given, and those that never were.

    Numbers of four digits are labels only when they were given: "[2026]" is a year.
    """
    named = [_as_given(label, given) for label in _named(words, given)]
    labels = tuple(label for label in named if label in given)
    unknown = tuple(label for label in named if label not in given and len(label) < 4)
    return labels, unknown


def _named(words: str, given: Collection[str]) -> Iterator[str]:
    if of_article := _OF_ARTICLE.search(words):
        article, number = of_article[1].upper(), of_article[2]
        letter = chr(ord("A") - 1 + int(article) % 26) if article.isdecimal() else article
        yield f"{letter}{number}" if f"{letter}{number}" in given else number
        return
    bare = _THROUGH.sub("-", _NOT_LABELS.sub(" ", words)).upper()
    for part in _PART.finditer(bare):
        yield from _expanded(part)


def _as_given(label: str, given: Collection[str]) -> str:
    """The label without a letter that stands for "paragraph": "P6" as "6"."""
    number = label[1:]
    return (
        number
        if label not in given and label[:1] in _STANDS_FOR_PARAGRAPH and number in given
        else label
    )


def _expanded(part: re.Match[str]) -> Iterator[str]:
    letters, first = part["letters"], int(part["number"])
    last = int(part["last"] or first)
    if not first <= last <= first + _WIDEST_RANGE:
        last = first
    yield from (f"{letters}{number}" for number in range(first, last + 1))
