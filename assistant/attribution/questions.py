"""Questions that ask who says something."""

from __future__ import annotations

import re

from assistant.attribution.nouns import is_source_noun
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
_HEARER = re.compile(r"\s+[\w’'. -]{1,60}?\s+that\b", re.IGNORECASE)
_THAT = re.compile(r"[\s,:]*that\b(?!['’])", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were)\s+\w+$", re.IGNORECASE)


def who_says(question: str) -> str | None:
    """What it asks the speaker of: "Who says that it rained?" asks of "it rained".

    None when the question does not ask who says something.
    """
    asked = _QUESTION.fullmatch(question[:_LONGEST])
    if asked is None:
        return None
    if asked["attributed"] is not None:
        return _content(asked["attributed"])
    verb = REPORTING_VERBS.get(asked["verb"].lower())
    passive = _PASSIVE.search(question[: asked.end("verb")]) is not None
    if verb is None or passive != (verb.form is Form.ING):
        return None
    if asked["noun"] and not is_source_noun(asked["noun"].split()[-1].lower()):
        return None
    return _said(verb, asked["said"])


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
