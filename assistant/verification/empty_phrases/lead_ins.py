"""What of a model's words claims nothing: silence, announcements, and what only leads up to it."""

from __future__ import annotations

import re
from typing import Final

_SOURCE = r"(?:articles?|paragraphs?|passages?|text|source|story|report|piece|context|information)"

# "The article does not say when": these three in this order, in one clause.
_TEXT: Final = re.compile(
    rf"\b(?:the|these|this|those|any|provided|given|available)\s(?:[\w-]+\s){{0,2}}?{_SOURCE}\b",
    re.IGNORECASE,
)
_DOES_NOT: Final = re.compile(
    r"\b(?:do(?:es)?|did|has|have|is|are)\s?(?:not|n['’]t)\b", re.IGNORECASE
)
_SAY: Final = re.compile(
    r"""
    \b(?:say|state|mention|specif\w|provide|contain|include|give|answer|name|tell|reveal|explain
      |indicate|address|report|describe|discuss|identify|list|clear|disclose)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile("[.;:]")
_SILENT: Final = re.compile(
    rf"""
    \b(?:not|never|nowhere)\s(?:\w+\s){{0,2}}?(?:in|by)\sthe\s(?:[\w-]+\s)?{_SOURCE}\b
  | \bthere\sis\s(?:no|not\senough)\s(?:information|mention|answer|indication)\b
  | ^\W*+(?:not\s(?:mentioned|stated|specified|given)|unknown|no\sanswer|n/a)\W*$
  | \b(?:cannot|can['’]t|could\snot)\sbe\s(?:determined|answered)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GOES_ON: Final = re.compile(
    r"\b(?:but|however|although|though|while|yet|only|instead)\b|;", re.IGNORECASE
)


def is_silence(sentence: str) -> bool:
    """Whether the sentence says that the articles do not say, and nothing else."""
    silent = _SILENT.search(sentence) is not None
    silent = silent or any(map(_does_not_say, _CLAUSE_END.split(sentence)))
    # With a "but" it may claim something after all.
    return silent and not _GOES_ON.search(sentence)


def _does_not_say(clause: str) -> bool:
    """Whether an article, a "not" and a word of saying follow each other, the first of each."""
    text = _TEXT.search(clause)
    negated = text and _DOES_NOT.search(clause, text.end())
    return bool(negated and _SAY.search(clause, negated.end()))


def is_lead_in(sentence: str) -> bool:
    """Whether a sentence only announces what follows: "The reasons are as follows:"."""
    return sentence.rstrip().endswith(":")


_PIECE: Final = r"(?:passage|paragraph|article|text|context|document|report|story|piece)s?"
_PLACE: Final = rf"{_PIECE}\s?\d+(?:(?:,\s|\sand\s|,\sand\s)(?:{_PIECE}\s)?\d+)*"
_LEADS_UP = re.compile(
    rf"""
    (?: \(?\d{{1,2}}[.)]\s+ | [-*•]\s+
      | sure[!.,]\s+
      | (?:however|moreover|furthermore|additionally|overall|finally|also|nevertheless|nonetheless
          |in\saddition|in\ssummary|in\sconclusion|in\sshort|note)[,:]\s+
      | (?:according\sto|based\son|from|in)\s(?:the\s|this\s)?(?:given\s|provided\s)?
          (?:{_PLACE}|{_PIECE})(?:\sprovided)?,\s+
      | (?:the|this)\s{_PIECE}\s(?:also\s)?(?:says|states|notes|mentions|reports|explains)\sthat\s+
      | {_PLACE}\s(?:also\s|both\s)?(?:says?|states?|notes?|mentions?|reports?)\sthat\s+
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(rf"(?<!\s)\s*\((?:see\s|from\s|according\sto\s)?{_PLACE}\)", re.IGNORECASE)


def bare(claim: str) -> str:
    """The claim without numbering, connectives and mentions of the text itself: "2. However, ...".

    What claims something stays: "Therefore" gives a reason, "No" an answer.
    """
    plain = _ASIDE.sub("", claim).strip()
    # One may follow another: "2. However, ...". The last words stay, whatever they are.
    while (lead := _LEADS_UP.match(plain)) and lead.end() < len(plain):
        plain = plain[lead.end() :]
    return plain[:1].upper() + plain[1:] if plain != claim else claim
