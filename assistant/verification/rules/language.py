"""Articles in a language that no rule can read."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason

CHECKED: Final = ("en", None)
"""Languages whose sentences the rules can read, and where it is not known. Of all others only
whole sentences are shown as they stand."""


def _unchecked(_: ClaimView, evidence: Evidence) -> str | None:
    if all(each.article.language in CHECKED for each in evidence.paragraphs):
        return None
    return f"{evidence.labels} is not in English: only what stands there is shown"


UNCHECKED: Final = Rule(
    Reason.LANGUAGE,
    Severity.UNCERTAIN,
    "an article that is not in English, unless it is copied word for word",
    _unchecked,
)
