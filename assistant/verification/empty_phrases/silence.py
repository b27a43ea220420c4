"""Sentences of a model that say that the articles do not say, in fluent words too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.folding import straighten
from index.language.word_lists import any_of

_MEANT: Final = r"""
    (?:the|this|that|these|those|either|neither|any|each|both|no|all|its?|provided|given|available)\s
    (?:(?:of\s(?:the|these|those)|two|three|few|whole|entire|full|present|provided|given|available
        |supplied|cited|numbered|relevant|retrieved|above|following|same|single|news|short)\s){0,3}
"""
_WHOLE: Final = (
    r"(?!')(?!\sof\s(?!(?:the|this)\s(?:article|news|story)))(?!\sin\s(?:the\s)?(?-i:[A-Z]))"
)
"""No part of something else: "the text of the treaty"."""

_TEXT: Final = rf"{_MEANT}(?:article|paragraph|passage|text|excerpt|snippet|context)s?\b{_WHOLE}"
"""What a model calls what it was given, and an article hardly anything else."""

_WRITING: Final = rf"""{_MEANT}
    (?:piece|stor(?:y|ies)|report(?:s|ing)?|author|writer|sources?|documents?|information)\b"""
"""What may be in the news itself, too: "The report does not say who fired"."""

_DOES_NOT: Final = r"(?:do(?:es)?|did|is|are|has|have|can|could)(?:\snot|n't)"
_SAY: Final = r"""
    (?:say|stat|mention|specif|provid|contain|includ|giv|answer|nam|tell|reveal|explain|indicat
      |address|report|describ|discuss|identif|list|clear|disclos|suggest|compar|cover|quot|cit|offer
      |show|detail|not(?:e|ing)\b|refer|(?:gets?|go(?:es)?)\s(?:into|so|beyond)|touch|elaborat|attribut|confirm|spell|speak
      |deal|set|put|present|suppl|br(?:eak|oken)\sdown|enough|support)\w{0,4}\b
"""
_GIVES: Final = r"""
    (?:giv|offer|provid|contain|includ|mention|nam|report|list|cit|quot|identif|specif|describ
      |record|carr|suppl|stat|mak|speak|present|discuss|suggest|show|indicat|reveal|disclos|detail
      |ha(?:s|ve)\b|set)\w{0,3}
"""
_NOTHING: Final = r"(?:no(?!\slonger)|nothing|neither|none|nobody|little|not\sa(?:ny)?)\b"
_SAID: Final = r"""
    (?:giv|stat|nam|mention|report|describ|specif|quot|explain|discuss|identif|disclos|detail
      |address|sa|made\sclea|spel\w+\sou)(?:en|ed|ied|id|r|t)\b
"""
_FOUND: Final = (
    r"(?:provid|includ|list|reveal|indicat|cover|record|answer|set\sou|suppl|offer|support|found)"
    r"\w{0,3}"
)
_CANNOT: Final = r"""
    (?:can't|cannot|can\snot|could\snot|couldn't|(?:am|was)\s(?:not\sable|unable)|see\sno
      |f(?:ind|ound)\sno)
