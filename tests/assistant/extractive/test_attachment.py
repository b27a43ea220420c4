"""What is asked for belongs to what happened, or to something else in the sentence."""

from __future__ import annotations

import pytest

from assistant.extractive.attachment import APART, attachment


@pytest.mark.parametrize(
    ("question", "closer", "farther"),
    [
        (
            "How many people were killed?",
            "Nine people died in the blast, which injured 40.",
            "The blast, in which people died, was heard by 9,000.",
        ),
        (
            "When did the mayor resign?",
            "The mayor resigned on Monday after a row.",
            "The mayor, who has now resigned, had opened the bridge on Monday.",
        ),
        (
            "Where was the driver caught?",
            "Officers seized the driver at a farm near Lund.",
            "Officers seized a driver suspected of robbing shops in Lund.",
        ),
        ("What did the pier cost?", "It cost £4,000.", "Repairs would have cost £4,000."),
        (
            "Why was the pool closed?",
            "The pool was shut because of a leak.",
            "The pool was shut for a week.",
        ),
        (
            "How much does Orm pay for Tal?",
            "Orm agreed to buy Tal, the maker of a sweet biscuit, for $3 million.",
            "Orm, which buys nothing now, owes Tal $4 million.",
        ),
        ("How many were hurt?", "The number of hurt rose to 19.", "Six were not hurt."),
    ],
)
def test_what_is_closer(question: str, closer: str, farther: str) -> None:
    close, far = attachment(question, closer), attachment(question, farther)
    assert close is not None
    assert far is not None
    assert close > far


def test_who_does_not_say_what_happened_is_apart() -> None:
    assert attachment("When did the mayor resign?", "The mayor slept on Monday.") == APART
    assert attachment("When did the mayor resign?", "The mayor resigned.") == APART


def test_nothing_is_known_where_nothing_is_asked_for() -> None:
    assert attachment("What is the pier like?", "The pier is long.") is None
    assert attachment("When was that?", "It was on Monday.") is None
