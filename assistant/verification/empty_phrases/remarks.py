"""Sentences about the reply itself: what follows, what it rests on, what else is on offer."""

from __future__ import annotations

import re
from typing import Final

from index.language.folding import straighten

_REMARK: Final = re.compile(
    r"""(?xi)
    ^\W{0,3}(?:
        (?:please\s)?(?:let\sme\sknow|feel\sfree\sto)\b
      | (?:I\s)?hope\s(?:this|that|it)\s(?:helps|answers|is\shelpful)\b
      | if\syou\s(?:have|need|want|would\slike|'d\slike)\s(?:any\s|to\s|me\sto\s|more\s|further\s)
          (?:\w+\s){0,3}?(?:questions?|details?|information|help|assistance|know|elaborate|summar\w+)\b
      | (?:would\syou\slike|do\syou\s(?:want|need))\s(?:me\b|more\b|to\sknow\b|any\b|further\b)
      | is\sthere\sanything\selse\b
      | (?:I'm\s|I\sam\s|I'd\sbe\s)?happy\sto\s(?:help|elaborate|provide|answer|assist|clarify)\b
      | (?:sure|certainly|of\scourse|great\squestion)\W*$
      | (?:this|the|my)\s(?:answer|response|reply|summary|information)\s(?:above\s)?
          (?:is|was|has\sbeen|comes)\s(?:(?:solely|only|entirely|strictly|directly)\s)?
          (?:based|drawn|taken|derived|from)\b
      | (?:all\s|the\s)?(?:citations?|numbers\sin\sbrackets)\s(?:refers?|point|correspond)\b
      | based\s(?:\w+\s)?on\s(?:the|these)\s(?:\w+\s){0,2}(?:article|paragraph|passage|text)s?
          (?:\s\w+)?\W*$
      | I\s(?:have\s)?(?:used|relied|based)\b[^.]{0,40}\b(?:paragraphs?|article|passages?|text)\b
    )"""
)


def is_lead_in(sentence: str) -> bool:
    """Whether a sentence is about the reply itself: "The reasons are as follows:", "Why?"."""
    plain = straighten(sentence).rstrip(" *_")
    return plain.endswith(":") or _asks(plain) or _REMARK.match(plain) is not None


def _asks(sentence: str) -> bool:
    """Whether a sentence asks, and nobody in it does: such a one claims nothing."""
    return sentence.endswith("?") and '"' not in sentence
