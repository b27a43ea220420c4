"""Whether a message asks for an article to be added, and for which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 5
"""Links of one message that are read."""

LONG: Final = 200
"""Characters from which on a message is taken for an article."""

_REQUEST: Final = re.compile(
    r"""\W*(?:(?:please|can\s+you|could\s+you|now)\s+)*(?:add|ingest|read)\b\s*
    (?:(?:this|these|that|it|them|the|following|article|articles|link|links|page|text|too|here
      |please|to\s+(?:the|your)\s+library)\b\s*)*[\s:.!?–-]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK: Final = re.compile(r"https?://[^\s<>|]+")


@dataclass(frozen=True, slots=True)
class AddIntent:
    """A wish to add an article: by links, by a text, or without saying which."""

    links: tuple[str, ...] = ()
    text: str = ""


def add_intent(text: str) -> AddIntent | None:
    """What a message asks to be added; None when it asks for something else."""
    request = _REQUEST.match(text)
    if request is None:
        return None
    rest = text[request.end() :].strip()
    if links := links_in(text):
        return AddIntent(links)
    if len(rest) >= LONG or "\n" in rest:
        return AddIntent(text=rest)
    return AddIntent() if not rest else None


def links_in(text: str) -> tuple[str, ...]:
    """The links in a text, without the punctuation after them."""
    links = (match[0].rstrip(".,;:!?)]}’”\"'") for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(links))[:MOST]
