"""Questions about an article as a whole, or about all that is said of a matter."""

from __future__ import annotations

import re
from typing import Final

from assistant.questions.forms.requests import plain_request
from index.types import Article, Place

LEAD: Final = 4
"""Paragraphs at an article's beginning that say what it is about."""

_NOUN: Final = r"(?:articles?|texts?|story|stories|pieces?|reports?|news|coverage|pages?|library)"
_DETERMINER: Final = (
    r"(?:(?:all|each|every|both)(?:\ (?:one\ )?of)?(?:\ (?:the|these|those|this|my|our|your))?"
    r"|the|this|that|these|those|my|our|your|today's)"
)
_WHOLE: Final = (
    rf"(?:{_DETERMINER}\ )?(?:(?:news|whole|entire|full|latest)\ )?{_NOUN}"
    r"|(?:all\ (?:of\ )?)?(?:it|this|that|them|these|those)(?:\ (?:one|all))?|each(?:\ one)?"
    r"|everything|here"
)
_POINTS: Final = (
    r"(?:(?:main|key|most\ important|important|central)\ "
    r"(?:points?|facts?|takeaways?|messages?|findings?|ideas?|things?|news|developments?)"
    r"|takeaways?|bullet\ points?|highlights?|gist|bottom\ line|big\ picture|essentials|basics)"
)
_SUMMARY: Final = (
    r"(?:(?:(?:an?|the)\ )?(?:(?:short|brief|quick|one-line|executive)\ )?"
    r"(?:summary|overview|outline|recap|abstract|synopsis|roundup|rundown|briefing|digest|tl;?dr"
    rf"|short\ version|upshot|{_POINTS})"
    r"|(?:an?|one|two|three)\ (?:lines?|sentences?)(?=\ (?:on|about|per)\ ))"
)
_DO: Final = (
    r"(?:summari[sz]e|sum(?:\ it)?\ up|outline|recap|condense|tl;?\ ?dr|run\ down|brief\ (?:me|us)"
    r"|catch\ (?:me|us)\ up|fill\ (?:me|us)\ in|update\ (?:me|us)"
    r"|(?:bring|get)\ (?:me|us)\ up\ to\ (?:speed|date))"
)
_IS: Final = r"what(?:'s|s|\ is|\ are|\ was|\ were)\ "
_NEWS: Final = r"(?:what(?:'s|s|\ is)\ (?:new|the\ (?:latest|news))|(?:any|the)\ (?:latest\ )?news)"
_KNOWN: Final = r"what\ (?:do|does)\ (?:we|one|you)\ know|tell\ me|what\ is\ known"
_ON: Final = r"(?:of|on|about|from|in|for|per|with|regarding|concerning)"
_OVERVIEW: Final = re.compile(
    rf"""
    (?: {_DO}(?:\ (?:{_ON}\ )?(?:{_WHOLE}))?
      | (?:{_IS})?{_SUMMARY}(?:\ {_ON}\ (?:{_WHOLE}))?
      | what(?:'s|s|\ is|\ are|\ was)\ (?:{_WHOLE})\ (?:all\ )?(?:about|saying)
      | what\ (?:does|do|did)\ (?:{_WHOLE})\ (?:say|cover|tell\ (?:me|us))
      | what(?:'s|s|\ is)\ in\ (?:{_WHOLE}) | sum\ (?:{_WHOLE})\ up
      | (?:{_NEWS}|what(?:'s|s|\ is)\ (?:up|going\ on|happening)|what\ (?:has\ )?happened)
        (?:\ (?:{_ON}\ )?(?:{_WHOLE}|today))?
      | (?:{_KNOWN})(?:\ about\ (?:{_WHOLE}))?
      | about\ (?:{_WHOLE})
    )
    """,
    re.VERBOSE,
)
_OF_TOPIC: Final = re.compile(
    rf"""
    (?: {_DO}(?:\ {_ON})?
      | (?:{_IS})?{_SUMMARY}\ {_ON}
      | {_NEWS}\ (?:on|about|with|in|regarding|concerning)
      | (?:(?:{_KNOWN})\ )?about
      | what\ (?:does\ )?(?:the\ )?(?:article|story|piece|obituary|interview|profile)
        \ (?:of|on|about|with)(?=\ .{{3,120}}\ says?$)
    )\ (?P<topic>.+)
    """,
    re.VERBOSE,
)
_OF_EVENT: Final = re.compile(
    r"""
    (?: what(?:'s|s|\ is|\ was)\ (?:(?:being\ )?going\ on|happening|up)
      | what\ (?:(?:has\ |all\ )?happened|went\ on) )
    \ (?:with|at|in|near|around|over|during)\ (?P<topic>.+)
    """,
    re.VERBOSE,
)
_ABOUT_TOPIC: Final = re.compile(
    rf"(?:what happened (?:at|in|with|to|during) |(?:{_DETERMINER} )?{_NOUN} (?:of|on|about) )?"
    rf"(?:{_DETERMINER} )?(?P<topic>.+?)(?: (?:{_NOUN}))?"
)


def asks_for_overview(question: str) -> bool:
    """Whether it asks what an article says as a whole, and for nothing in particular."""
    # All of it: "What is the story about the bridge?" asks for something in particular.
    return _OVERVIEW.fullmatch(plain_request(question)) is not None


def topic_of_summary(question: str) -> str | None:
    """The matter of which all is asked: "brief me on the strike"; None when it asks otherwise."""
    request = plain_request(question)
    if _OVERVIEW.fullmatch(request):
        return None
    match = _OF_TOPIC.fullmatch(request) or _OF_EVENT.fullmatch(request)
    about = _ABOUT_TOPIC.fullmatch(re.sub(r" says?$", "", match["topic"])) if match else None
    return about["topic"] if about else None


def asks_what_happened(question: str) -> bool:
    """Whether it asks what happened somewhere, or with something: the news, and no more."""
    return _OF_EVENT.fullmatch(plain_request(question)) is not None


def asks_for_summary(question: str) -> bool:
    """Whether it asks for an overview, or for all that is said of a matter."""
    return asks_for_overview(question) or topic_of_summary(question) is not None


def lead(article: Article) -> list[Place]:
    """The places of its first paragraphs."""
    return [Place(article.id, each.number) for each in article.paragraphs[:LEAD]]
