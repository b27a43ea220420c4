"""Who says it: the claim's speaker against the article's."""

from __future__ import annotations

import re

from assistant.attribution import LIKELY, Statement, find_statements, is_speaker, statements
from assistant.grounding.types import Given
from index.types import Article, Paragraph, Sentence

_POINTING_BACK = re.compile(r"(?:the same|these|those|he|she|they|it)\b", re.IGNORECASE)


def wrong_speaker(claim: str, given: Given) -> str | None:
    """Whom the claim lets say it, when the article lets others say it; None when all is well."""
    own = _claimed(claim)
    if own is None or _POINTING_BACK.match(own.speaker.name):
        return None
    content = claim[own.start : own.end]
    article = given.article
    said = [each for each in statements(article) if each.paragraph == given.paragraph.number]
    found = find_statements(content, said, article)
    likely = [statement for statement, score in found if score >= LIKELY]
    if not likely or any(is_speaker(own.speaker.name, each.speaker) for each in likely):
        return None
    return own.speaker.name


def unnamed_speaker(claim: str, given: Given, sentence: Sentence) -> str | None:
    """Who says in the article what the claim tells as a fact; None when nobody, or it is named."""
    if _claimed(claim) is not None:
        return None
    article, number = given.article, given.paragraph.number
    said = [
        each
        for each in statements(article)
        if each.paragraph == number and sentence.start <= each.start < sentence.end
    ]
    for statement, score in find_statements(claim, said, article):
        if score >= LIKELY and not is_named(statement, claim):
            return statement.speaker.name
    return None


def is_named(statement: Statement, claim: str) -> bool:
    """Whether the claim has a word of the speaker's name in it."""
    words = {word.strip("’'s.,").lower() for word in claim.split()}
    return any(
        word.strip("’'s.,").lower() in words
        for word in statement.speaker.name.split()
        if len(word) > 3
    )


def _claimed(claim: str) -> Statement | None:
    """What the claim reports somebody to say."""
    said = statements(Article("", (Paragraph(1, claim),)))
    return said[0] if said else None
