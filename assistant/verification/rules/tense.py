"""What was so, told as if it still were."""

from __future__ import annotations

import re
from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.cue_scopes import governed
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason

_PAST: Final = re.compile(
    r"\b(?:was|were|had\sbeen|used\sto(?:\sbe)?|former(?:ly)?|once|until|ex)\b", re.VERBOSE
)
_PRESENT: Final = re.compile(
    r"\b(?:is|are|has\sbeen|have\sbeen|currently|now|still|remains?)\b", re.VERBOSE
)
_REACH: Final = 3


def is_no_longer(claim: TextView, evidence: TextView) -> bool:
    """Whether the claim says that something is so, and the evidence only that it was."""
    claimed = governed(claim, _PRESENT, _REACH) - governed(claim, _PAST, _REACH)
    over = governed(evidence, _PAST, _REACH) - governed(evidence, _PRESENT, _REACH)
    return not claimed.isdisjoint(over)


def _past(claim: ClaimView, evidence: Evidence) -> str | None:
    over = is_no_longer(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} speaks of the past" if over else None


PAST: Final = Rule(Reason.TIME, Severity.UNCERTAIN, "“is” where the paragraph says “was”", _past)
