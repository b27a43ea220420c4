"""From the check's verdict to what a desk is told of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.draft_check.contradiction import otherwise
from assistant.draft_check.reader import DraftSentence
from assistant.draft_check.speakers import other_speaker
from assistant.draft_check.types import Finding, JudgesWord
from assistant.verification import (
    ContextParagraph,
    EvidenceSentence,
    Judgement,
    Reason,
    Verdict,
    check,
)
from assistant.verification.check import LITTLE, LONGEST
from assistant.verification.claim import ClaimView
from assistant.verification.draft import Draft
from assistant.verification.empty_phrases import bare
from assistant.verification.evidence import Evidence, labels
from assistant.verification.judge import OpenClaim

SUPPORTED: Final = frozenset({Judgement.SUPPORTED, Judgement.REPAIRED})
"""The judgements with which a sentence may be printed."""


class Found(NamedTuple):
    """What is found of a sentence, the article's sentences beside it, and why.

    `open_claim` is what a judge may be asked, where the rules leave it open; `judge` is its word.
    """

    finding: Finding
    evidence: tuple[EvidenceSentence, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    open_claim: OpenClaim | None = None
    judge: JudgesWord | None = None


def find(sentence: DraftSentence, paragraphs: Sequence[ContextParagraph]) -> Found:
    """What the paragraphs say of a sentence; those that it names are asked first."""
    claim = ClaimView(bare(sentence.text))
    named = [each for each in paragraphs if each.label in sentence.labels]
    nearest = _nearest(claim, named, paragraphs)
    # The check asks those that a sentence cites first: where it names none, the nearest one.
    cited = tuple(each.label for each in named or nearest)
    draft = Draft(sentence.text, cited)
    verdict = check(draft, paragraphs, "")
    if verdict.judgement in SUPPORTED:
        return Found(Finding.SUPPORTED, verdict.evidence, None, _elsewhere(named, verdict))
    if verdict.judgement in (Judgement.SILENT, Judgement.LEAD_IN):
        return Found(Finding.NO_CLAIM)
    if len(sentence.text) > LONGEST:
        return Found(Finding.UNCLEAR, (), verdict.reason, verdict.detail)
    found = _not_supported(claim, Evidence.of(claim, nearest), verdict)
    if found.finding is not Finding.UNCLEAR:
        return found
    return found._replace(open_claim=OpenClaim.of(draft, verdict, paragraphs, ""))


def _not_supported(claim: ClaimView, evidence: Evidence, verdict: Verdict) -> Found:
    if verdict.judgement is Judgement.UNREADABLE:
        return Found(Finding.UNCLEAR, verdict.evidence, verdict.reason, verdict.detail)
    if evidence.share < LITTLE:
        return Found(Finding.NOTHING)
    if speaker := other_speaker(claim, evidence):
        return Found(Finding.OTHER_SPEAKER, evidence.sentences, Reason.SPEAKER, speaker)
    if found := otherwise(claim, evidence):
        return Found(Finding.CONTRADICTED, (found.quoted,), found.reason, found.detail)
    return Found(Finding.UNCLEAR, evidence.sentences, verdict.reason, verdict.detail)


def _nearest(
    claim: ClaimView, named: Sequence[ContextParagraph], paragraphs: Sequence[ContextParagraph]
) -> Sequence[ContextParagraph]:
    """The paragraphs named, if they are about it; else the one that has most of it."""
    if named and Evidence.of(claim, named).share >= LITTLE:
        return named
    return [max(paragraphs, key=lambda each: Evidence.of(claim, [each]).share)]


def _elsewhere(named: Sequence[ContextParagraph], verdict: Verdict) -> str:
    """That other paragraphs say it than the draft names, if so."""
    says = list(dict.fromkeys(each.context for each in verdict.evidence))
    if not named or any(each in named for each in says):
        return ""
    return f"{labels(says)} says it, not {labels(named)}"