"""
_ASKED: Final = (
    r"(?:detail|figure|reason|information|date|name|number|amount|age|price|cost|response|reply|answer"
    r"|explanation|identity|motive|question|point)s?"
)
_ADVERBS: Final = (
    r"(?:(?:\w{2,12}ly|also|ever|itself|even|being|been|be|anywhere|further|in\sfact)\s){0,2}"
)
_WORDS: Final = r"(?:[\w'%$,-]+\s)"
_NEAR: Final = r"[^.;:]{0,60}?\b"
_WITHIN: Final = r"(?:in|by|from|of|throughout|on\sthe\sbasis\sof|based\son)\s"
_ELSEWHERE: Final = r"(?!\s(?:by|to|in|on|at|with|because|until|from|as|among|under)\b)"
"""Does not go on about where it is not said: "is not named in the suit"."""

_ASIDE: Final = re.compile(r",\snot\s[^,.;:]{1,60},")
_REGRET: Final = re.compile(r"^\W{0,3}(?:I'm\s|I\sam\s)?(?:sorry|unfortunately),\s(?:but\s)?", re.I)
_QUOTED: Final = re.compile(r'"[^"]*(?:"|$)')
_REPORTED: Final = re.compile(
    r"(?<!never\s)(?<!not\s)\b(?:sa(?:id|ys)|argue[ds]|claim(?:s|ed)|insist(?:s|ed)|maintain(?:s|ed)|add(?:s|ed)|told|warn(?:s|ed)"
    r"|stress(?:es|ed)|testifie[ds]|complain(?:s|ed)|note[ds])\s(?:\w+\s){0,2}?that\b.*",
    re.DOTALL,
)
"""What somebody else says."""
_SIGN: Final = re.compile(r"\bNOT[ _-]STATED\b|^\W{0,4}+not[ _-]stated\b\W*(?:$|[:.])")
"""What the prompt asks for where the articles do not say."""
_QUOTED_SIGN: Final = re.compile(r"[\"'`.\s]*+not[ _-]stated[\"'`.\s]*", re.IGNORECASE)


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.VERBOSE | re.IGNORECASE)


def _silent_of(text: str) -> str:
    """What says of a text that something is not in it."""
    return rf"""
    \b{text}\s(?:(?!says?\b|states?\b|notes?\b|reports?\b|that\b){_WORDS}){{0,6}}?
      (?: {_DOES_NOT}\s{_WORDS}{{0,4}}?{_SAY} | (?:fails?|neglects?|omits?)\sto\s(?:make\s)?{_SAY}
        | never\s{_ADVERBS}{_SAY} | stops?\sshort\sof
        | (?:is|are|stays?|remains?)\s(?:\w+\s)?(?:silent|vague)
        | leaves?\s{_WORDS}{{0,6}}?(?:open|unclear|unsaid|unstated|unanswered|unspecified|unnamed)\b
        | (?:also\s|in\sfact\s|\w+ly\s)?{_GIVES}\s{_WORDS}{{0,2}}?{_NOTHING}
        | sa(?:ys?|id)\s(?:\w+\s)?(?:nothing|little)(?=\s(?:about|on|of|as|regarding|concerning
            |more|further|else|in|to)\b|\W*$) )
  | (?:n't|\bnot)\s{_ADVERBS}(?:{_SAID}|{_FOUND})\s{_NEAR}{_WITHIN}{text}
  | ^\W{{0,3}}(?:no|none|neither|nothing)\b\s?{_NEAR}(?:is|are|appears?|comes?\sup|features?)\b
      {_NEAR}{_WITHIN}{text}
  | (?:n't|\bnot)\s{_WORDS}{{0,2}}?(?:appear|come\sup|feature|figure|show\sup)\b{_NEAR}in\s{text}
  | (?:n't|\bnot)\s(?:something|anything|a\smatter|what|among)\b{_NEAR}{text}
  | \b(?:no(?:ne|thing|where|t)?|no\s\w+)\s(?:that|does|do)\s{text}
  | \b(?:none|nobody|no\s\w+)\s(?:in|of|from)\s{text}\s{_WORDS}{{0,3}}?{_SAY}
  | \b(?:nothing|nowhere)\s(?:\w+\s){{0,3}}?(?:in|from)\s{text}
  | ^\W{{0,3}}(?:none|no\s\w+)\s(?:\w+\s){{0,3}}?(?:in|from)\s{text}\W*$
  | \bthere(?:\sis|\sare|'s)\sno\s(?:\w+\s){{1,3}}?(?:in|from)\s{text}
  | \b{_GIVES}\s{_NOTHING}{_NEAR}in\s{text}
  | ^\W{{0,3}}not\saccording\sto\s{text}
  | \b(?:do|does)(?:n't|\snot)\s{_WORDS}{{0,2}}?{_SAY}{_NEAR}in\s{text}
  | \b(?:no|neither|none)\s(?:of\s(?:the|these|those)\s)?(?:\w+\s)?
      (?:article|paragraph|passage|text|excerpt)s?\s{_ADVERBS}{_SAY}
  | ^\W{{0,3}}(?:none|no|nothing|not)\b,?\s(?:as\sfar\sas|according\sto|that)\s{text}\W*
      (?:\w+\s?){{0,2}}\W*$
  | \bno\b{_NEAR}as\sfar\sas\s{text}
  | (?:\bunclear|\bunknown|\buncertain|\bunspecified|\bunmentioned|\bunstated|\bunnamed|\bleft\sopen
      |\bimpossible|(?:\bnot|\bnever|n't)\s(?:clear|known|certain|obvious|possible|evident|apparent))\b
      {_NEAR}{_WITHIN}{text}
  | \b(?:cannot|can't|can\snot|unable\sto|could\snot|couldn't|won't|will\snot)\s{_NEAR}
      {_WITHIN}{text}
  | \b(?:absent|missing|omitted)\sfrom\s{text}
  | \b{text}\s(?:lacks?|avoids?\ssaying|{_DOES_NOT}\W*$)
  | \b(?:is|are)(?:n't|\snot)\s(?:anywhere\s)?in\s{text} | \bopen\squestion\sin\s{text}
  | ^\W{{0,3}}(?:\w+,\s)?(?:from|based\son|going\sby)\s{text}{_NEAR}
      (?:cannot|can't|impossible|unclear|(?:not|n't)\s(?:clear|known|possible))\b
  | \b(?:beyond|outside)\s(?:the\sscope\sof\s|what\s)?{text}
"""


_OF_TEXT: Final = _pattern(
    rf"""
    {_silent_of(_TEXT)}
  | (?<!\w)I\s{_CANNOT}\b{_NEAR}{_WITHIN}{_TEXT}
  | \bthere(?:(?:\sis|\sare|'s)\s(?:no|not\s(?:any|enough))|\s(?:is|are)n't\s(?:any|enough))\s
      (?:\w+\s)?(?:information|mention|answer|reference)\b
  | ^\W*+(?:not\s(?:mentioned|stated|specified|given|known)|unknown|no\sanswer|n/a)\W*$
  | \b(?:cannot|can't|could\snot)\sbe\s(?:determined|answered)\b
    """
)
_UNCITED: Final = _pattern(
    rf"""
    {_silent_of(_WRITING)}
  | ^\W{{0,3}}(?:no|none|neither|nothing|not\sone)\b\s?{_WORDS}{{0,14}}?(?:is|are)\s{_ADVERBS}
      (?:{_SAID}{_ELSEWHERE}|{_SAID}\shere\b)
  | \b(?:is|are)(?:n't|\snot|\snever)\s{_ADVERBS}{_SAID}{_ELSEWHERE}
  | \b(?:this|that|{_ASKED})\b{_NEAR}(?:is|are)(?:n't|\snot|\snever)\s{_ADVERBS}{_FOUND}{_ELSEWHERE}
  | \b(?:is|are)(?:n't|\snot)\squoted\b(?!\sin\b) | \bnothing\shere\s{_SAY}
  | ^\W{{0,3}}(?:neither\s(?:says?|mentions?|names?|states?|gives?)\b
      |not\senough\s(?:information|details?)\b)
  | \bit\s(?:does|did)(?:n't|\snot)\s{_ADVERBS}
      (?:say|mention|specify|state|name|explain|tell|identify|indicate|report|quote|discuss)\b
  | \bit\snever\s(?:says|mentions|specifies|states|names|explains|identifies|discusses)\b
  | \bit\s(?:also\s)?(?:gives|offers|provides|mentions|names|reports|lists|cites|quotes|specifies)
      \s{_NOTHING}
  | \bit\ssays\snothing\b | \b(?:we|readers?)\s(?:is|are)(?:n't|\snot|\snever)\stold\b
  | \bthere(?:\sis|\sare|'s)\s(?:no|not\s(?:any|enough))\s(?:\w+\s)?
      (?:indication|detail|word|figure|statement)s?\b
  | (?<!\w)I\s?(?:'m\s(?:not\sable|unable)|{_CANNOT}|do\snot|don't|did\snot|didn't)\s(?:to\s)?
      {_WORDS}{{0,2}}?
      (?:find|tell|answer|determine|say|see|confirm|identify|know|establish|locate|have\senough
        |information|mention|answer|figure|reference|detail)
  | \bno\smention\sis\smade\b | \bnowhere\s{_SAID} | \bnothing\s{_NEAR}here\W*$
  | ^\W{{0,3}}no\s(?:\w+\s)?(?:{_ASKED})\s(?:is|are)\s(?:provided|included|offered|available)\b
  | \b(?:goes|go|left)\s(?:unsaid|unstated|unnamed|unmentioned|unspecified|unreported|unexplained
      |unaddressed|unidentified|unanswered|open)\b
    """
)
_GOES_ON: Final = re.compile(
    r"\b(?:but|however|although|though|while|yet|only|instead)\b", re.IGNORECASE
)

_TURN: Final = re.compile(r"(?:,|;|\s-|\s-\s)?\s(?:but|although|though|however|yet),?\s(?=\S)|;\s")
_YIELDING: Final = re.compile(
    r"^\W{0,3}(?:while|although|even\sthough|though|whereas)\s", re.IGNORECASE
)
_NEXT_CLAUSE: Final = re.compile(rf",\s(?=(?:{any_of(THIRD_PERSON)}|the|there|[A-Z])\b)")
_REPORTS: Final = _pattern(
    rf"""^(?:it|{_TEXT})\s(?:(?:does|do|also|only|merely|simply)\s){{0,2}}
    (?:says?|states?|notes?|mentions?|reports?|adds?|indicates?|explains?)\s
    (?:only\s|merely\s|simply\s)?that\s(?=\S)"""
)
_DEPENDS: Final = re.compile(
    rf"{any_of(THIRD_PERSON | THIRD_PERSON_POSSESSIVES | DEMONSTRATIVES)}\b"
    r"|(?:only|who|which|not|what|so)\b",
    re.IGNORECASE,
)
_SHORTEST: Final = 3  # words of a sentence that can stand alone


def is_silence(sentence: str, *, is_cited: bool = False) -> bool:
    """Whether the sentence says that the articles do not say, and nothing else.

    What cites a paragraph may be about a report, or somebody, in the article.
    """
    plain = _plain(sentence)
    sign = _SIGN.search(plain)
    # In the middle of what cites a paragraph, the words may be the paragraph's own.
    is_own = sign and not (is_cited and re.search(r"\w", plain[: sign.start()]))
    is_sign = is_own or _QUOTED_SIGN.fullmatch(straighten(sentence))
    # With a "but" it may claim something after all.
    return bool(is_sign) or all(
        _is_silent(part, is_cited) and not _GOES_ON.search(part) for part in plain.split(";")
    )


def silence_and_rest(sentence: str, *, is_cited: bool = False) -> tuple[str, str] | None:
    """What a sentence says of silence, and the rest of it, where that can stand alone.

    "The article does not say how many died, but it says that 12 were hurt" has both.
    """
    for silence, rest in _halves(sentence):
        plain = _plain(silence)
        if _is_silent(plain, is_cited) and not _GOES_ON.search(plain):
            said = _REPORTS.sub("", rest, count=1)
            if _DEPENDS.match(said) or len(said.split()) < _SHORTEST:
                return None
            return f"{silence.rstrip(' ,;')}.", said[:1].upper() + said[1:]
    return None


def _plain(sentence: str) -> str:
    """Without what others say, quoted or not, asides (", not named here,") and regret."""
    plain = _REGRET.sub("", _QUOTED.sub('""', straighten(sentence)))
    return _REPORTED.sub("", _ASIDE.sub(",", plain))


def _is_silent(plain: str, is_cited: bool) -> bool:
    return bool(_OF_TEXT.search(plain) or (not is_cited and _UNCITED.search(plain)))


def _halves(sentence: str) -> Iterator[tuple[str, str]]:
    if yielding := _YIELDING.match(sentence):
        start = yielding.end()
        for comma in _NEXT_CLAUSE.finditer(sentence, start):
            clause = sentence[start : comma.start()]
            yield clause[:1].upper() + clause[1:], sentence[comma.end() :]
    elif turn := _TURN.search(sentence):
        yield sentence[: turn.start()], sentence[turn.end() :]
