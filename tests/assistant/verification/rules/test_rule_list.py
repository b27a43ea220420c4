"""The list of rules: its order, its reasons, and the guide's table that is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from assistant.verification import ContextParagraph, Reason
from assistant.verification.claim import ClaimView
from assistant.verification.evidence import Evidence
from assistant.verification.rule import Severity
from assistant.verification.rules import RULES, as_markdown, violations
from tests.assistant.passages import article

GUIDE: Final = Path(__file__).parents[4] / "api" / "web" / "guide" / "checking.md"
START, END = "<!-- rules -->", "<!-- /rules -->"

HARBOUR = article("The harbour may close on 4 May, “for good”, Ann Lee said. Bo Berg left in 2019.")
[CITED] = [ContextParagraph("1", HARBOUR, HARBOUR.paragraph(1))]


def reasons(text: str, severity: Severity) -> list[Reason]:
    claim = ClaimView(text)
    found = violations(claim, Evidence.of(claim, [CITED]), severity)
    return list(dict.fromkeys(each.reason for each in found))


def test_what_withholds_is_asked_first() -> None:
    """Whoever asks for the first rule that is broken gets the gravest."""
    severities = [rule.severity for rule in RULES]
    assert severities == sorted(severities, key=list(Severity).index)


def test_a_rule_is_told_from_every_other_by_its_title() -> None:
    assert len({rule.title for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("claim", "broken"),
    [
        ("Bo Berg left.", []),
        (
            "At evil.example “so bad” 5 June 17 Zork said it.",
            [Reason.ADDRESS, Reason.QUOTE, Reason.DATE, Reason.NUMBER, Reason.NAME],
        ),
    ],
)
def test_rules_are_asked_in_their_order(claim: str, broken: list[Reason]) -> None:
    """An address hides the quotation, a quotation the date, a date the number."""
    assert reasons(claim, Severity.WITHHELD) == broken


def test_who_says_it_comes_before_what_is_said() -> None:
    assert reasons("No, all of the harbour did not close!", Severity.UNCERTAIN) == [
        Reason.SPEAKER,
        Reason.ANSWER,
        Reason.NEGATION,
        Reason.HEDGE,
        Reason.SIGN,
    ]


def test_the_guide_has_exactly_these_rules() -> None:
    """What stands between the markers is `as_markdown()`: put it there after a change."""
    told = GUIDE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    assert told.strip() == as_markdown()
