"""Web addresses that stand in none of the paragraphs to the letter.

An address tells whoever keeps it what it was made of, once it is followed or fetched.
"""

from __future__ import annotations

from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.detectors.web_addresses import addresses
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity
from assistant.verification.verdict import Reason


def has_strange_address(claim: ClaimView, evidence: Evidence) -> bool:
    """Whether the claim has an address that stands in none of the paragraphs to the letter."""
    return bool(claim.addresses) and not claim.addresses <= {
        address for each in evidence.paragraphs for address in addresses(each.text)
    }


def _unknown(claim: ClaimView, evidence: Evidence) -> str | None:
    strange = has_strange_address(claim, evidence)
    return f"it has an address that is not in {evidence.labels}" if strange else None


UNKNOWN: Final = Rule(
    Reason.ADDRESS, Severity.WITHHELD, "a web address that the paragraph does not have", _unknown
)
