"""The words that a cue governs: what is denied after "not", what is doubted after "may"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.grounding.support import ordered_terms
from index.text import fold

_CLAUSE_END = re.compile(r"[;:.!?,]\s|\b(?:but|although|though|while|whereas|however)\b|$")


@lru_cache(maxsize=4_096)
def governed(text: str, cue: re.Pattern[str], reach: int) -> frozenset[str]:
    """The first `reach` content words after each cue in its clause; before it, if none follows.

    The cue is matched against the folded text.
    """
    folded = fold(text)
    found: set[str] = set()
    for match in cue.finditer(folded):
        end = _CLAUSE_END.search(folded, match.end())
        after = ordered_terms(folded[match.end() : end.start() if end else None])
        found.update(after[:reach] or ordered_terms(folded[: match.start()])[-reach:])
    return frozenset(found)


def beyond(text: str, cue: re.Pattern[str], reach: int) -> frozenset[str]:
    """The text's content words that stand in no cue's reach, or elsewhere too."""
    counts: dict[str, int] = {}
    for term in ordered_terms(text):
        counts[term] = counts.get(term, 0) + 1
    return frozenset(
        term
        for term, count in counts.items()
        if count > 1 or term not in governed(text, cue, reach)
    )
