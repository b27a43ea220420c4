"""The forms in which texts are compared: straightened, folded, without accents."""

from __future__ import annotations

import re

from index.language.normalization import normalize

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛´`′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),  # soft hyphen, zero widths
    }
)
_ACCENT = re.compile(r"[\u0300-\u036f]")


def straighten(text: str) -> str:
    """The text with plain quotes and dashes and single spaces, otherwise to the letter."""
    return " ".join(normalize("NFKC", text.translate(_TYPOGRAPHY)).split())


def fold(text: str) -> str:
    """The form in which text is compared: as straightened, without case."""
    return straighten(text).casefold()


def without_accents(word: str) -> str:
    """The word without accents: "Diaz" for "Díaz", as many will ask for him."""
    if word.isascii():
        return word
    return normalize("NFC", _ACCENT.sub("", normalize("NFD", word)))
