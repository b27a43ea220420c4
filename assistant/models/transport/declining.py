"""How a model says that it will not answer, rather than that nothing is said of something."""

from __future__ import annotations

import re
from typing import Final

from index.language.folding import straighten

_LONGEST: Final = 300  # characters of such a reply

_I: Final = r"(?:\b(?:I|we)\s?(?:'m|am|are)?\s|^\W*|\b(?:sorry|but|apologi\w+)\W{1,3})"
_NOT: Final = r"""(?:\w{2,12}\s)?(?:can't|cannot|can\snot|unable\sto|won't|will\snot|not\sable\sto
    |not\s(?:allowed|permitted|programmed|designed|authori[sz]ed)\sto|'d\srather\snot
    |(?:would\srather|prefer)\snot(?:\sto)?|(?:must|have\sto)\s(?:\w+\s)?decline)"""
_DO: Final = r"""(?:assist|comply|fulfil|help\b|discuss|engage|continue\swith|do\sthat|comment\b
    |talk\sabout|speak\s(?:about|on)|respond\b|participate|weigh\sin|take\ssides|decline
    |answer\s(?:that|this|such|your|the)\s(?:kind\sof\s)?(?:question|request)
    |(?:provide|offer|share|give|generate)\s(?:\w+\s){0,3}?(?:information|opinion|comment|guidance
      |assistance|views?|advice|response|answer|content)s?\b)"""
_DECLINED: Final = re.compile(
    rf"""
    {_I}{_NOT}\s(?:to\s)?{_DO}
  | \bI\s(?:must|have\sto)\s(?:\w+\s)?decline\b
  | \bas\san?\s(?:AI|artificial\sintelligence|(?:large\s)?language\smodel)\b[^.]{{0,80}}?
      \b(?:can't|cannot|can\snot|unable|not\sable|don't|do\snot|won't|will\snot|must)\b
  | \b(?:violat\w{{1,4}}|against|breach\w{{0,3}})\s(?:our|my)\b
  | \b(?:this|your)\s(?:request|prompt|topic|question)\s(?:\w+\s){{0,3}}?
      (?:violates?|goes\sagainst|breaches|is\snot\s(?:allowed|permitted)
        |cannot\sbe\s(?:completed|processed|fulfilled))\b
  | \b(?:beyond|outside)\s(?:of\s)?my\s(?:\w+\s)?(?:scope|capabilit)
  | \b(?:let's|let\sus|happy\sto)\s(?:talk|chat)\sabout\s(?:something|anything)\selse
  | \bplease\s(?:ask|try)\s(?:me\s)?(?:another|a\sdifferent|something\selse)
  | \b(?:don't|do\snot|not|wouldn't|would\snot)\s(?:\w+\s){{0,2}}?comfortable\s
      (?:discussing|answering|with|talking|commenting|providing|sharing)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WITHOUT_TEXT: Final = re.compile(
    r"\bI\s(?:can't|cannot|can\snot|am\sunable\sto|do\snot|don't)\s[^.]{0,24}?"
    r"\b(?:browse|access)\b[^.]{0,24}?\b(?:internet|web|articles?|links?|real-time)\b",
    re.IGNORECASE,
)
"""It believes that it was given nothing to read."""

# Chinese, German, French, Spanish.
_ABROAD: Final = re.compile(
    r"""
    (?:无法|不能|不便|不方便|不适合|拒绝)(?:就\w{0,12})?(?:回答|提供|协助|帮助|讨论|评论|满足|处理)
  | (?:没有|没)学[习会]\w{0,4}回答 | 换[个一]\w?(?:话题|问题) | 违反\w{0,12}(?:政策|规定|准则|法律)
  | \b(?:kann|darf|möchte|werde)\b[^.]{0,60}\bnicht\b[^.]{0,40}
      (?:helfen|antworte|behilflich|unterstütz|diskutier|äußern|kommentier|beantwort|Auskunft)
  | \bne\s(?:peux|puis|pourrai|suis|saurais|souhaite)\b[^.]{0,40}
      \b(?:aider|répondre|fournir|discuter|commenter|assister|traiter|parler)
  | \bno\s(?:puedo|podemos|podré|me\ses\sposible|estoy\sautorizad[oa])\b[^.]{0,40}
      \b(?:ayudar|responder|contestar|proporcionar|hablar|discutir|comentar|cumplir)
    """,
    re.IGNORECASE | re.VERBOSE,
)

_OF_TEXT: Final = re.compile(
    r"""
    \b(?:articles?|paragraphs?|passages?|texts?|excerpts?|contexts?|sources?|documents?|report
      |(?:provided|given|available|enough|sufficient)\sinformation
      |information\s(?:provided|given|available)|mention\w{0,3}|stated|specif\w{2,5}|based\son
      |Artikel\w?|Absatz|Absätzen?|Abschnitt\w{0,2}|Kontext|angegeben|erwähnt|Informationen
      |paragraphes?|textes?|contextes?|mentionn\w{1,3}|artículos?|párrafos?|textos?|contextos?
      |pasajes?|mencion\w{1,4})\b
  | 文章|段落|文本|文中|原文|上下文|所提供|提供的|提及|提到 | \[\w{0,2}\d | \bNOT\sSTATED\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""It speaks of what it was given to read, or cites it: it answers, or finds no answer there."""

_QUOTED: Final = re.compile(r'"[^"]*"?|(?<!\w)\'[^\']*\'(?!\w)')


def declines(text: str) -> bool:
    """Whether a reply says in words that the model will not answer, for whatever reason."""
    if len(text) > _LONGEST:
        return False
    plain = _QUOTED.sub("", straighten(text))
    if _WITHOUT_TEXT.search(plain):
        return True
    is_declined = _DECLINED.search(plain) or _ABROAD.search(plain)
    return is_declined is not None and _OF_TEXT.search(plain) is None
