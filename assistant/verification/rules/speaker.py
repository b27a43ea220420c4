"""Who says it: the claim's speaker against the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.attribution import (
    LIKELY,
    Speaker,
    Statement,
    VerbKind,
    find_statements,
    is_speaker,
    statements,
    statements_in,
)
from assistant.attribution.ledger import without_doubtful_name
from assistant.verification.lexical_support import content_terms
from assistant.verification.verdict import ContextParagraph
from index.language.en.pronouns import THIRD_PERSON
from index.language.word_lists import any_of
from index.types import Article, Paragraph, Sentence

_POINTING_BACK = re.compile(rf"(?:the same|these|those|{any_of(THIRD_PERSON)})\b", re.IGNORECASE)

_VOUCHING: Final = re.compile(
    r"\b(?:confirm(?:s|ed|ing)?|prove[sdn]?|verif(?:y|ies|ied)|admit(?:s|ted)?"
    r"|acknowledge[sd]?|conced(?:es?|ed))\b",
    re.IGNORECASE,
)
_OF_OTHERS: Final = 0.3
"""Share of what is said that is others' words, from which on it is not this speaker's."""

_PLAIN: Final = frozenset(VerbKind) - {
    VerbKind.DENIED,
    VerbKind.UNSURE,
    VerbKind.ASKED,
    VerbKind.DECLINED,
    VerbKind.DOUBTED,
    VerbKind.HOPED,
}
_STANDS_FOR: Final = {
    **{kind: frozenset({kind}) for kind in VerbKind},
    VerbKind.SAID: _PLAIN,
    VerbKind.WROTE: frozenset({VerbKind.WROTE, VerbKind.SAID}),
    VerbKind.ALLEGED: _PLAIN - {VerbKind.CONFIRMED},
    VerbKind.BELIEVED: _PLAIN - {VerbKind.CONFIRMED},
    VerbKind.ESTIMATED: frozenset({VerbKind.ESTIMATED, VerbKind.SAID, VerbKind.BELIEVED}),
    VerbKind.DENIED: frozenset({VerbKind.DENIED, VerbKind.SAID}),  # "said that it was not"
}
"""The article's verbs that a claim's verb may stand for: a plain "said" for "alleged", not
"confirmed"."""


def wrong_speaker(claim: str, given: ContextParagraph) -> str | None:
    """Whom the claim lets say it, when the article lets others say it; None when all is well."""
    own = _claimed(claim)
    if own is None or _POINTING_BACK.match(own.speaker.name):
        return None
    likely = _saying(claim[own.start : own.end], given)
    for name in _people(own.speaker.name) if likely else ():
        if not any(_is_one_of(name, each.speaker) for each in likely):
            return name
    if likely and _is_partly_others(claim[own.start : own.end], likely, given):
        return own.speaker.name
    return None


def stronger_verb(claim: str, given: ContextParagraph) -> str | None:
    """The claim's verb, when the article reports it with a weaker or another one."""
    own = _claimed(claim)
    if own is None:
        return None
    kinds = [each.verb_kind for each in _saying(claim[own.start : own.end], given)]
    if not kinds or not _STANDS_FOR[own.verb_kind].isdisjoint(kinds):
        return None
    return own.verb


def vouching(claim: str, evidence: str) -> str | None:
    """A word of the claim that makes something certain, when the evidence has none such."""
    found = _VOUCHING.search(claim)
    return found[0] if found and not _VOUCHING.search(evidence) else None


def unnamed_speaker(claim: str, given: ContextParagraph, sentence: Sentence) -> str | None:
    """Who says in the article what the claim tells as a fact; None when nobody, or it is named."""
    own = _claimed(claim)
    said = [each for each in _statements_of(given) if sentence.start <= each.start < sentence.end]
    for statement, score in find_statements(claim, said, given.article):
        told = _words(statement.content(given.article))
        reported = own is not None and not set(_words(own.speaker.name)) <= set(told)
        if score >= LIKELY and not reported and not is_named(statement, claim):
            return statement.speaker.name
    return None


def _people(name: str) -> list[str]:
    return re.split(r"(?<!\s)\s+and\s+", name)


def _is_one_of(name: str, speaker: Speaker) -> bool:
    """Whether the name can mean the speaker, or one of the two that it joins."""
    joined = _people(speaker.name)
    several = (replace(speaker, name=each) for each in joined if len(joined) > 1)
    return any(is_speaker(name, each) for each in (speaker, *several))


def _saying(content: str, given: ContextParagraph) -> list[Statement]:
    """The paragraph's statements that say it."""
    here = _statements_of(given)
    found = find_statements(content, here, given.article)
    return [statement for statement, score in found if score >= LIKELY]


def _statements_of(given: ContextParagraph) -> Sequence[Statement]:
    """Nobody is named in them whom the text does not clearly name: "he"."""
    said = statements_in(given.paragraph.number, given.article)
    return [without_doubtful_name(each, given.article) for each in said]


def _is_partly_others(content: str, likely: Sequence[Statement], given: ContextParagraph) -> bool:
    """Whether much of it are words that only somebody else says in the paragraph."""
    text, language = given.paragraph.text, given.article.language
    speakers = {each.speaker for each in likely}
    others = [each for each in _statements_of(given) if each.speaker not in speakers]
    wanted = content_terms(content, language)
    theirs = {at for each in others for at in range(each.start, each.end)}
    left = "".join(" " if at in theirs else character for at, character in enumerate(text))
    apart = (wanted & content_terms(text, language)) - content_terms(left, language)
    return len(apart) >= 2 and len(apart) >= _OF_OTHERS * len(wanted)


def is_named(statement: Statement, claim: str) -> bool:
    """Whether the claim has half the words of the speaker's name in it."""
    words = _words(claim)
    name = [word for word in _words(statement.speaker.name) if len(word) > 3]
    return bool(name) and 2 * sum(word in words for word in name) >= len(name)


def _words(text: str) -> list[str]:
    return [word.strip("’'s.,").lower() for word in text.split()]


def _claimed(claim: str) -> Statement | None:
    """What the claim reports somebody to say."""
    said = statements(Article("", (Paragraph(1, claim),)))
    return said[0] if said else None
