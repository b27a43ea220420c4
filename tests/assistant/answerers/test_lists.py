"""Lists of what articles mention, as people ask for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from assistant.questions.kinds import kind_of
from assistant.types import Kind
from tests.assistant.answerers.asking import answered, found
from tests.assistant.passages import article

FLOOD = replace(
    article(
        "The river Aller flooded 340 homes in Dorne on Tuesday, and two people were hurt.",
        "“It came at night,” said Ann Lee, the mayor of Dorne. The state promised $3.5 million.",
        "The dam was built in 1962. The World Bank lent 1.2 million euros for it.",
        "Germany and Poland sent boats, the captain, Bo Adler, said. Dorne was hit in 1962 too.",
    ),
    published=datetime(2018, 9, 28),
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("list the dates", ["Tuesday (25 September 2018)", "1962"]),
        ("what dates are mentioned?", ["Tuesday (25 September 2018)", "1962"]),
        (
            "give me all the numbers pls",
            ["340 homes", "two people", "$3.5 million", "1.2 million euros"],
        ),
        ("list all amounts of money", ["$3.5 million", "1.2 million euros"]),
        ("which people are mentioned", ["Ann Lee, the mayor of Dorne", "Bo Adler"]),
        ("who is mentioned", ["Ann Lee, the mayor of Dorne", "Bo Adler"]),
        ("Which countries are mentioned in the article?", ["Germany", "Poland"]),
        ("can you list the places", ["Dorne", "Germany", "Poland"]),
        ("which organisations are named", ["World Bank"]),
    ],
)
def test_what_is_listed_stands_in_the_article(question: str, expected: list[str]) -> None:
    assert answered(question, FLOOD) == expected


def test_what_is_mentioned_twice_is_listed_once_with_both_places() -> None:
    [year] = [each for each in found("list the dates", FLOOD).sentences if each.text == "1962"]
    assert [quote.paragraph for quote in year.quotes] == [3, 4]


@pytest.mark.parametrize(
    "question",
    ["What figures did the company publish?", "Which places flooded?", "list the sources"],
)
def test_a_question_for_something_of_its_own_is_no_list(question: str) -> None:
    assert kind_of(question).kind is not Kind.LIST


def test_of_a_long_list_it_is_said_that_there_is_more() -> None:
    many = article(*(f"The hall was sold in {year}." for year in range(1950, 1990)))
    listed = found("list the dates", many)
    assert len(listed.sentences) == 25
    assert [note.text for note in listed.notes] == ["These are the first 25 of 40."]
