"""The words that a cue governs: what is denied after "not", what is doubted after "may"."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from assistant.verification.lexical_support import ordered_terms
from index.language.folding import fold

_CLAUSE_END = re.compile(
    r"[;:.!?,][\"')\]]*\s"
    r"|\b(?:but|although|though|while|whereas|however|because|who|which|when|where)\b|$"
)


_WIDEST: Final = 400  # characters that a cue reaches: its few content words stand in fewer


@lru_cache(maxsize=4_096)
def scopes(text: str, cue: re.Pattern[str], reach: int) -> tuple[frozenset[str], ...]:
    """For each cue the first `reach` content words after it in its clause; if none, before it.

    The cue is matched against the folded text.
    """
    folded = fold(text)
    found = []
    for match in cue.finditer(folded):
        last = match.end() + _WIDEST
        end = _CLAUSE_END.search(folded, match.end(), last)
        after = ordered_terms(folded[match.end() : end.start() if end else last])
        before = folded[max(match.start() - _WIDEST, 0) : match.start()]
        found.append(frozenset(after[:reach] or ordered_terms(before)[-reach:]))
    return tuple(found)


def governed(text: str, cue: re.Pattern[str], reach: int) -> frozenset[str]:
    """All that its cues govern."""
    return frozenset[str]().union(*scopes(text, cue, reach))


def only_governed(text: str, cue: re.Pattern[str], reach: int) -> frozenset[str]:
    """What a cue governs and the text says nowhere else."""
    counts = Counter(ordered_terms(text))
    return frozenset(term for term in governed(text, cue, reach) if counts[term] < 2)
