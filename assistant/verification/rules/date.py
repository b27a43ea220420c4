"""Dates that the paragraphs do not have: "Jan. 11" is January 11."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.dates import missing_dates
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import text_view
from assistant.verification.verdict import Reason
from index.language.en.calendar import MONTHS


def _missing(claim: ClaimView, evidence: Evidence) -> str | None:
    missing = missing_dates(claim.plain.dates, evidence.text.dates)
    return f"{missing[0]} is not in {evidence.labels}" if missing else None


def _invented(claim: ClaimView, evidence: Evidence) -> str | None:
    """A month that the article does not name, nor was near when it was published."""
    months = [each for each in claim.plain.dates if each.name in MONTHS]
    if not months:
        return None
    article = evidence.article
    known = {each.name for each in text_view(" ".join(p.text for p in article.paragraphs)).dates}
    if article.published:
        at = article.published.month - 1
        known |= {MONTHS[(at + months) % 12] for months in (-1, 0, 1)}
    invented = [each.written for each in months if each.name not in known]
    return f"{invented[0]} is not in the article" if invented else None


MISSING: Final = Rule(
    Reason.DATE, Severity.WITHHELD, "a date or weekday that the paragraph does not have", _missing
)
INVENTED: Final = Rule(
    Reason.DATE, Severity.WITHHELD, "a month that the article does not name", _invented
)
