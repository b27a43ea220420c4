"""Words between quotation marks that are not in the paragraphs to the letter."""

from __future__ import annotations

import re
from typing import Final

from assistant.attribution.syntax.quotations import quotations
from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason
from index.language.folding import straighten

_EDGES = " .,;:!?…'\""
_OMISSION = re.compile(r"\s?(?:\[?\.\.\.\]?|\[?…\]?)\s?")  # in straightened text


def altered_quotes(claim: TextView, evidence: TextView) -> list[str]:
    """The quotations of a claim that the evidence does not have.

    Typographic marks, the first letter's case and the stop before the closing mark may differ;
    parts between dots of omission have to come in order.
    """
    quotes = _quoted(claim.text)
    return [quote for quote in quotes if not _is_in(straighten(quote), evidence.straight)]


def _quoted(claim: str) -> list[str]:
    spans = [(each.inner_start, each.inner_end) for each in quotations(claim)]
    return [claim[start:end] for start, end in spans if re.search(r"\w", claim[start:end])]


def _is_in(quote: str, evidence: str) -> bool:
    at = 0
    for part in _OMISSION.split(quote):
        bare = part.strip(_EDGES)
        # The first letter's case may differ: it may begin a sentence in one text only.
        pattern = re.compile(rf"(?<!\w)(?i:{re.escape(bare[:1])}){re.escape(bare[1:])}(?!\w)")
        place = pattern.search(evidence, at) if bare else None
        if bare and place is None:
            return False
        at = place.end() if place else at
    return True


def _altered(claim: ClaimView, evidence: Evidence) -> str | None:
    altered = altered_quotes(claim.plain, evidence.text)
    return f"“{altered[0]}” is not in {evidence.labels}" if altered else None


ALTERED: Final = Rule(
    Reason.QUOTE,
    Severity.WITHHELD,
    "a quotation that the paragraph does not have to the letter",
    _altered,
)
