"""What must not be wrong in a claim: one file a reason, and the list in whose order they are asked.

A new rule is a file here and a line in `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Rule, Severity, Violation
from assistant.verification.rules import (
    address,
    answer,
    cause,
    date,
    hedge,
    language,
    name,
    negation,
    number,
    quotation,
    sign,
    speaker,
    tense,
    verb,
)

# A claim is told by the first rule that it breaks, so the order decides the reason that is shown,
# though never whether it is shown. What is found to the letter comes first: an address may hide
# any of the others, a quotation has numbers and names in it, a date is a number, too. Among the
# uncertain, the language comes before all that reads English; who says it before what is said,
# since a speech that is changed is another's; and names last, for most of them are speakers.
RULES: Final[tuple[Rule, ...]] = (
    address.UNKNOWN,
    quotation.ALTERED,
    date.MISSING,
    number.MISSING,
    name.UNKNOWN,
    language.UNCHECKED,
    speaker.WRONG,
    speaker.UNNAMED,
    verb.STRONGER,
    verb.VOUCHING,
    answer.OUTRIGHT,
    negation.REVERSED,
    hedge.SURER,
    tense.PAST,
    cause.INVENTED,
    number.SURPLUS,
    sign.STRANGE,
    sign.SCARE_QUOTES,
    name.ELSEWHERE,
)


def violations(claim: ClaimView, evidence: Evidence, severity: Severity) -> Iterator[Violation]:
    """The rules of this severity that a claim breaks, in order; each is asked when it is due."""
    for rule in RULES:
        if rule.severity is severity and (detail := rule.find(claim, evidence)):
            yield Violation(rule.reason, detail)


def as_markdown() -> str:
    """The rules as the guide's table."""
    rows = (f"| {each.title} | {each.severity.value} | `{each.reason.value}` |" for each in RULES)
    return "\n".join(("| The sentence has | What is shown | Reason |", "|---|---|---|", *rows))
