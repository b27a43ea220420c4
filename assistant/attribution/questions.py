"""Questions that ask who says something, how many do, or whether they agree."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from assistant.attribution.nouns import is_source_noun
from assistant.attribution.types import VerbKind
from assistant.attribution.verbs import REPORTING_VERBS, Complement, Form, ReportingVerb

_LONGEST = 2_000  # characters of a question
_VERBS = "|".join(sorted(REPORTING_VERBS))
_QUESTION = re.compile(
    rf"""
    \W*(?:(?:and|but|so)\s+)?
    (?:
        (?: whom?(?:\s+(?:else|exactly))?(?:\s+(?:was|is)\s+it\s+(?:that|who))?
          | (?:which|what)\s+(?P<noun>[\w.’'-]+(?:\s+[\w.’'-]+){{0,3}}?)
        )
        (?:\s+(?:has|have|had|also|actually|ever|is|are|was|were))*
        \s+(?P<verb>{_VERBS})\b(?P<said>.*)
      | (?: according\s+to\s+(?:whom?|(?:which|what)\s+\w+)
          | on\s+whose\s+(?:word|account|authority|say-so)
          | whose\s+(?:claim|statement|view|opinion|word|account)\s+(?:is|was)\s+(?:it|this)
        )\b(?P<attributed>.*)
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_HOW_MANY = re.compile(
    rf"""
    \W*how\s+many\s+(?:of\s+(?:the|those|these)\s+)?(?P<noun>[\w.’'-]+(?:\s+[\w.’'-]+){{0,3}}?)
    (?:\s+(?:has|have|had|also|actually|ever|did|do))*\s+(?P<verb>{_VERBS})\b(?P<said>.*)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_AGREE = re.compile(
    r"""
    \W*(?:
        (?:do|did|does)\s+(?:all\s+)?(?:of\s+)?(?:the\s+|its\s+)?
          (?:sources?|officials?|experts?|witnesses|accounts|people|they|everyone)\s+
          (?:all\s+)?(?:dis)?agree
      | (?:is|was)\s+there\s+(?:any\s+)?(?:dis)?agreement(?:\s+among\s+(?:the\s+)?sources)?
      | is\s+(?:every(?:one|body)\s+agreed|it\s+(?:settled|agreed|certain|undisputed))
      | (?:does|did)\s+(?:any(?:one|body)|any\s+sources?)\s+(?:disagree|dispute|contradict|deny)
    )\b(?:\s+(?:on|about|over|with|as\s+to))?(?P<said>.*)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WHETHER = re.compile(r"\s*(?:whether|if|the\s+(?:claim|idea)\s+that)\b", re.IGNORECASE)
_HEARER = re.compile(
    r"\s+(?:[\w’'. -]{1,60}?\s+that\b|(?:us|me|you|them|reporters|journalists)\b)", re.IGNORECASE
)
_HAVE_IT = re.compile(
    r"\s*(?:do|did|does)\s+\w+\s+(?:have|know)\s+(?:it\s+)?(?=that\b)", re.IGNORECASE
)
_THAT = re.compile(r"[\s,:]*that\b(?!['’])", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were)\s+\w+$", re.IGNORECASE)


class Ask(Enum):
    """What a question wants to know of sources."""

    WHO = "who"
    HOW_MANY = "how many"
    AGREE = "agree"


class SourceQuestion(NamedTuple):
    """What is asked, of what ("the departures were ordered"), and in what kind of saying it."""

    ask: Ask
    content: str
    kind: VerbKind = VerbKind.SAID


def who_says(question: str) -> str | None:
    """What it asks the speaker of: "Who says that it rained?" asks of "it rained".

    None when the question does not ask who says something.
    """
    asked = _asks_who(question[:_LONGEST])
    return asked.content if asked else None


def asks_of_sources(question: str) -> SourceQuestion | None:
    """What it asks of the article's sources: who says it, how many do, do they agree."""
    told = question[:_LONGEST]
    return _asks_who(told) or _asks_how_many(told) or _asks_whether_they_agree(told)


def _asks_who(question: str) -> SourceQuestion | None:
    asked = _QUESTION.fullmatch(question)
    if asked is None:
        return None
    if asked["attributed"] is not None:
        return _of(Ask.WHO, _content(_HAVE_IT.sub(" ", asked["attributed"], count=1)))
    verb = REPORTING_VERBS.get(asked["verb"].lower())
    passive = _PASSIVE.search(question[: asked.end("verb")]) is not None
    if verb is None or passive != (verb.form is Form.ING):
        return None
    if asked["noun"] and not is_source_noun(asked["noun"].split()[-1].lower()):
        return None
    return _of(Ask.WHO, _said(verb, asked["said"]), verb.kind)


def _asks_how_many(question: str) -> SourceQuestion | None:
    asked = _HOW_MANY.fullmatch(question)
    verb = asked and REPORTING_VERBS.get(asked["verb"].lower())
    if not asked or not verb or not _are_sources(asked["noun"]):
        return None
    return _of(Ask.HOW_MANY, _content(asked["said"]), verb.kind)


def _asks_whether_they_agree(question: str) -> SourceQuestion | None:
    asked = _AGREE.fullmatch(question)
    return _of(Ask.AGREE, _content(_WHETHER.sub("", asked["said"], count=1))) if asked else None


def _of(ask: Ask, content: str | None, kind: VerbKind = VerbKind.SAID) -> SourceQuestion | None:
    return SourceQuestion(ask, content, kind) if content else None


def _are_sources(noun: str) -> bool:
    return is_source_noun(noun.rsplit(maxsplit=1)[-1].lower()) or noun.lower() == "people"


def _said(verb: ReportingVerb, rest: str) -> str | None:
    """What follows the verb, when it can be something said: not "Who found the key?"."""
    if verb.complement is Complement.PERSON:
        hearer = _HEARER.match(rest)
        return _content(rest[hearer.end() :]) if hearer else _content(rest)
    marked = _THAT.match(rest) or rest.lstrip(" ,:")[:1] in ("“", '"', "'", "‘")
    bare = verb.complement in (Complement.CLAUSE, Complement.NOUN)
    return _content(rest) if marked or bare else None


def _content(rest: str) -> str | None:
    that = _THAT.match(rest)
    content = rest[that.end() :] if that else rest
    return content.strip(" \t\n,:").rstrip("? \t\n") or None
