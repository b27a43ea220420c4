"""What was so, told as if it still were."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.cue_scopes import governed
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason
from index.language.en.cues import IN_PAST, IN_PRESENT

_REACH: Final = 3


def is_no_longer(claim: TextView, evidence: TextView) -> bool:
    """Whether the claim says that something is so, and the evidence only that it was."""
    # What is told both ways, "was and still is", contradicts neither.
    claimed = governed(claim, IN_PRESENT, _REACH) - governed(claim, IN_PAST, _REACH)
    over = governed(evidence, IN_PAST, _REACH) - governed(evidence, IN_PRESENT, _REACH)
    return not claimed.isdisjoint(over)


def _past(claim: ClaimView, evidence: Evidence) -> str | None:
    over = is_no_longer(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} speaks of the past" if over else None


PAST: Final = Rule(Reason.TIME, Severity.UNCERTAIN, "“is” where the paragraph says “was”", _past)
