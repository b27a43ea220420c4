"""Questions about an article as a whole; its first paragraphs answer, as news are written."""

from __future__ import annotations

import re
from typing import Final

from index.types import Article, Place

LEAD: Final = 4
"""Paragraphs at an article's beginning that say what it is about."""

_WHOLE = (
    r"(?:the|this|that)\s+(?:(?:news|whole|entire)\s+)?(?:article|text|story|piece|report|news)"
)
_OVERVIEW = re.compile(
    rf"""
    \W* (?:(?:please|can\s+you|could\s+you)\s+)*
    (?: what(?:['’]s|\s+is|\s+does)\s+{_WHOLE}\s+(?:all\s+)?(?:about|say|saying)
      | (?:summari[sz]e|sum\s+up|outline)\s+(?:{_WHOLE}|it|this)
      | (?:(?:give|write|make)\s+(?:me\s+)?)?(?:(?:an?|the)\s+)?(?:(?:short|brief)\s+)?
        (?:summary|overview|outline|gist|main\s+points?)(?:\s+of\s+{_WHOLE})?
      | what\s+are\s+the\s+main\s+points(?:\s+of\s+{_WHOLE})?
      | tl;?dr ) \W*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def asks_for_overview(question: str) -> bool:
    """Whether it asks what an article says as a whole, and for nothing in particular."""
    # All of it: "What is the story about the bridge?" asks for something in particular.
    return _OVERVIEW.fullmatch(question) is not None


def lead(article: Article) -> list[Place]:
    """The places of its first paragraphs."""
    return [Place(article.id, each.number) for each in article.paragraphs[:LEAD]]
