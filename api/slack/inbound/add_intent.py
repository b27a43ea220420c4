"""Whether a message wants an article to be added, and which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 5
"""Links of one message that are read."""

LONG: Final = 200
"""Characters from which on a message is taken for an article."""

_WANTED: Final = re.compile(
    r"""\W*(?:(?:please|can\s+you|could\s+you|now)\s+)*(?:add|ingest|read)\b\s*
    (?:(?:this|these|that|it|them|the|following|article|articles|link|links|page|text|too|here
      |please|to\s+(?:the|your)\s+library)\b\s*)*[\s:.!?–-]*""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK: Final = re.compile(r"https?://[^\s<>|]+")


@dataclass(frozen=True, slots=True)
class AddIntent:
    """What is to be added: links, else a text, else nothing that could be found."""

    links: tuple[str, ...] = ()
    text: str = ""


def add_intent(text: str) -> AddIntent | None:
    """What a message wants to be added; None when it wants something else."""
    asking = _WANTED.match(text)
    if asking is None:
        return None
    rest = text[asking.end() :].strip()
    if links := links_in(text):
        return AddIntent(links)
    if len(rest) >= LONG or "\n" in rest:
        return AddIntent(text=rest)
    return AddIntent() if not rest else None


def links_in(text: str) -> tuple[str, ...]:
    """The links in a text, without the punctuation after them."""
    found = (match[0].rstrip(".,;:!?)]}’”\"'") for match in _LINK.finditer(text))
    return tuple(dict.fromkeys(found))[:MOST]
