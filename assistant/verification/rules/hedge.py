"""A doubt that is left out: "may", "reportedly", or "some" of what "all" is said of."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.cue_scopes import (
    count,
    governed,
    only_governed,
    retells,
    scopes,
)
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason
from index.language.en.cues import ALL
from index.language.en.hedges import DOUBT

_REACH: Final = 8  # content words after a "may" that it may doubt


def is_surer(claim: TextView, evidence: TextView) -> bool:
    """Whether the claim leaves out that the evidence says it with a "may", or only of some."""
    # "All" for "some": how many are meant is left open as much as by a "may".
    if count(claim, ALL) > 0 and count(evidence, ALL) == 0:
        return True
    once = only_governed(evidence, DOUBT, _REACH)
    certain = claim.term_counts.keys() - governed(claim, DOUBT, _REACH)
    for scope in scopes(evidence.folded, DOUBT, _REACH):
        doubted = scope & once
        # One word in common may be chance, unless it is all that is doubted.
        if doubted and len(doubted & certain) >= min(2, len(doubted)):
            return True
    return retells(claim, evidence) and count(claim, DOUBT) < count(evidence, DOUBT)


def _surer(claim: ClaimView, evidence: Evidence) -> str | None:
    surer = is_surer(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} is less certain" if surer else None


SURER: Final = Rule(
    Reason.HEDGE,
    Severity.UNCERTAIN,
    "a “may” or “probably” left out, or “all” for “some”",
    _surer,
)
