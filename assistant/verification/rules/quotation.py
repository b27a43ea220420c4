"""Are the words between quotation marks in the evidence, to the letter?"""

from __future__ import annotations

import re

from assistant.attribution.syntax.quotations import quotations
from index.language.folding import straighten

_EDGES = " .,;:!?…'\""
_OMISSION = re.compile(r"\s?(?:\[?\.\.\.\]?|\[?…\]?)\s?")  # in straightened text


def altered_quotes(claim: str, evidence: str) -> list[str]:
    """What the claim quotes and the evidence does not have.

    Typographic marks, the first letter's case and the stop before the closing mark may differ;
    parts between dots of omission have to come in order.
    """
    plain = straighten(evidence)
    return [quote for quote in _quoted(claim) if not _is_in(straighten(quote), plain)]


def _quoted(claim: str) -> list[str]:
    spans = [(each.inner_start, each.inner_end) for each in quotations(claim)]
    return [claim[start:end] for start, end in spans if re.search(r"\w", claim[start:end])]


def _is_in(quote: str, evidence: str) -> bool:
    at = 0
    for part in _OMISSION.split(quote):
        bare = part.strip(_EDGES)
        pattern = re.compile(rf"(?<!\w)(?i:{re.escape(bare[:1])}){re.escape(bare[1:])}(?!\w)")
        found = pattern.search(evidence, at) if bare else None
        if bare and found is None:
            return False
        at = found.end() if found else at
    return True
