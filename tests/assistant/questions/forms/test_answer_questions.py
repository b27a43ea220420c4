"""Who says so, and is that true: what the last answer says is what is asked about."""

from __future__ import annotations

import pytest

from assistant.questions.follow_ups.interpretations import readings
from assistant.types import NOT_FOUND, Message

DEPENDS = "Its spokesman, Keith Warren, said that 40,000 riders a day depend on the buses. [4]"


def understood(question: str, answer: str, before: str = "How many riders are there?") -> str:
    turns = [Message("user", before), Message("assistant", answer)]
    return readings(question, turns)[0].question


@pytest.mark.parametrize(
    "question",
    ["Who says so?", "says who", "and who said that?", "According to whom?", "who claims this"],
)
def test_who_says_so_asks_who_says_what_was_answered(question: str) -> None:
    """Without whoever the answer names, and shown as the question that it is."""
    assert understood(question, DEPENDS) == "Who says that 40,000 riders a day depend on the buses?"


@pytest.mark.parametrize(
    "question",
    ["Is that true?", "is that confirmed", "And is it really so?", "Isn't that certain?"],
)
def test_so_does_whether_it_is_true(question: str) -> None:
    asked = "Is it true that 40,000 riders a day depend on the buses?"
    assert understood(question, DEPENDS) == asked


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("The well is dry. [2] It was dug in 1911. [3]", "the well is dry"),
        ("LOWTON (AP) — A barn burned down. [1]", "a barn burned down"),
        ("“The well has been dry for years,” she told us. [A2]", "the well has been dry for years"),
        ("She said the well had dried up. [2]", "the well had dried up"),
    ],
)
def test_what_was_answered_is_its_first_sentence_without_what_stands_around_it(
    answer: str, told: str
) -> None:
    assert understood("Says who?", answer, "What happened?") == f"Who says that {told}?"


@pytest.mark.parametrize(
    "answer", ["The mayor says so [3].", "65. [1]", "Long " * 70 + "is it. [1]"]
)
def test_an_answer_that_says_nothing_by_itself_leaves_the_question_before(answer: str) -> None:
    assert understood("Says who?", answer, "Is the well dry?") == "Is the well dry – says who?"


def test_nobody_says_what_was_not_found() -> None:
    turns = [Message("user", "Is the well dry?"), Message("assistant", NOT_FOUND)]
    [only] = readings("Says who?", turns)
    assert (only.question, only.is_empty) == ("Says who?", True)


@pytest.mark.parametrize(
    "question", ["Does anyone disagree?", "who denies that", "And do others dispute this?"]
)
def test_who_disagrees_asks_who_denies_what_was_said(question: str) -> None:
    """What was asked about, where somebody was asked for who says it; else what was answered."""
    answer = "The mayor says so [3]."
    asked = understood(question, answer, "Who says the bridge is safe?")
    assert asked == "Who denies that the bridge is safe?"
    told = understood(question, DEPENDS)
    assert told == "Who denies that 40,000 riders a day depend on the buses?"


@pytest.mark.parametrize("question", ["Who found it?", "Who said it would rain in Ellis?"])
def test_other_questions_for_a_person_ask_for_something_else(question: str) -> None:
    assert not understood(question, DEPENDS).startswith("Who says that 40,000")
