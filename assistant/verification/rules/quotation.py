"""Words between quotation marks that are not in the paragraphs to the letter."""

from __future__ import annotations

import re
from typing import Final

from assistant.attribution.syntax.quotations import quotations
from assistant.verification.claim import ClaimView
from assistant.verification.detectors.orders import own_voice
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason
from index.language.en.cues import DENIAL
from index.language.folding import fold, straighten

_EDGES = " .,;:!?…'\""
_OMISSION = re.compile(r"\s?(?:\[?\.\.\.\]?|\[?…\]?)\s?")  # in straightened text
_ODD_MARK: Final = re.compile(r"[「」『』〝〞″❝❞`]|,,|''")
_FIRST_PERSON: Final = re.compile(
    r"\b(?:I(?=\s[a-z]|'[a-z])|[Ww]e|[Mm]y|[Oo]ur|me|us|myself|ourselves)\b"
)
_CLAUSE_START: Final = re.compile(r"[.;:!?\"]")
_BEFORE: Final = 60  # characters before a quotation that are looked at
_WORDS_BEFORE: Final = 4


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


def _unmarked(claim: ClaimView, evidence: Evidence) -> str | None:
    """Somebody's own words without marks, or in marks that are no quotation marks in English."""
    text = evidence.text.text
    if (mark := _ODD_MARK.search(claim.plain.text)) and mark[0] not in text:
        return f"{evidence.labels} does not have the mark {mark[0]}"
    # Behind a colon it is nobody's report: "said we are" may be one.
    own = own_voice(claim.plain.text).partition(":")[2]
    if (word := _FIRST_PERSON.search(own)) and straighten(claim.text) not in evidence.text.straight:
        return f"“{word[0]}” stands outside of quotation marks"
    return None


def _cut(claim: ClaimView, evidence: Evidence) -> str | None:
    """A quotation in front of which the paragraph has a "not" that the claim has nowhere."""
    if DENIAL.search(claim.plain.folded):
        return None
    for quote in map(fold, _quoted(claim.plain.text)):
        place = evidence.text.folded.find(quote.strip(_EDGES))
        before = _CLAUSE_START.split(evidence.text.folded[max(place - _BEFORE, 0) : max(place, 0)])
        if DENIAL.search(" ".join(before[-1].split()[-_WORDS_BEFORE:])):
            return f"{evidence.labels} has a “not” in front of “{quote}”"
    return None


def _altered(claim: ClaimView, evidence: Evidence) -> str | None:
    altered = altered_quotes(claim.plain, evidence.text)
    return f"“{altered[0]}” is not in {evidence.labels}" if altered else None


ALTERED: Final = Rule(
    Reason.QUOTE,
    Severity.WITHHELD,
    "a quotation that the paragraph does not have to the letter",
    _altered,
)
UNMARKED: Final = Rule(
    Reason.QUOTE, Severity.WITHHELD, "somebody’s own words without quotation marks", _unmarked
)
CUT: Final = Rule(Reason.QUOTE, Severity.WITHHELD, "a quotation without its “not”", _cut)
