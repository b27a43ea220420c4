"""Does one text deny what the other says, doubt it less, or give it as a reason?"""

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
