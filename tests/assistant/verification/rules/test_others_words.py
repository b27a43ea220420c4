"""Sentences that keep a paragraph's words and lose what made them somebody else's, by the rules."""

from __future__ import annotations

import pytest

from assistant.verification import ContextParagraph, Judgement, check
from assistant.verification.draft import Draft
from tests.assistant.passages import article

SHOWN = (Judgement.SUPPORTED, Judgement.REPAIRED)


def is_shown(paragraph: str, claim: str) -> bool:
    told = article("A ferry sank off Tarn in May.", paragraph)
    context = [ContextParagraph(str(each.number), told, each) for each in told.paragraphs]
    return check(Draft(claim, ("2",)), context, "What is said?").judgement in SHOWN


@pytest.mark.parametrize(
    ("paragraph", "claim"),
    [
        ("The captain told us to leave the ship.", "The captain told US to leave the ship."),
        ("The doctors asked who paid the bill.", "The doctors asked WHO paid the bill."),
        ("The ministry bought aids for the school.", "The ministry bought AIDS for the school."),
        ("The economist praised the ferry.", "The Economist praised the ferry."),
        ("The cook served turkey to the crew.", "The cook served Turkey to the crew."),
        ("The envoy flew to Turkey on Sunday.", "The envoy flew to turkey on Sunday."),
        (
            "According to the mayor of Tarn’s rivals, the ferry was rotten.",
            "According to the mayor, the ferry was rotten.",
        ),
        (
            "The queen of Selm’s sister said that the war was lost.",
            "The queen said that the war was lost.",
        ),
        (
            "The captain of the darts team said that the ferry was safe.",
            "The captain said that the ferry was safe.",
        ),
        (
            "The minister in exile said that the ferry was safe.",
            "The minister said that the ferry was safe.",
        ),
        (
            "The ferry was rotten, said the mayor in a novel by Orr.",
            "The ferry was rotten, said the mayor.",
        ),
        (
            "The ferry was rotten, according to a letter that the owner calls a forgery.",
            "The ferry was rotten, according to a letter.",
        ),
        (
            "Lund said that the ferry was safe, but later he corrected himself.",
            "Lund said that the ferry was safe.",
        ),
        ("The owner sold 1/3 of the ferry.", "The owner sold 1 3 of the ferry."),
        ("The G-7 met on the ferry.", "The 7 met on the ferry."),
    ],
)
def test_what_made_them_others_may_not_be_lost(paragraph: str, claim: str) -> None:
    assert not is_shown(paragraph, claim)


@pytest.mark.parametrize(
    ("paragraph", "claim"),
    [
        ("Economists praised the ferry.", "Economists praised the ferry."),
        (
            "The mayor of Tarn said that the ferry was safe. The mayor smiled.",
            "The mayor said that the ferry was safe.",
        ),
        (
            "The captain of the ferry said that it was safe.",
            "The captain of the ferry said it was safe.",
        ),
        ("Ann Lund of the union said that the ferry sank.", "Ann Lund said the ferry sank."),
        ("The G-7 met on the ferry in May.", "The G-7 met on the ferry."),
    ],
)
def test_what_needs_no_more_is_shown(paragraph: str, claim: str) -> None:
    assert is_shown(paragraph, claim)
