"""The words next to what a draft has and the article has otherwise, which tell one place."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.verification.support.lexical_support import ordered_terms

_ROUND: Final = 60
"""Characters around a number or name in which its neighbours stand."""

_PART: Final = re.compile(r"[,;:()—]\s|\s[–-]\s")


class Other(NamedTuple):
    """The draft's words and the article's, where they differ."""

    own: str
    theirs: str


def neighbours(written: str, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words before a word of a text, and those after it, up to a comma."""
    at = re.search(rf"(?<!\w){re.escape(written)}(?!\w)", text)
    if at is None:
        return (), ()
    # Cut words at the edges do not matter: what is next to it is looked at.
    before, after = text[max(at.start() - _ROUND, 0) : at.start()], text[at.end() :][:_ROUND]
    return ordered_terms(_PART.split(before)[-1]), ordered_terms(_PART.split(after)[0])
