"""Character references of HTML in a reply: what they stand for is text, as all else in it."""

from __future__ import annotations

import html
import re
from typing import Final

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BEGUN: Final = re.compile(r"&[#A-Za-z0-9]{0,32}\Z")
_LONGEST: Final = 33  # characters of one that has no end yet


class EntityReader:
    """Reads "&rsquo;" and "&#91;" as the characters that they stand for, each once."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> str:
        """The text with its characters; what may be the beginning of a reference waits."""
        text = self._held + text
        begun = _BEGUN.search(text, max(0, len(text) - _LONGEST))
        cut = begun.start() if begun else len(text)
        self._held = text[cut:]
        return _ENTITY.sub(_character, text[:cut])

    def finish(self) -> str:
        """What waited, which has become no reference."""
        held, self._held = self._held, ""
        return held


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])
