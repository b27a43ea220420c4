"""A sentence that has a question's words, and does not tell what is asked."""

from __future__ import annotations

import pytest

from assistant.extractive.telling import tells


@pytest.mark.parametrize(
    ("question", "telling", "not_telling"),
    [
        # The event has to stand there, be it by a synonym.
        (
            "Who wrote the petition?",
            "A baker, Jo Lund, wrote the petition.",
            "A clerk, Jo Lund, read the petition aloud.",
        ),
        (
            "When did Ann Lee confess?",
            "Ann Lee admitted it in May 2021.",
            "Ann Lee was charged with theft in May 2021.",
        ),
        (
            "How much did the inquiry cost?",
            "The inquiry cost $4 million.",
            "The inquiry found that $4 million had gone missing.",
        ),
        (
            "How did the skipper die?",
            "The skipper was killed by a mast.",
            "The skipper swam ashore.",
        ),
        # What was done, and not who did it.
        ("Who arrested him?", "He was arrested by Ann Lee.", "Ann Lee knew that he was arrested."),
        ("Who was arrested?", "Ann Lee was arrested.", "Ann Lee arrested two."),
        ("Who is the vicar?", "The vicar, Ann Lee, was away.", "A vicar spoke. Then came Ann Lee."),
        # A reason, and for this.
        (
            "Why was the cook dismissed?",
            "The cook was dismissed because she stole.",
            "The cook was dismissed in May, to the regret of all.",
        ),
        (
            "Why was the doctor late?",
            "The doctor was late after the car broke down.",
            "The doctor was late, 20 minutes after the call.",
        ),
        (
            "Why did the court overturn the ban?",
            "The judges quashed the ban on the ground that it was vague.",
            "The judges heard from both sides because it was a test case.",
        ),
        # A number of the things asked about.
        (
            "How many people came to the fair?",
            "About 300 people came to the fair.",
            "The fair lasted three hours, and people came from afar.",
        ),
        (
            "How many lives were lost?",
            "The storm killed nine people.",
            "Four of the dead were sisters.",
        ),
        (
            "How many children are missing?",
            "Three girls are missing.",
            "Another 19 are missing.",
        ),
        (
            "How many officers were at the gate?",
            "Nine police officers were at the gate.",
            "Some 400 people were at the gate.",
        ),
        (
            "How many men were held there?",
            "It held 340 men.",
            "A man was held there in cell 22.",
        ),
        (
            "How many people were on the barge?",
            "There were 20 people on the barge.",
            "It was the worst year since 1990, when a barge hit a pier and nine people were hurt.",
        ),
        # How long it took, and not when.
        (
            "How long did the hearing last?",
            "The hearing took nine days.",
            "The jury needed five hours last week.",
        ),
        (
            "How long did the talks go on?",
            "The talks broke off after 11 hours.",
            "She went on for two hours.",
        ),
    ],
)
def test_it_is_told_or_not(question: str, telling: str, not_telling: str) -> None:
    assert tells(question, telling)
    assert not tells(question, not_telling)


def test_what_no_synonym_is_known_for_may_be_told_in_any_words() -> None:
    """To defend oneself is to say many things; to die is not."""
    assert tells("How did the goalkeeper defend himself?", "He said that he had been threatened.")
    assert not tells("How did the goalkeeper die?", "He said that he had been threatened.")


def test_what_somebody_says_is_told_by_any_verb_of_saying() -> None:
    assert tells("What did the vicar say about the roof?", "“The roof leaks,” the vicar added.")
