"""A "not" that is dropped or added."""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.cue_scopes import count, governed, only_governed, retells
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.text_view import TextView
from assistant.verification.verdict import Reason
from index.language.en.cues import DENIAL

REACH: Final = 3  # content words after a "not" that it may deny


def is_reversed(claim: TextView, evidence: TextView) -> bool:
    """Whether one denies what the other affirms of the same words."""
    if _drops(claim, evidence) or _drops(evidence, claim):
        return True
    # Other words may stand for a "not" ("closed" for "not open"): the number counts in a retelling.
    return retells(claim, evidence) and count(claim, DENIAL) != count(evidence, DENIAL)


def _drops(one: TextView, other: TextView) -> bool:
    """Whether a word is denied in every place in the other, and nowhere in the one."""
    # What it also says without a "not" may be what the other repeats.
    denied = only_governed(other, DENIAL, REACH)
    return not denied.isdisjoint(one.term_counts.keys() - governed(one, DENIAL, REACH))


def _reversed(claim: ClaimView, evidence: Evidence) -> str | None:
    turned = is_reversed(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} says it with a “not”, or without" if turned else None


REVERSED: Final = Rule(
    Reason.NEGATION,
    Severity.UNCERTAIN,
    "a “not” too many, or one left out",
    _reversed,
)
