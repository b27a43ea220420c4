"""Articles in a language that no rule can read."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason
from index.language.languages import language_of


def _unchecked(_: ClaimView, evidence: Evidence) -> str | None:
    # An article whose language is not known is read as English.
    if all(language_of(each.article.language).has_rules for each in evidence.paragraphs):
        return None
    return f"{evidence.labels} is not in English: only what stands there is shown"


UNCHECKED: Final = Rule(
    Reason.LANGUAGE,
    Severity.UNCERTAIN,
    "an article that is not in English",
    _unchecked,
)
