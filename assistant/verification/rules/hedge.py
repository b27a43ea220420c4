"""A doubt that is left out: "may", "reportedly", or "some" of what "all" is said of."""

from __future__ import annotations

import re
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

_DOUBT: Final = re.compile(
    r"""
    (?<!\bin\s)(?<!\bof\s)(?<!\bon\s)(?<!\bby\s)(?<!\blast\s)(?<!\bsince\s)\bmay\b(?!\s\d)
  | \b(?:might|could|likely|unlikely|probabl[ey]|possibl[ey]|perhaps|maybe|presumably
      |apparently|reportedly|allegedly|alleged|supposedly|purportedly|appear(?:s|ed)?|seem(?:s|ed)?
      |expected|believed|suspected|thought|if|whether|unclear|unsure|uncertain|not\s(?:sure|clear)
      |doubt(?:s|ed|ful)?)\b
    """,
    re.VERBOSE,
)
_ALL: Final = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|always|entire(?:ly)?)\b(?!\sthe\stime)"
)
_REACH: Final = 8  # content words after a "may" that it may doubt


def is_surer(claim: TextView, evidence: TextView) -> bool:
    """Whether the claim leaves out that the evidence says it with a "may", or only of some."""
    if count(claim, _ALL) > 0 and count(evidence, _ALL) == 0:
        return True
    once = only_governed(evidence, _DOUBT, _REACH)
    certain = claim.term_counts.keys() - governed(claim, _DOUBT, _REACH)
    for scope in scopes(evidence.folded, _DOUBT, _REACH):
        doubted = scope & once
        if doubted and len(doubted & certain) >= min(2, len(doubted)):
            return True
    return retells(claim, evidence) and count(claim, _DOUBT) < count(evidence, _DOUBT)


def _surer(claim: ClaimView, evidence: Evidence) -> str | None:
    surer = is_surer(claim.plain, evidence.sentence_text)
    return f"{evidence.labels} is less certain" if surer else None


SURER: Final = Rule(
    Reason.HEDGE,
    Severity.UNCERTAIN,
    "a “may” or “probably” left out, or “all” for “some”",
    _surer,
)
