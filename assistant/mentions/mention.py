"""Something that an article mentions, and where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Mentioned(NamedTuple):
    """An item, `text` as an article has it, and its offsets in a paragraph; doubles share a key."""

    text: str
    key: str
    paragraph: int
    start: int
    end: int
