"""Dates that the paragraphs do not have: "Jan. 11" is January 11."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.dates import missing_dates, points_in_time
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import text_view
from assistant.verification.verdict import Reason
from index.language.en.calendar import MONTHS, WEEKDAYS


def _missing(claim: ClaimView, evidence: Evidence) -> str | None:
    missing = missing_dates(claim.plain.dates, evidence.text.dates)
    return f"{missing[0]} is not in {evidence.labels}" if missing else None


def _invented(claim: ClaimView, evidence: Evidence) -> str | None:
    """A month or day that the article does not name, nor was near when it was published."""
    claimed = {each.name: each.written for each in claim.plain.dates}
    claimed |= {each: each for each in points_in_time(claim.plain.text) if each not in claimed}
    if not claimed:
        return None
    article = evidence.article
    text = " ".join((article.title, *(each.text for each in article.paragraphs)))
    known = {each.name for each in text_view(text).dates} | {*points_in_time(text)}
    if article.published:
        at, day = article.published.month - 1, article.published.weekday()
        for way in (-1, 0, 1):
            known |= {MONTHS[(at + way) % 12], WEEKDAYS[(day + way) % 7]}
    invented = [written for name, written in claimed.items() if name not in known]
    return f"{invented[0]} is not in the article" if invented else None


MISSING: Final = Rule(
    Reason.DATE, Severity.WITHHELD, "a date or weekday that the paragraph does not have", _missing
)
INVENTED: Final = Rule(
    Reason.DATE, Severity.WITHHELD, "a month or day that the article does not name", _invented
)
