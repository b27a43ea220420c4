"""Word lists, written so that they can be read."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def name_set(text: str) -> frozenset[str]:
    """The names in a text that has commas or line ends between them."""
    return frozenset(name.strip() for name in text.replace("\n", ",").split(",")) - {""}
