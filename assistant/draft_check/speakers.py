"""Who says it in the article, where a draft lets somebody else say it."""

from __future__ import annotations

from assistant.attribution import Speaker, SpeakerKind, Statement, is_speaker, statements_in
from assistant.verification import ContextParagraph
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.reports import reports_of
from assistant.verification.evidence import Evidence
from assistant.verification.rules import speaker
from assistant.verification.text_view import text_view
from index.language.en.pronouns import PEOPLE_SPOKEN_OF, THIRD_PERSON


def other_speaker(claim: ClaimView, evidence: Evidence) -> str | None:
    """Whom the draft has it from and whom the article; None where that is not plain.

    A source that the draft does not name, "an official", may be anybody.
    """
    report = claim.reported
    if report is None or not any(word[:1].isupper() for word in report.speaker.name.split()):
        return None
    if not speaker.WRONG.find(claim, evidence):
        return None
    own = report.speaker.name
    said = [
        (each, quoted.context)
        for quoted in evidence.sentences
        for each in reports_of(claim.reported_content, quoted.context)
    ]
    if not said or not all(_is_other(own, each, there) for each, there in said):
        return None
    [first, context], *_ = said
    if _is_pronoun(first.speaker):
        return f"the draft has it from {own}, whom [{context.label}] does not name"
    return f"the draft has it from {own}, the article from {first.speaker.name}"


def _is_other(own: str, said: Statement, there: ContextParagraph) -> bool:
    """Whether the speaker is surely not the one whom the draft means."""
    theirs = said.speaker
    words, others = text_view(own).name_words, text_view(theirs.name).name_words
    if theirs.kind is SpeakerKind.DOCUMENT or not words.isdisjoint(others):
        return False
    # "The nominee" and "he" may be the one: not where the paragraph does not name that one.
    described = theirs.kind is not SpeakerKind.NAMED and theirs.name.lower().startswith("the ")
    if described or _is_pronoun(theirs):
        is_likely = any(
            is_speaker(own, each.speaker)
            for each in statements_in(there.number, there.article)
            if each.start == said.start
        )
        return not is_likely and words.isdisjoint(text_view(there.text).name_words)
    return not is_speaker(own, theirs)


def _is_pronoun(theirs: Speaker) -> bool:
    return theirs.name.lower() in THIRD_PERSON | PEOPLE_SPOKEN_OF
