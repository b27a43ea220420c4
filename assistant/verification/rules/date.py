"""Dates that the paragraphs do not have: "Jan. 11" is January 11."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.dates import missing_dates
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason


def _missing(claim: ClaimView, evidence: Evidence) -> str | None:
    missing = missing_dates(claim.plain.dates, evidence.text.dates)
    return f"{missing[0]} is not in {evidence.labels}" if missing else None


MISSING: Final = Rule(
    Reason.DATE, Severity.WITHHELD, "a date or weekday that the paragraph does not have", _missing
)
