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

# The first rule that a claim breaks gives the reason, so the more telling one comes first. What
# withholds comes before what is uncertain: an address may hide any of the others, a quotation has
# numbers and names in it, and a date is a number, too. Then the language, since all after it read
# English; who says it before what is said; and a name of another paragraph last, for most of those
# are speakers. Whether a claim is shown does not hang on the order, with one exception: who says
# what is told or not by the reason of the first rule that is not on speakers
# (`testimony.source_answers`).
RULES: Final[tuple[Rule, ...]] = (
    address.UNKNOWN,
    quotation.ALTERED,
    date.MISSING,
    number.MISSING,
    name.UNKNOWN,
    language.UNCHECKED,
    speaker.WRONG,
    speaker.UNNAMED,
    speaker.QUALIFIED,
    speaker.DISCLAIMED,
    verb.STRONGER,
    verb.VOUCHING,
    answer.OUTRIGHT,
    negation.REVERSED,
    hedge.SURER,
    tense.PAST,
    cause.INVENTED,
    number.SURPLUS,
    number.BROKEN,
    sign.STRANGE,
    sign.SCARE_QUOTES,
    name.CASE,
    name.ELSEWHERE,
)


FINAL: Final[tuple[Rule, ...]] = (
    address.UNKNOWN,
    address.DISGUISED,
    quotation.ALTERED,
    quotation.UNMARKED,
    quotation.CUT,
    language.UNCHECKED,
    language.OTHER,
    sign.LETTERS,
    sign.STRANGE,
    sign.SCARE_QUOTES,
    name.UNKNOWN,
    name.INVENTED,
    number.INVENTED,
    date.INVENTED,
)
"""The rules that no judge can overrule: about letters, and about what is nowhere in the article."""


def violations(claim: ClaimView, evidence: Evidence, severity: Severity) -> Iterator[Violation]:
    """The rules of this severity that a claim breaks, in order; each is asked when it is due."""
    for rule in RULES:
        if rule.severity is severity and (detail := rule.find(claim, evidence)):
            yield Violation(rule.reason, detail)


def as_markdown() -> str:
    """The rules as the guide's table."""
    rows = (f"| {each.title} | {each.severity.value} | `{each.reason.value}` |" for each in RULES)
    return "\n".join(
        ("| what a rule finds | what the reader sees | `reason` |", "|---|---|---|", *rows)
    )
