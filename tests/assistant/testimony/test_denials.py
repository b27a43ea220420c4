"""Who denies it by pointing back, of oneself, within another's words; who is quoted by another."""

from __future__ import annotations

import pytest

from assistant.extractive.answerer import find
from tests.assistant.passages import article, passage

MAYOR = "The mayor said the pier is closed."


def _told(text: str, question: str) -> str:
    report = article(text)
    return " ".join(each.text for each in find(question, [passage(report, 1)]))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola Dahl denied this.",
        "Ola Dahl said that was a lie.",
        "Ola Dahl said this was simply not true.",
        "“That’s nonsense,” Ola Dahl said.",
        "Ola Dahl says it is not.",
        "That was disputed by Ola Dahl.",
    ],
)
def test_who_points_back_denies_what_stands_before(sentence: str) -> None:
    assert "Dahl" in _told(f"{MAYOR} {sentence}", "Who denies that the pier is closed?")


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "Ola Dahl denied renting the pier to Bo Li.",
            "Who denies that Dahl rented the pier to Bo Li?",
        ),
        ("The army denied that it had bombed the pier.", "Who denies the army bombed the pier?"),
        (
            "Ola Dahl said there is no chance that the pier is closed.",
            "Who denies the pier is closed?",
        ),
        (
            "Ola Dahl said the pier is not closed.",
            "Who says it isn’t true that the pier is closed?",
        ),
        (
            "Ola Dahl contradicted the claim that the pier is closed.",
            "Who denies the pier is closed?",
        ),
    ],
)
def test_who_denies_it_is_quoted(sentence: str, question: str) -> None:
    assert _told(sentence, question) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola Dahl denied that Bo Li had told aides the pier is closed.",
        "Ola Dahl doubted that the council argued the pier is closed.",
        "Ola Dahl asked whether Bo Li had claimed the pier is closed.",
        "Ola Dahl said it was too early to tell whether the pier is closed.",
    ],
)
def test_nobody_says_what_is_only_told_of_in_a_denial_or_a_question(sentence: str) -> None:
    assert _told(sentence, "Who says the pier is closed?") == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "The Star quoted Ola Dahl as saying the pier is closed.",
        "Her office issued a statement saying the pier is closed.",
        "The two said the pier is closed.",
        "His office said the pier is closed.",
    ],
)
def test_who_is_quoted_by_another_or_not_named_is_told_in_the_articles_words(sentence: str) -> None:
    assert _told(sentence, "Who says the pier is closed?") == sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who confirms the pier is closed?", "Ola Dahl confirmed reports that the pier is closed."),
        ("Who can confirm that the pier is closed?", "Ola Dahl confirmed that the pier is closed."),
        ("Who rejects the idea that the pier is closed?", "Ola Dahl denied the pier is closed."),
        (
            "Who questions whether the pier is closed?",
            "Ola Dahl questioned whether the pier is closed.",
        ),
        (
            "Who wants to know whether the pier is closed?",
            "Ola Dahl asked whether the pier is closed.",
        ),
        (
            "Is anyone unsure whether the pier is closed?",
            "Ola Dahl did not know if the pier is closed.",
        ),
        ("Who, if anyone, denies the pier is closed?", "Ola Dahl denied the pier is closed."),
        ("Who’s saying the pier is closed?", "Ola Dahl said the pier is closed."),
    ],
)
def test_stances_are_asked_for_in_many_ways(question: str, sentence: str) -> None:
    assert "Ola Dahl" in _told(sentence, question)
    assert "Ola Dahl" not in _told("Ola Dahl hopes the pier is closed.", question)


def test_who_denies_a_denial_says_so() -> None:
    """Neither is he told to deny what she denies."""
    text = "Ola Dahl said the pier was not safe. Bo Li denied that."
    assert (
        _told(text, "Who denies that the pier was safe?") == "Ola Dahl said the pier was not safe."
    )
    assert _told(text, "Who says the pier was safe?") == text
