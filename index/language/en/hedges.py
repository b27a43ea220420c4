"""Words that say that something may be so."""

from __future__ import annotations

import re
from typing import Final

from index.language.word_lists import any_of, word_set

HEDGES: Final = word_set(
    """
    allegedly apparently appear appeared appears could likely may maybe might perhaps possible
    possibly presumably probably purportedly reportedly seem seemed seems supposedly suspected
    unlikely
    """
)
"""Words that weaken a statement, which keeps the first of them."""

_DOUBTED: Final = (HEDGES - {"may"}) | word_set(
    """
    alleged believed doubt doubted doubtful doubts expected if probable thought uncertain unclear
    unsure whether
    """
)
DOUBT: Final = re.compile(
    rf"""
    # A "may" that is no month.
    (?<!\bin\s)(?<!\bof\s)(?<!\bon\s)(?<!\bby\s)(?<!\blast\s)(?<!\bsince\s)\bmay\b(?!\s\d)
  | \b(?: {any_of(_DOUBTED)} | not\s(?:sure|clear) )\b
    """,
    re.VERBOSE,
)
"""A pattern of what makes a sentence less than certain, in a folded text."""
