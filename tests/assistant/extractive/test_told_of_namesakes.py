"""What is told of somebody is no answer about another of the same last name."""

from __future__ import annotations

from assistant.extractive.namesakes import is_of_namesake
from tests.assistant.passages import article

ABOUT = article(
    "Luc Moreau was dismissed.",
    "Gary Moreau, no relation, was pleased.",
    "Moreau, 49, was appointed in June.",
)


def test_a_last_name_alone_is_of_whoever_was_named_first() -> None:
    alone = "Moreau, 49, was appointed in June."
    assert is_of_namesake("How old is Gary Moreau?", ABOUT, alone)
    assert not is_of_namesake("How old is Luc Moreau?", ABOUT, alone)
    assert not is_of_namesake("How old is Moreau?", ABOUT, alone)


def test_another_first_name_is_another_person() -> None:
    assert is_of_namesake("Who is Luc Moreau?", ABOUT, "Peter Moreau, no relation, was pleased.")
    assert not is_of_namesake("Is President Moreau ill?", ABOUT, "Luc Moreau was dismissed.")
