"""Who says it: the claim's speaker against the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.attribution import LIKELY, Speaker, Statement, find_statements, is_speaker
from assistant.verification.claim import ClaimView
from assistant.verification.context_paragraphs import ContextParagraph, EvidenceSentence
from assistant.verification.detectors.reports import reports, reports_of
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.support.lexical_support import content_terms
from assistant.verification.verdict import Reason
from index.language.en.cues import DISCLAIMER
from index.language.en.grammar.pronouns import THIRD_PERSON
from index.language.folding import fold
from index.language.word_lists import any_of

_POINTING_BACK = re.compile(rf"(?:the same|these|those|{any_of(THIRD_PERSON)})\b", re.IGNORECASE)

_OF_OTHERS: Final = 0.3
"""Share of what is said that is others' words, from which on it is not this speaker's."""


_QUALIFIER: Final = re.compile(r"\s(?:of|in|for|from|at|by|that|which|who|whose)\s")
_OF_PLACE: Final = r"\sof\s[A-Z]\w+(?!\w|'s|\s[A-Z])"  # "the bishop of Lund": an office has one
_NAMED: Final = re.compile(r"[A-Z]")
_IN_FICTION: Final = re.compile(
    r"\s(?:in|of)\s(?:[\w'-]+\s){1,3}?"
    r"(?:plays?|novels?|films?|movies?|books?|songs?|satire|sketch|series|poem|story|tale|dream|page)\b"
)
"""What follows a speaker who says it on no stage of the world."""


def wrong_speaker(claim: ClaimView, paragraph: ContextParagraph) -> str | None:
    """The claim's speaker, when the article lets others say it; None when all is well."""
    own = claim.reported
    # "They said": whom it means is in the sentence before, which is checked by itself.
    if own is None or _POINTING_BACK.match(own.speaker.name):
        return None
    likely = reports_of(claim.reported_content, paragraph)
    # Each of those whom an "and" joins has to be one who says it.
    for name in _people(own.speaker.name) if likely else ():
        if not any(_is_one_of(name, each.speaker) for each in likely):
            return name
    if likely and _is_partly_others(claim.reported_content, likely, paragraph):
        return own.speaker.name
    return None


def unnamed_speaker(claim: ClaimView, quoted: EvidenceSentence) -> str | None:
    """The article's speaker of what the claim tells as a fact; None when nobody, or it is named."""
    own, text, sentence = claim.reported, claim.plain.text, quoted.sentence
    article = quoted.context.article
    here = [each for each in reports(quoted.context) if sentence.start <= each.start < sentence.end]
    for statement, score in find_statements(text, here, article) if here else ():
        content = _words(statement.content(article))
        reported = own is not None and not set(_words(own.speaker.name)) <= set(content)
        if score >= LIKELY and not reported and not is_named(statement, text):
            return statement.speaker.name
    return None


def _people(name: str) -> list[str]:
    return re.split(r"(?<!\s)\s+and\s+", name)


def _is_one_of(name: str, speaker: Speaker) -> bool:
    """Whether the name can mean the speaker, or one of the two that it joins."""
    joined = _people(speaker.name)
    several = (replace(speaker, name=each) for each in joined if len(joined) > 1)
    return any(is_speaker(name, each) for each in (speaker, *several))


def _is_partly_others(
    content: str, likely: Sequence[Statement], paragraph: ContextParagraph
) -> bool:
    """Whether much of it are words that only somebody else says in the paragraph."""
    text, language = paragraph.text, paragraph.article.language
    speakers = {each.speaker for each in likely}
    others = [each for each in reports(paragraph) if each.speaker not in speakers]
    own = content_terms(content, language)
    # What the paragraph says outside of others' statements as well is nobody's alone.
    theirs = {at for each in others for at in range(each.start, each.end)}
    left = "".join(" " if at in theirs else character for at, character in enumerate(text))
    apart = (own & content_terms(text, language)) - content_terms(left, language)
    # A single word may be there by chance.
    return len(apart) >= 2 and len(apart) >= _OF_OTHERS * len(own)


def is_named(statement: Statement, claim: str) -> bool:
    """Whether the claim has half the words of the speaker's name in it."""
    words = _words(claim)
    # "The", "of" and names as short as "Rye" are in too many sentences to name anybody.
    name = [word for word in _words(statement.speaker.name) if len(word) > 3]
    return bool(name) and 2 * sum(word in words for word in name) >= len(name)


def _words(text: str) -> list[str]:
    return [word.strip("’'s.,").lower() for word in text.split()]


def loses_qualifier(claim: ClaimView, evidence: Evidence) -> str | None:
    """The claim's speaker, where the article's is told more narrowly: "the president of the club".

    A description that the article uses by itself as well, or a name, needs no qualifier, unless
    that is a play or a novel.
    """
    if claim.reported is None:
        return None
    name = fold(claim.reported.speaker.name)
    text = evidence.sentence_text.folded
    rest = [text[each.end() :] for each in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    own = claim.plain.folded
    told = own[own.find(name) + len(name) :]
    if not rest or any(_is_same_start(told, each) for each in rest):
        return None
    if all(map(_IN_FICTION.match, rest)):
        return name
    if not all(map(_QUALIFIER.match, rest)) or _NAMED.search(claim.reported.speaker.name[1:]):
        return None
    if re.search(rf"(?i:{re.escape(name)}){_OF_PLACE}", evidence.sentence_text.straight):
        return None
    article = " ".join(fold(each.text) for each in evidence.article.paragraphs)
    bare = rf"(?<!\w){re.escape(name)}(?!\w)(?!{_QUALIFIER.pattern})"
    return None if re.search(bare, article) else name


def _is_same_start(one: str, other: str) -> bool:
    return one.split()[:1] == other.split()[:1]


def _wrong(claim: ClaimView, evidence: Evidence) -> str | None:
    speakers = (wrong_speaker(claim, each.context) for each in evidence.sentences)
    speaker = next(filter(None, speakers), None)
    return f"{evidence.labels} does not let {speaker} say it" if speaker else None


def _unnamed(claim: ClaimView, evidence: Evidence) -> str | None:
    speakers = (unnamed_speaker(claim, each) for each in evidence.sentences)
    speaker = next(filter(None, speakers), None)
    return f"{evidence.labels} has it from {speaker}" if speaker else None


def _qualified(claim: ClaimView, evidence: Evidence) -> str | None:
    speaker = loses_qualifier(claim, evidence)
    return f"{evidence.labels} says more closely who {speaker} is" if speaker else None


def _disclaimed(claim: ClaimView, evidence: Evidence) -> str | None:
    """What its source has taken back, or others call false, in the same sentence."""
    if claim.reported is None or DISCLAIMER.search(claim.plain.folded):
        return None
    disclaimer = DISCLAIMER.search(evidence.sentence_text.folded)
    return f"{evidence.labels} adds “{disclaimer[0]}”" if disclaimer else None


WRONG: Final = Rule(
    Reason.SPEAKER, Severity.UNCERTAIN, "another speaker than the paragraph’s", _wrong
)
UNNAMED: Final = Rule(
    Reason.SPEAKER, Severity.UNCERTAIN, "no speaker, where the paragraph has one", _unnamed
)
QUALIFIED: Final = Rule(
    Reason.SPEAKER, Severity.UNCERTAIN, "a speaker of whom the paragraph says more", _qualified
)
DISCLAIMED: Final = Rule(
    Reason.SPEAKER,
    Severity.UNCERTAIN,
    "words without what takes them back in the same sentence",
    _disclaimed,
)
