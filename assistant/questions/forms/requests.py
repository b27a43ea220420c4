"""A question without what is said to be polite: "can you … for me, please?"."""

from __future__ import annotations

import re
from typing import Final

from index.language.folding import straighten

_BEFORE: Final = re.compile(
    r"(?:please|pls|plz|hi|hello|hey|ok|okay|so|and|well|now|just|also|quickly|briefly|kindly"
    r"|can you|could you|would you|will you|can i (?:get|have)|could i (?:get|have)"
    r"|i(?:'d| would) like|i(?: just)? (?:need|want)(?: to know)?|let me know|give me|give us"
    r"|show me|tell me|send me|get me|write me|write|make|make me|do|provide|help me)\b[ ,:!]*"
)
_FEW: Final = (
    r"(?:an?|one|two|three|a few|\d{1,2}) (?:few )?(?:sentences?|words?|lines?|points?|paragraphs?)"
)
_AFTER: Final = re.compile(
    r"[ ,](?:please|pls|plz|for me|for us|thanks|thank you|thx|in short|in brief|briefly|quickly"
    r"|again|here|then|so far|in a nutshell|one by one"
    rf"|in {_FEW}(?: each)?|{_FEW} (?:each|(?:per|for each|on each) (?:one|article|story|piece)))$"
)
_MOST: Final = 6
"""Such words in a row that are read."""


def plain_request(question: str) -> str:
    """The question in small letters, without its marks and without words of politeness."""
    text = straighten(question).lower().strip(" ?!.,:;")
    for _ in range(_MOST):
        before = _BEFORE.match(text)
        shorter = text[before.end() :] if before else text
        shorter = _AFTER.sub("", shorter).strip(" ?!.,:;")
        if shorter == text or not shorter:
            break
        text = shorter
    return text
