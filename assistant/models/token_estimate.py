"""How many tokens a text may take in a model whose tokenizer is not known."""

from __future__ import annotations

from math import ceil
from typing import Final

from index.language.token_counts import count_tokens

_UNKNOWN_TOKENIZER: Final = 1.35
"""By how much other tokenizers exceed o200k_base on Latin text."""


def estimated_tokens(text: str) -> int:
    """Tokens of the text in a tokenizer that is not known; hardly ever too few.

    Byte-level tokenizers never take more tokens than bytes, so a character beyond ASCII counts
    as its bytes.
    """
    ascii_only = text.encode("ascii", "ignore").decode()
    beyond = len(text.encode("utf-8", "replace")) - len(ascii_only)
    return ceil(count_tokens(ascii_only) * _UNKNOWN_TOKENIZER) + beyond
