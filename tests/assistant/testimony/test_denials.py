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


def _told_over(question: str, *texts: str) -> str:
    report = article(*texts)
    passages = [passage(report, each.number) for each in report.paragraphs]
    return " ".join(each.text for each in find(question, passages))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola Dahl denied this. “We were all at home,” she said.",
        "Ola Dahl denied it.",
        "Ola Dahl denied that there had been such a promise.",
    ],
)
def test_who_opens_the_next_paragraph_denies_what_this_one_ends_with(sentence: str) -> None:
    told = _told_over(
        "Who denies that the port promised 60 cranes?",
        "Bo Li said that the port had promised 60 cranes.",
        sentence,
    )
    assert "Ola Dahl denied" in told


@pytest.mark.parametrize(
    ("first", "sentence"),
    [
        ("Al Fox said tea was served.", "Ola Dahl denied it."),  # Fox spoke last
        ("It rained.", "Ola Dahl denied that there had been such a storm."),
        ("It rained.", "Ola Dahl said she would call on Friday."),
    ],
)
def test_who_denies_something_else_is_not_named(first: str, sentence: str) -> None:
    told = _told_over(
        "Who denies that the port promised 60 cranes?",
        f"Bo Li said that the port had promised 60 cranes. {first}",
        sentence,
    )
    assert "Dahl" not in told


def test_who_denies_a_denial_in_the_next_paragraph_says_nothing_of_it() -> None:
    told = _told_over(
        "Who says that Li invented the figures?",
        "“I have never invented the figures,” Bo Li said.",
        "Ola Dahl denied that there had been such a theft.",
    )
    assert "Dahl" not in told


def test_no_reason_to_believe_it_denies_it() -> None:
    told = _told(
        "“There is no reason to believe that speed played a part,” said Ola Dahl.",
        "Who denies that speed played a part?",
    )
    assert "Ola Dahl" in told


@pytest.mark.parametrize(
    ("saying", "told"),
    [
        ("the log was lost when a pump failed", True),
        ("the log had been lost when a pump failed", True),
        ("the log will be lost when a pump failed to start", False),
        ("the log was saved before a pump failed", False),
    ],
)
def test_what_was_when_it_failed_says_that_it_did(saying: str, told: bool) -> None:
    answer = _told(f"Ola Dahl said that {saying}.", "Who says a pump failed?")
    assert ("Dahl" in answer) is told


def test_where_it_is_open_who_speaks_the_paragraph_is_told_from_where_it_names_somebody() -> None:
    told = _told(
        "Professor Lars Moe, 57, rejected the finding. “I invented nothing,” he said in a "
        "statement. The log had been lost when a server failed in 2022, he said.",
        "Do they agree that a server failed in 2022?",
    )
    assert told.startswith("Professor Lars Moe")
    assert "a server failed" in told
