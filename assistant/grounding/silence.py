"""Sentences that claim nothing: the articles do not say, or what they say follows."""

from __future__ import annotations

import re

_SOURCE = r"(?:articles?|paragraphs?|passages?|text|source|story|report|piece|context|information)"
_SILENT = re.compile(
    rf"""
    \b(?:(?:the|these|this|those|any|provided|given|available)\s)+(?:[\w-]+\s){{0,2}}?{_SOURCE}\b
      [^.;:]*?\b(?:do(?:es)?|did|has|have|is|are)\s?(?:not|n['’]t)\b[^.;:]*?
      \b(?:say|state|mention|specif\w+|provide|contain|include|give|answer|name|tell|reveal|explain
        |indicate|address|report|describe|discuss|identify|list|clear|disclose)\w*
  | \b(?:not|never|nowhere)\s(?:\w+\s){{0,2}}?(?:in|by)\sthe\s(?:[\w-]+\s)?{_SOURCE}\b
  | \bthere\sis\s(?:no|not\senough)\s(?:information|mention|answer|indication)\b
  | ^\W*(?:not\s(?:mentioned|stated|specified|given)|unknown|no\sanswer|n/a)\W*$
  | \b(?:cannot|can['’]t|could\snot)\sbe\s(?:determined|answered)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:but|however|although|though|while|yet|only|instead)\b|;", re.IGNORECASE
)


def is_silence(sentence: str) -> bool:
    """Whether the sentence says that the articles do not say, and nothing else."""
    return _SILENT.search(sentence) is not None and not _GOES_ON.search(sentence)


def is_lead_in(sentence: str) -> bool:
    """Whether it only announces what follows: "The reasons are as follows:"."""
    return sentence.rstrip().endswith(":")
