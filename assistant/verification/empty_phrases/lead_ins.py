"""What only leads up to a claim: mentions of what the model was given, connectives, numbering."""

from __future__ import annotations

import re
from typing import Final

_PIECE: Final = r"(?:passage|paragraph|article|text|context|document|report|story|piece)s?"
_PLACE: Final = rf"{_PIECE}\s?\d+(?:(?:,\s|\sand\s|,\sand\s)(?:{_PIECE}\s)?\d+)*"
_LEADS_UP = re.compile(
    rf"""
    (?: \(?\d{{1,2}}[.)]\s+ | [-*•+]\s+
      | sure[!.,]\s+
      | (?:however|moreover|furthermore|additionally|overall|finally|also|nevertheless|nonetheless
          |in\saddition|in\ssummary|in\sconclusion|in\sshort|note)[,:]\s+
      | (?:(?:first|second|third|fourth|fifth|sixth|last)(?:ly)?|first(?:ly)?\sof\sall),\s+
      | (?:according\sto|based\son|from|in)\s(?:the\s|this\s)?(?:given\s|provided\s)?
          (?:{_PLACE}|{_PIECE})(?:\sprovided)?,\s+
      | (?:the|this)\s{_PIECE}\s(?:also\s)?(?:says|states|notes|mentions|reports|explains)\sthat\s+
      | {_PLACE}\s(?:also\s|both\s)?(?:says?|states?|notes?|mentions?|reports?)\sthat\s+
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ASIDE = re.compile(
    rf"(?<!\s)\s*\((?:see\s|from\s|according\sto\s)?(?:{_PLACE}|(?:step|source)\s?\d+)\)",
    re.IGNORECASE,
)


def bare(claim: str) -> str:
    """The claim without numbering, connectives and mentions of the text itself: "2. However, ...".

    What claims something stays: "Therefore" gives a reason, "No" an answer.
    """
    plain = _ASIDE.sub("", claim).strip()
    # One may follow another: "2. However, ...". The last words stay, whatever they are.
    while (lead := _LEADS_UP.match(plain)) and lead.end() < len(plain):
        plain = plain[lead.end() :]
    return plain[:1].upper() + plain[1:] if plain != claim else claim


_GIVEN: Final = (
    r"(?:(?:provided|given|supplied|available|above|following|numbered|cited|news|same)\s)"
)
_ADDED: Final = (
    r"(?:\s(?:that\s)?(?:(?:was|were|is|are|you(?:'ve)?|I\swas)\s)?"
    r"(?:provided|given|supplied|above|here))"
)
_ARTICLE: Final = rf"""(?:
    (?:the|this|these|your|all|both)\s{_GIVEN}{{0,2}}(?:article|passage|paragraph|text|excerpt|context)s?
      {_ADDED}?
  | (?:(?:the|this|these|your)\s)?{_GIVEN}
      (?:sources?|information|documents?|material|details|content|reports?|stor(?:y|ies)|\w+\sarticles?)
  | (?:the|this|these|your)\s(?:sources?|information|documents?|material|details)
      (?:{_ADDED}|\s(?:contained\s)?in\sthe\s(?:article|text|passage|paragraph)s?)
)\b"""
"""What a model was given, and a reader was not; a newspaper's article has a name."""

_SAYS: Final = (
    r"(?:says?|states?|notes?|mentions?|reports?|explains?|indicates?|adds?|shows?|describes?"
    r"|suggests?|makes\s(?:it\s)?clear)"
)
_ANNOUNCES: Final = re.compile(
    rf"""(?xi)
    (?: (?:sure|certainly|of\scourse|okay|ok|great\squestion|absolutely)!\s+ | sure[.,]\s+
      | (?:so,\s)?(?:as\s(?:stated|mentioned|reported|noted|described|explained)\s(?:in|by)
          |based\s(?:solely\s|only\s|strictly\s)?(?:up)?on|according\sto|judging\s(?:by|from)|going\sby
          |drawing\son|as\sper|per|given|from|in)\s
          (?:the\sinformation\sin\s)?{_ARTICLE}(?:\salone)?[,:]\s+
          (?:(?:it|one\scan|we\scan)\s
            (?:appears|seems|is\s(?:stated|clear|reported|said)|see|say)\sthat\s+)?
      | it\s(?:is|can\sbe)\s(?:stated|mentioned|reported|noted|said|seen|inferred|clear)\s
          (?:in|from|by)\s{_ARTICLE}\sthat\s+
      | {_ARTICLE}\s(?:(?:also|further|clearly|does|do|only|both|all)\s){{0,2}}{_SAYS}\s
          (?:(?:only\s|also\s)?that\s+|the\sfollowing:\s+)
      | (?:what|all)\s(?:it|{_ARTICLE})\s(?:does\s)?{_SAYS}\s
          (?:about\s(?:it|this|that)\s)?is\sthat\s+
      | (?:here(?:\sis|'s|’s|\sare))\s(?:the|my|an|your|a)\s[^:.!?\n]{{1,60}}:\s+
      | (?:the|my)\s(?:(?:short|simple|direct|final|brief)\s)?answer\s
          (?:to\s(?:your|the|this)\squestion\s)?is\s?(?:that|:)\s+
      | (?:to\sanswer\s(?:your|the|this)\squestion
          |in\s(?:answer|response|reply)\sto\s(?:your|the)\squestion|to\s(?:summari[sz]e|sum\s(?:it\s)?up)|in\s(?:summary|conclusion|short|brief|sum|a\snutshell)
          |(?:simply\sput|put\ssimply))[,:]\s+
      | I\s(?:(?:can\s)?(?:see|find)|found|understand|learned|learnt)\s
          (?:(?:in|from)\s{_ARTICLE}\s)?that\s+
      | (?:please\s)?note\sthat\s+ | it\s(?:is|should\sbe)\s
          (?:worth\snoting|important\sto\snote|noted)\sthat\s+
    )"""
)
_ASIDES: Final = re.compile(
    rf"""(?xi)
    ,\s(?:according\sto|as\s(?:stated|mentioned|reported|noted|described)\s(?:in|by)|as\sper)\s{_ARTICLE}
      (?:,(?=\s)|(?=[.!?]|$))
  | ,\s{_ARTICLE}\s{_SAYS}(?=[.!?]|$)
    """
)


def without_lead_in(sentence: str) -> str:
    """The sentence as a reader should see it: "Based on the paragraphs provided, ..." goes.

    Whom the articles name as a source stays, as do words that join a sentence to the one before.
    """
    plain = _ASIDES.sub("", sentence)
    while (lead := _ANNOUNCES.match(plain)) and lead.end() < len(plain):
        plain = plain[lead.end() :]
    return plain[:1].upper() + plain[1:] if plain != sentence else sentence
