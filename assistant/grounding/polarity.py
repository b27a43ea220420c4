"""Does one text deny what the other says, doubt it less, give it as a reason, or as still so?"""

from __future__ import annotations

import re
from typing import Final

from assistant.attribution.words import HEDGES, word_set
from index.text import fold

_NEGATIVE: Final = word_set(
    """
    not no never neither nor none nobody nothing nowhere without cannot unable unanswered unsure
    uncertain unclear unknown unlikely refuse refused refuses refusing deny denied denies denying
    decline declined declines reject rejected rejects fail failed fails lack lacks lacked
    """
)
_MORE_HEDGES: Final = word_set(
    "if whether alleged claimed expected believed unclear unsure uncertain"
)
_RULED_OUT = re.compile(r"\brul(?:ed?|es|ing) out\b")
_CAUSE = re.compile(
    r"\b(?:because|since|so that|due to|caus\w+|thanks to|owing to|as a result|therefore|hence"
    r"|reasons?|led to|leads to|in order to|prevent\w*|under pressure)\b"
)
_PAST = re.compile(r"\b(?:was|were|had been|used to|former|formerly|once|until|ex-\w+)\b")
_PRESENT = re.compile(r"\b(?:is|are|has been|have been|currently|now|still)\b")
_WORD = re.compile(r"\w+(?:'\w+)?")


def is_negative(text: str) -> bool:
    """Whether it has a "not" in any form."""
    words = _WORD.findall(fold(text))
    return (
        any(word in _NEGATIVE or word.endswith("n't") for word in words)
        or _RULED_OUT.search(fold(text)) is not None
    )


def is_hedged(text: str) -> bool:
    """Whether a word in it leaves doubt: "probably", "may", "unsure"."""
    words = set(_WORD.findall(fold(text)))
    return not words.isdisjoint(HEDGES | _MORE_HEDGES)


def is_causal(text: str) -> bool:
    """Whether it gives one thing as the reason of another."""
    return _CAUSE.search(fold(text)) is not None


def is_no_longer(claim: str, evidence: str) -> bool:
    """Whether the claim says that something is so, and the evidence only that it was."""
    claimed, told = fold(claim), fold(evidence)
    return (
        _PRESENT.search(claimed) is not None
        and _PAST.search(claimed) is None
        and _PAST.search(told) is not None
    )
