"""Datelines: where a report was written, before its first sentence. They are no speakers."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 100
"""Characters of a paragraph in which a dateline ends."""

_MORE = r"(?:,\s[\w.]{1,20}(?:\s[\w.]{1,20}){0,2}){0,2}"  # ", Ukraine", ", May 5"
_AGENCY = r"\s?\([A-Z][\w ./&-]{1,30}\)"
_SHOUTED = r"[A-Z][A-Z.’'/-]+(?:\s[A-Z][A-Z.’'/-]*){0,4}"
# In small letters a place is told from a speaker by its agency alone: "Paris (AP) —", but
# "Ann Lee — an engineer — said". After the dash a sentence has to begin.
_PLAIN = r"[A-Z][\w.’'/-]+(?:\s[A-Z][\w.’'/-]*){0,3}"
_DATELINE = re.compile(
    rf"(?:{_SHOUTED}{_MORE}(?:{_AGENCY})?|{_PLAIN}{_MORE}{_AGENCY})\s?(?:--?|[—–―])\s?(?=[“\"‘'A-Z])"
)


def dateline_end(text: str) -> int:
    """Where a paragraph's text begins after "PARIS (AP) — "; 0 when it has no dateline."""
    dateline = _DATELINE.match(text[:_LONGEST])
    return dateline.end() if dateline else 0
