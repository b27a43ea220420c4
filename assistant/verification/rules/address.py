"""Web addresses that stand in none of the paragraphs to the letter, or that run a script.

An address tells whoever keeps it what it was made of, once it is followed or fetched.
"""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.web_addresses import addresses, disguised_addresses, runs
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason
from index.language.folding import fold


def has_strange_address(claim: ClaimView, evidence: Evidence) -> bool:
    """Whether the claim has an address that runs, or that no paragraph has to the letter."""
    return _unknown(claim, evidence) is not None


def _unknown(claim: ClaimView, evidence: Evidence) -> str | None:
    if not claim.addresses:
        return None
    if any(map(runs, claim.addresses)):
        return "it has an address that runs or holds something, wherever it stands"
    known = {address for each in evidence.paragraphs for address in addresses(each.text)}
    return (
        None if claim.addresses <= known else f"it has an address that is not in {evidence.labels}"
    )


def _disguised(claim: ClaimView, evidence: Evidence) -> str | None:
    known = " ".join(fold(each.text) for each in evidence.paragraphs)
    strange = [each for each in disguised_addresses(claim.text) if each not in known]
    return f"it has what may be an address that is not in {evidence.labels}" if strange else None


UNKNOWN: Final = Rule(
    Reason.ADDRESS,
    Severity.WITHHELD,
    "a web address that the paragraph does not have, or that runs",
    _unknown,
)
DISGUISED: Final = Rule(
    Reason.ADDRESS,
    Severity.WITHHELD,
    "what may be an address, however it is written, and is not in the paragraph",
    _disguised,
)
