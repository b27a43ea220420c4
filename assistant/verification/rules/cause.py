"""A reason that the article does not give."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason
from index.language.en.cues import CAUSE, CONCLUSION


def gives_a_reason(claim: TextView, evidence: TextView) -> bool:
    """Whether the claim gives one thing as the reason of another, and the evidence does not.

    A claim that begins with "Therefore" concludes from what is said before it, which the evidence
    has to do likewise.
    """
    if CONCLUSION.match(claim.folded):
        return CONCLUSION.search(evidence.folded) is None
    return CAUSE.search(claim.folded) is not None and CAUSE.search(evidence.folded) is None


def _invented(claim: ClaimView, evidence: Evidence) -> str | None:
    gives = gives_a_reason(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} does not give it as the reason" if gives else None


INVENTED: Final = Rule(
    Reason.CAUSE,
    Severity.UNCERTAIN,
    "a reason or conclusion that the paragraph does not give",
    _invented,
)
