"""The words that a cue governs: what is denied after "not", what is doubted after "may"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.verification.support.lexical_support import ordered_terms
from assistant.verification.text_view import TextView
from index.language.en.cues import CLAUSE_END

_WIDEST: Final = 400  # characters that a cue reaches: its few content words stand in fewer


@lru_cache(maxsize=4_096)
def scopes(folded: str, cue: re.Pattern[str], reach: int) -> tuple[frozenset[str], ...]:
    """For each cue the first `reach` content words after it in its clause; if none, before it.

    The text is folded, as the cue's pattern is.
    """
    governed_terms = []
    for match in cue.finditer(folded):
        last = match.end() + _WIDEST
        end = CLAUSE_END.search(folded, match.end(), last)
        after = ordered_terms(folded[match.end() : end.start() if end else last])
        before = folded[max(match.start() - _WIDEST, 0) : match.start()]
        governed_terms.append(frozenset(after[:reach] or ordered_terms(before)[-reach:]))
    return tuple(governed_terms)


def governed(view: TextView, cue: re.Pattern[str], reach: int) -> frozenset[str]:
    """The content words that a text's cues govern."""
    return frozenset[str]().union(*scopes(view.folded, cue, reach))


def only_governed(view: TextView, cue: re.Pattern[str], reach: int) -> frozenset[str]:
    """The content words that a cue governs and that the text has nowhere else."""
    counts = view.term_counts
    return frozenset(term for term in governed(view, cue, reach) if counts[term] < 2)


def count(view: TextView, cue: re.Pattern[str]) -> int:
    """How many of these cues a text has."""
    return len(cue.findall(view.folded))


_RETOLD: Final = 0.9
"""Share of the evidence's words from which on a claim retells it."""


def retells(claim: TextView, evidence: TextView) -> bool:
    """Whether a claim keeps almost all of the evidence's words, so that a missing cue counts."""
    own = evidence.term_counts.keys()
    return len(own & claim.term_counts.keys()) >= _RETOLD * len(own)
