"""How many tokens a text may take in a model whose tokenizer is not known."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import Final

from index.language.tokens.token_counts import count_tokens

_UNKNOWN_TOKENIZER: Final = 1.35
"""By how much other tokenizers exceed o200k_base on Latin text."""

_KEPT_LENGTH: Final = 4_000
"""Characters of a text up to which its tokens are kept in memory."""


def estimated_tokens(text: str) -> int:
    """Tokens of the text in a tokenizer that is not known; hardly ever too few.

    Byte-level tokenizers never take more tokens than bytes, so a character beyond ASCII counts
    as its bytes.
    """
    # The same paragraphs are counted again and again; whole prompts would fill memory.
    return _kept(text) if len(text) <= _KEPT_LENGTH else _estimated(text)


def _estimated(text: str) -> int:
    ascii_only = text.encode("ascii", "ignore").decode()
    beyond = len(text.encode("utf-8", "replace")) - len(ascii_only)
    return ceil(count_tokens(ascii_only) * _UNKNOWN_TOKENIZER) + beyond


_kept = lru_cache(maxsize=4_096)(_estimated)
