"""What an article says that somebody is, right beside the name: "its director, Ann Lee, ..."."""

from __future__ import annotations

import re
from typing import Final

from index.language.en.grammar.function_words import DETERMINERS, PREPOSITIONS
from index.language.en.nouns import is_people_noun

_REACH: Final = 120
"""Characters before and after a name."""

_MOST_WORDS: Final = 14
_WORD: Final = re.compile(r"[\w’'&.-]+")
_CLAUSE: Final = re.compile(r"[.!?;:—–,]\s|\s-\s|[“”\"]")


def role_beside(text: str, start: int, end: int) -> str | None:
    """The role of whom a text names between two offsets; None where it gives none there."""
    role = role_before(text, start)
    after = text[end : end + _REACH]
    if role is not None or not after.startswith(", "):
        return role
    role = _CLAUSE.split(after[2:])[0].strip()
    return role if _is_role(role) and len(role) < _REACH - 2 else None


def role_before(text: str, at: int) -> str | None:
    """The role before a name and its comma: "its director" of "its director, Ann Lee"."""
    before = text[max(0, at - _REACH) : at]
    if not before.endswith(", "):
        return None
    # From the last mark before the comma on: "..., said its director, | Ann Lee".
    return _last_phrase(_CLAUSE.split(before[:-2])[-1])


def _last_phrase(text: str) -> str | None:
    """The longest end of a text that is a role: "its director" of "said its director"."""
    words = list(_WORD.finditer(text))[-_MOST_WORDS:]
    ends = (text[word.start() :].strip() for word in words)
    return next((end for end in ends if _is_role(end)), None)


def _is_role(phrase: str) -> bool:
    """Whether a phrase says what one person is: "the head teacher of Mill Road", "Bo Li's wife"."""
    words = _WORD.findall(phrase)
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    lower = [word.lower() for word in words]
    opens = lower[0] in DETERMINERS or words[0][0].isupper()
    owner = next((at for at, word in enumerate(lower) if word.endswith(("’s", "'s"))), None)
    if not opens or (lower[0] not in DETERMINERS and (owner is None or owner > 3)):
        return False
    cut = next((at for at, word in enumerate(lower) if at and word in PREPOSITIONS), len(words))
    head = lower[cut - 1]
    return cut > 1 and is_people_noun(head) and (not head.endswith("s") or head.endswith("ss"))
