"""How names are written, and which of them an article has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from index.language.en.grammar.function_words import STOP_WORDS

RUN: Final = r"[A-Z][\w’'&-]+(?:\s(?:of\sthe\s|of\s)?[A-Z][\w’'&-]+){0,5}"
"""A pattern of words with capitals in a row: “the Bank of England”."""

_WORD: Final = r"[^\W\da-z_][\w&-]*(?:[’'](?:s(?=\s[A-Z])|(?!s\b)\w+))?"
_NAME: Final = re.compile(rf"(?<![\w.’'&-]){_WORD}(?:\s{_WORD}){{0,4}}(?!\.[A-Z])")


class Name(NamedTuple):
    """Words with capitals in a row, and where they stand in a text."""

    text: str
    start: int
    end: int


def names(text: str) -> Iterator[Name]:
    """The names in a text, in order, without a word that only begins the sentence."""
    for match in _NAME.finditer(text):
        start, written = match.start(), match[0]
        first, _, rest = written.partition(" ")
        while rest and first.lower() in STOP_WORDS:
            start += len(first) + 1
            first, _, rest = (written := rest).partition(" ")
        if written.lower() not in STOP_WORDS:
            yield Name(written, start, match.end())
