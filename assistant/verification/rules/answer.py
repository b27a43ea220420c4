"""A "yes" or "no" that the article does not say."""

from __future__ import annotations

import re
from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason

_ANSWER: Final = re.compile(r"^(?:yes|no)\b(?=[,.:;!—–-])")


def answers_outright(claim: TextView, evidence: TextView) -> bool:
    """Whether the claim begins with a "yes" or a "no" that the evidence does not say."""
    answer = _ANSWER.match(claim.folded)
    return answer is not None and re.search(rf"\b{answer[0]},", evidence.folded) is None


def _outright(claim: ClaimView, evidence: Evidence) -> str | None:
    answers = answers_outright(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} does not say yes or no" if answers else None


OUTRIGHT: Final = Rule(
    Reason.ANSWER, Severity.UNCERTAIN, "a “yes” or “no” that the paragraph does not say", _outright
)
