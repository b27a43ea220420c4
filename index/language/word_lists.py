"""Word lists, written so that they can be read, and patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def ordered_words(text: str) -> tuple[str, ...]:
    """The words of a text in its order, which says what they stand for."""
    return tuple(text.split())


def name_set(text: str) -> frozenset[str]:
    """The names in a text that has commas or line ends between them."""
    return frozenset(name.strip() for name in text.replace("\n", ",").split(",")) - {""}


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches one of the words, the longest that fits."""
    # Sorted, so that a set gives the same pattern in every process.
    by_length = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, by_length))})"


def capitalised(words: Iterable[str]) -> list[str]:
    """The words with a capital: "monday" as "Monday"."""
    return [word.capitalize() for word in words]
