"""Questions that ask for articles: which there are, which say something, which mention somebody."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from assistant.questions.forms.requests import plain_request

_NOUN: Final = (
    r"(?:news\ )?(?:articles?|stor(?:y|ies)|pieces?|texts?|coverage|newspapers?|papers?|outlets?)"
)
_SOME: Final = r"(?:of\ )?(?:(?:all|any|the|these|those|our|my|your|other)\ ){0,3}"
_ON: Final = r"(?:about|on|regarding|concerning|of|over|covering)"
_HAVE: Final = (
    r"(?:(?:do|have|did)\ (?:we|you|i)\ (?:have|got|run|print)|are\ there|exist|there\ are)"
)
_SAYS: Final = (
    r"(?:say|says|said|saying|claim|claims|claimed|state|states|stated|report\ that|reports\ that"
    r"|reported\ that|deny|denies|confirm|confirms)(?:\ that)?"
)
_MENTIONS: Final = (
    r"(?:(?:say|says|said|have|has|write|wrote|written)\ (?:something|anything)\ (?:about|on|of)"
    r"|mentions?|mentioned|mentioning|reports?|reported|cover|covers|covered|covering"
    r"|discuss(?:es|ed|ing)?|name|names|naming|quote|quotes|quoted|quoting|cite|cites|cited"
    r"|contain|contains|containing|(?:talks?|talked|wrote|written|writes?|speaks?|reports?"
    r"|reported|is|are|deals?|dealt|was|were)\ (?:about|on|of|with))"
)
_ABOUT: Final = (
    rf"(?:(?:(?:that|which|who)\ )?(?:(?:do|does|did|have|has|had)\ )?"
    rf"(?:{_MENTIONS}|(?P<says>{_SAYS}))|{_ON})"
)
_QUESTION: Final = re.compile(
    rf"""
    (?: (?:(?P<many>how\ many)|which|what)\ {_SOME}{_NOUN}
      | (?:list|find|search(?:\ for)?|see)(?:\ me)?\ {_SOME}{_NOUN}
      | (?:is|are|was|were)\ there\ (?:anything|something|{_SOME}(?:an?\ )?{_NOUN})
      | (?:do|does|did|have)\ (?:we|you|i)\ (?:have\ |got\ |ha(?:ve|d)\ got\ )?
        (?:anything|something|{_SOME}(?:an?\ )?{_NOUN})
      | (?:all\ |any\ |the\ )?{_NOUN}(?=\ (?:{_ON}|that|which|mention))
      | any(?:thing|\ {_NOUN})
      | what(?:'s|s|\ is|\ was)(?:\ there)?(?=\ (?:about|regarding|concerning)\ )
      | (?:list\ |find\ |see\ )?everything(?:\ (?:you|we)\ have)?
      | what\ (?:was|has\ been|is|did\ (?:we|they))\ (?:published?|printed?|reported?|written)
      | (?:all\ |any\ )?{_NOUN}
    )
    (?:\ {_HAVE}|\ (?:are|is|was|were|published|written|printed|reported))?
    (?:\ {_ABOUT}\ (?P<topic>.+))? (?:\ (?:there|here))?
    """,
    re.VERBOSE,
)
_WHERE: Final = re.compile(
    r"where\ (?:is|are|was|were|do(?:es)?\ (?:we|they|you)\ mention)\ (?P<topic>.+?)"
    r"(?:\ (?:mentioned|named|quoted|cited|reported))?"
)


class ArticlesQuestion(NamedTuple):
    """What the articles asked for have to do with; empty: all are asked for.

    `says` means that they say it, not only mention it; `counts` asks how many do.
    """

    topic: str
    says: bool = False
    counts: bool = False


def articles_question_of(question: str) -> ArticlesQuestion | None:
    """The question as one for articles; None when it asks for something else."""
    request = plain_request(question)
    match = _QUESTION.fullmatch(request)
    if match is not None:
        topic = match["topic"] or ""
        return ArticlesQuestion(topic, match["says"] is not None, match["many"] is not None)
    match = _WHERE.fullmatch(request)
    if match is not None and request.endswith(("mentioned", "named", "quoted", "cited")):
        return ArticlesQuestion(match["topic"])
    return None
