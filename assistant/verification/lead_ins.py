"""What a sentence says, without what only leads up to it or names where it is from."""

from __future__ import annotations

import re
from typing import Final

_SOURCE: Final = r"(?:passage|paragraph|article|text|context|document|report|story|piece)s?"
_PLACE: Final = rf"{_SOURCE}\s?\d+(?:(?:,\s|\sand\s|,\sand\s)(?:{_SOURCE}\s)?\d+)*"
_LEADS_UP = re.compile(
    rf"""
    (?: \(?\d{{1,2}}[.)]\s+ | [-*•]\s+
      | sure[!.,]\s+
      | (?:however|moreover|furthermore|additionally|overall|finally|also|nevertheless|nonetheless
          |in\saddition|in\ssummary|in\sconclusion|in\sshort|note)[,:]\s+
      | (?:according\sto|based\son|from|in)\s(?:the\s|this\s)?(?:given\s|provided\s)?
          (?:{_PLACE}|{_SOURCE})(?:\sprovided)?,\s+
      | (?:the|this)\s{_SOURCE}\s(?:also\s)?(?:says|states|notes|mentions|reports|explains)\sthat\s+
      | {_PLACE}\s(?:also\s|both\s)?(?:says?|states?|notes?|mentions?|reports?)\sthat\s+
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(rf"(?<!\s)\s*\((?:see\s|from\s|according\sto\s)?{_PLACE}\)", re.IGNORECASE)


def bare(claim: str) -> str:
    """Without numbering, connectives and mentions of the text itself: "2. However, ...".

    What claims something stays: "Therefore" gives a reason, "No" an answer.
    """
    plain = _ASIDE.sub("", claim).strip()
    while (lead := _LEADS_UP.match(plain)) and lead.end() < len(plain):
        plain = plain[lead.end() :]
    return plain[:1].upper() + plain[1:] if plain != claim else claim
