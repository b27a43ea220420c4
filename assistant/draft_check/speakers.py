"""Who says it in the article, where a draft lets somebody else say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from assistant.attribution import (
    LIKELY,
    Speaker,
    SpeakerKind,
    Statement,
    find_statements,
    is_speaker,
    statements,
    statements_in,
)
from assistant.draft_check.nearest import Nearest
from assistant.verification import ContextParagraph, EvidenceSentence
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.reports import reports
from assistant.verification.rules.speaker import is_named
from assistant.verification.text_view import text_view
from index.language.en.grammar.function_words import STOP_WORDS
from index.language.en.grammar.pronouns import (
    DEMONSTRATIVES,
    PEOPLE_SPOKEN_OF,
    THIRD_PERSON,
    THIRD_PERSON_POSSESSIVES,
)
from index.language.reporting import VerbKind

SAME: Final = 0.65
"""The cosine from which on a statement in other words is taken for what the draft reports."""

_NEARLY: Final = 0.25
"""How much less of it the draft's speaker may say in the article, to be one who says it too."""

_MISSPELT: Final = 0.8  # how alike two spellings of one name are

_PRONOUNS: Final = THIRD_PERSON | PEOPLE_SPOKEN_OF | THIRD_PERSON_POSSESSIVES


class SaidByOther(NamedTuple):
    """Whom the draft has it from and whom the article, and the article's sentence."""

    detail: str
    quoted: EvidenceSentence


class _Said(NamedTuple):
    """A statement that says what the draft reports, and how far, from 0 to 1."""

    statement: Statement
    context: ContextParagraph
    score: float

    @property
    def speaker(self) -> Speaker:
        return self.statement.speaker


def other_speaker(
    claim: ClaimView, near: Nearest, paragraphs: Sequence[ContextParagraph]
) -> SaidByOther | None:
    """Who says it instead, by all that is said in the article; None where that is not plain.

    A source that the draft does not name, "an official", may be anybody.
    """
    for report in claim.reports:
        own = report.speaker.name
        said = _said(claim.plain.text[report.start : report.end], near, paragraphs)
        if report.verb_kind is VerbKind.DENIED:  # what one denies, another has said
            said = [each for each in said if each.statement.verb_kind is VerbKind.DENIED]
        if not said or not _names_somebody(own, said[0].context):
            continue
        # "Ann met the ministers, telling them": who is named before may be the one who tells.
        before, _, _ = claim.plain.text.partition(own)
        may_be = (
            is_named(said[0].statement, before)
            or any(not _is_other(own, each) for each in said)
            or _says_it_too(own, claim.plain.text[report.start : report.end], said[0], near)
        )
        if not may_be:
            [first, *_] = said
            quoted = EvidenceSentence(first.context, first.statement.sentence)
            return SaidByOther(_told(own, first), quoted)
    return None


def _told(own: str, said: _Said) -> str:
    if _is_pronoun(said.speaker):
        return f"the draft has it from {own}, whom [{said.context.label}] does not name"
    return f"the draft has it from {own}, the article from {said.speaker.name}"


def _said(content: str, near: Nearest, paragraphs: Sequence[ContextParagraph]) -> list[_Said]:
    """The statements that say what is reported, the likeliest first."""
    by_words = [
        _Said(each, context, score)
        for context in paragraphs
        for each, score in find_statements(content, reports(context), context.article)
        if score >= LIKELY
    ]
    if by_words or near.meaning < SAME:
        return sorted(by_words, key=lambda each: -each.score)
    return [
        _Said(each, quoted.context, near.meaning)
        for quoted in near.evidence.sentences
        for each in reports(quoted.context)
        if _stands_in(each, quoted)
        and each.speaker.kind in (SpeakerKind.NAMED, SpeakerKind.ORGANISATION)
    ]


def _stands_in(statement: Statement, quoted: EvidenceSentence) -> bool:
    return quoted.sentence.start <= statement.start < quoted.sentence.end


def _says_it_too(own: str, content: str, said: _Said, near: Nearest) -> bool:
    """Whether the draft's speaker says nearly as much of it, or something in the nearest words."""
    article = said.context.article
    likeness = find_statements(content, statements(article), article)
    here = (
        each
        for quoted in near.evidence.sentences
        for each in statements_in(quoted.context.number, quoted.context.article)
        if _stands_in(each, quoted)
    )
    as_much = (each for each, score in likeness if score >= said.score - _NEARLY)
    return any(_is_called(own, each.speaker) for some in (here, as_much) for each in some)


def _is_other(own: str, said: _Said) -> bool:
    """Whether the speaker is surely not the one whom the draft means."""
    theirs = said.speaker
    if theirs.kind is SpeakerKind.DOCUMENT or _is_called(own, theirs):
        return False
    if _is_pronoun(theirs):
        return not _may_be_meant(own, said)
    # "The nominee" may be the one, and so may whoever is named where the draft has "a nominee".
    if _is_described(theirs.name):
        return _is_described(own) or not theirs.name.lower().startswith("the ")
    return not _is_described(own)


def _may_be_meant(own: str, said: _Said) -> bool:
    """Whether "he" may be the one: unless the paragraph names somebody else alone for him."""
    article, number = said.context.article, said.context.number
    likely = next(
        each.speaker
        for each in statements_in(number, article)
        if each.start == said.statement.start
    )
    there = text_view(said.context.text).name_words
    is_plain = likely.kind is SpeakerKind.NAMED and not _words(likely.name).isdisjoint(there)
    # What is only quoted may go on from the paragraph before.
    here = article.paragraphs[max(number - 1 - said.statement.direct, 0) : number]
    named = (not _words(own).isdisjoint(text_view(each.text).name_words) for each in here)
    return not is_plain or _is_called(own, likely) or any(named)


def _names_somebody(own: str, context: ContextParagraph) -> bool:
    """Whether a word of it is a name in the article."""
    first, *_ = own.lower().split()
    names = {name for each in context.article.paragraphs for name in text_view(each.text).names}
    return first not in DEMONSTRATIVES and not names.isdisjoint(re.findall(r"[\w.’'-]+", own))


def _is_described(name: str) -> bool:
    """Whether it says what somebody is, and is no name: "a White House official"."""
    *_, last = name.partition(" of ")[0].split()
    return last[0].islower()


def _is_called(own: str, theirs: Speaker) -> bool:
    """Whether a name can mean the speaker, be it misspelt on one side."""
    return is_speaker(own, theirs) or any(
        _are_one_word(one, two) for one in _words(own) for two in _words(theirs.name)
    )


def _are_one_word(one: str, two: str) -> bool:
    if one == two:
        return True
    return one[0] == two[0] and SequenceMatcher(None, one, two).ratio() >= _MISSPELT


def _words(name: str) -> frozenset[str]:
    return text_view(name).name_words - STOP_WORDS


def _is_pronoun(theirs: Speaker) -> bool:
    first, *_ = theirs.name.lower().split()
    return first in _PRONOUNS
