"""A question without what only makes it polite: "can you tell me", "pls", "thanks"."""

from __future__ import annotations

import re
from typing import Final

from index.language.word_lists import word_set

LONGEST: Final = 2_000
"""Characters of a question that are looked at."""

_MOST: Final = 6
"""Polite words in front, one after the other."""

_IN_FRONT: Final = re.compile(
    r"""
    (?: and | but | so | ok | okay | well | now | please | pls | plz | hey | hi | hello
      | (?:can|could|would|will)\ (?:you|u) | i\ (?:want|need|would\ like)\ to\ (?:know|see|hear)
      | i['’]?d\ like\ to\ (?:know|see|hear) | do\ (?:you|u)\ know | (?:let|help)\ me\ (?:know|see)
      | (?:list|show|give|find|get|name)(?:\ me)?(?:\ out)?
      | tell\ me(?=\ (?:if|whether|who|how|where)\b)
      | tell\ me\ about | summari[sz]e(?=\ what\b) | quickly | kindly | just
      )\b(?!['’])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND: Final = tuple(f" {each}" for each in word_set("please pls plz thanks thx exactly again"))
_MARKS: Final = " ,.?!"


def bare(question: str) -> str:
    """The question with single spaces, without what only makes it polite, and its last marks."""
    asked = " ".join(question[:LONGEST].split()).lstrip("\"'“”‘’([.,;:!?-–— ")
    for _ in range(_MOST):
        polite = _IN_FRONT.match(asked)
        if polite is None or not asked[polite.end() :].strip(_MARKS):
            break
        asked = asked[polite.end() :].lstrip(_MARKS)
    ended = asked.rstrip(_MARKS)
    behind = next((each for each in _BEHIND if ended.lower().endswith(each)), None)
    return ended[: -len(behind)].rstrip(_MARKS) if behind else ended
