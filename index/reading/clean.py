"""Text as we keep it: to the letter, but for what no reader sees."""

from __future__ import annotations

import re
import unicodedata

# Control and format characters: no reader sees them, and they hide text from a search or
# smuggle text past a reader. Line breaks and tabs are whitespace, handled apart; the Arabic
# number signs are format characters too, but visible. Lone surrogates cannot be stored.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# A zero-width (non-)joiner shapes Arabic, Indic and South-East Asian letters, and joins emoji;
# after anything else it shapes nothing.
_IDLE_JOINER = re.compile(
    "(?<![\u0600-\u0dff\u1000-\u109f\u1780-\u18af\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])"
    "[\u200c\u200d]"
)


def clean(text: str) -> str:
    """NFC, without control and zero-width characters, each run of whitespace one space."""
    text = _IDLE_JOINER.sub("", _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", text).split())
