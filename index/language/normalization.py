"""Unicode's normal forms, in a time that grows with the text's length alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST_MARKS: Final = 30
"""Combining marks in a row that are kept, as in Unicode's Stream-Safe Text Format (UAX #15)."""

# Runs in which there can be so many marks: none is a letter, a digit or before U+0300, but for the
# halfwidth voicing marks, which are letters until they are normalised.
_RUN: Final = re.compile(rf"(?:[^\w\s\x00-\u02ff]|[\uff9e\uff9f]){{{MOST_MARKS + 1},}}")


def normalize(form: Form, text: str) -> str:
    """The text in this form, without the marks beyond 30 on one character.

    `unicodedata.normalize` sorts the marks of each character, in a time that grows with the square
    of their number and in which no other thread runs: 40,000 of them take over a second.
    """
    if text.isascii():
        return text
    return unicodedata.normalize(form, _RUN.sub(_shortened, text))


def _shortened(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if _is_mark(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


@lru_cache(maxsize=1_024)
def _is_mark(character: str) -> bool:
    """Whether it is sorted among those that follow a character, once it is decomposed."""
    return unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) > 0
