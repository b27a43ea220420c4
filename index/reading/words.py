"""Word lists, written so that they can be read."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def names(text: str) -> frozenset[str]:
    """The names in a text that has commas or line ends between them."""
    return frozenset(" ".join(name.split()) for name in text.replace("\n", ",").split(",")) - {""}
