"""From the check's verdict to what a desk is told of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from assistant.draft_check.contradiction import otherwise
from assistant.draft_check.nearest import Nearest, Placed, nearest
from assistant.draft_check.reader import DraftSentence
from assistant.draft_check.speakers import other_speaker
from assistant.draft_check.stated import stated
from assistant.draft_check.types import Finding, JudgesWord
from assistant.verification import (
    ContextParagraph,
    EvidenceSentence,
    Judgement,
    Reason,
    Verdict,
    check,
)
from assistant.verification.check import LONGEST
from assistant.verification.claim import ClaimView
from assistant.verification.draft import Draft
from assistant.verification.empty_phrases import bare
from assistant.verification.evidence import labels
from assistant.verification.judge import OpenClaim
from index.types import Lack

SUPPORTED: Final = frozenset({Judgement.SUPPORTED, Judgement.REPAIRED})
"""The judgements with which a sentence may be printed."""


class Found(NamedTuple):
    """What is found of a sentence, the article's sentences beside it, and why.

    `open_claim` is what a judge may be asked, where the rules leave it open; `judge` is its word.
    `lacked` is what the search for the article's sentences had to do without.
    """

    finding: Finding
    evidence: tuple[EvidenceSentence, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    open_claim: OpenClaim | None = None
    judge: JudgesWord | None = None
    lacked: Lack | None = None


def find(sentence: DraftSentence, placed: Sequence[Placed]) -> Found:
    """What the paragraphs say of a sentence; those that it names are asked first."""
    text = stated(sentence.text)
    claim = ClaimView(bare(text))
    paragraphs = [each.paragraph for each in placed]
    named = [each for each in placed if each.paragraph.label in sentence.labels]
    near = nearest(claim, named, placed)
    asked = [each.paragraph for each in named] or near.evidence.paragraphs
    # The check asks those that a sentence cites first: where it names none, the nearest one.
    draft = Draft(text, tuple(each.label for each in asked))
    verdict = check(draft, paragraphs, "")
    if verdict.judgement in SUPPORTED:
        return Found(Finding.SUPPORTED, verdict.evidence, None, _elsewhere(named, verdict))
    if verdict.judgement in (Judgement.SILENT, Judgement.LEAD_IN):
        return Found(Finding.NO_CLAIM)
    if len(text) > LONGEST:
        return Found(Finding.UNCLEAR, (), verdict.reason, verdict.detail)
    found = _not_supported(claim, near, paragraphs, verdict)
    if found.finding is not Finding.UNCLEAR:
        return found
    return found._replace(open_claim=OpenClaim.of(draft, verdict, paragraphs, ""))


def _not_supported(
    claim: ClaimView, near: Nearest, paragraphs: Sequence[ContextParagraph], verdict: Verdict
) -> Found:
    if verdict.judgement is Judgement.UNREADABLE:
        return Found(Finding.UNCLEAR, verdict.evidence, verdict.reason, verdict.detail)
    if not near.is_about_it:
        return Found(Finding.NOTHING)
    if said := other_speaker(claim, near, paragraphs):
        return Found(Finding.OTHER_SPEAKER, (said.quoted,), Reason.SPEAKER, said.detail)
    if found := otherwise(claim, near):
        return Found(Finding.CONTRADICTED, (found.quoted,), found.reason, found.detail)
    return Found(Finding.UNCLEAR, near.evidence.sentences, verdict.reason, verdict.detail)


def _elsewhere(placed: Sequence[Placed], verdict: Verdict) -> str:
    """That other paragraphs say it than the draft names, if so."""
    named = [each.paragraph for each in placed]
    says = list(dict.fromkeys(each.context for each in verdict.evidence))
    if not named or any(each in named for each in says):
        return ""
    return f"{labels(says)} says it, not {labels(named)}"
