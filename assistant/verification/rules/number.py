"""Numbers that the paragraphs do not have, or not as often, whatever form they are written in."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.numbers import missing_numbers, surplus_numbers
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason


def _missing(claim: ClaimView, evidence: Evidence) -> str | None:
    missing = missing_numbers(claim.plain.numbers, evidence.text.numbers)
    return f"{missing[0]} is not in {evidence.labels}" if missing else None


def _surplus(claim: ClaimView, evidence: Evidence) -> str | None:
    """A number that is there once and counts two things: "five spend 5 percent"."""
    counts = evidence.sentence_text.number_counts
    surplus = surplus_numbers(claim.plain.numbers, claim.plain.number_counts, counts)
    return f"{surplus[0]} belongs to something else in {evidence.labels}" if surplus else None


MISSING: Final = Rule(
    Reason.NUMBER, Severity.WITHHELD, "a number that the paragraph does not have", _missing
)
SURPLUS: Final = Rule(
    Reason.NUMBER, Severity.UNCERTAIN, "a number more often than the paragraph has it", _surplus
)
