"""Text as we keep and show it: to the letter, but for what no reader sees."""

from __future__ import annotations

import re
from typing import Final

from index.language.normalization import normalize

# Control and format characters: no reader sees them, and they steer a terminal, turn text round,
# hide it from a search or smuggle it past a reader. The Arabic number signs are format characters
# too, but visible. Lone surrogates cannot be stored.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
# A zero-width (non-)joiner shapes Arabic, Indic and South-East Asian letters, and joins emoji;
# after anything else it shapes nothing.
_IDLE_JOINER: Final = re.compile(
    "(?<![\u0600-\u0dff\u1000-\u109f\u1780-\u18af\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])"
    "[\u200c\u200d]"
)
# A variation selector chooses a form of the sign before it; after a letter, or another one, none.
_IDLE_SELECTOR: Final = re.compile(
    "(?<![^\\sA-Za-z\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef])"
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
_LINE_BREAK: Final = re.compile("\r\n|[\x0b-\x0d\x1c-\x1f\x85\u2028\u2029]")


def visible(text: str) -> str:
    """The text without control, bidirectional and zero-width characters; line breaks stay."""
    for unseen in (_INVISIBLE, _IDLE_SELECTOR, _IDLE_JOINER):
        text = unseen.sub("", text)
    return _LINE_BREAK.sub("\n", text)


def clean(text: str) -> str:
    """The text in NFC, only what is visible, each run of whitespace one space."""
    return " ".join(normalize("NFC", visible(text)).split())
