"""Lists of what articles mention, as people ask for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

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


RAIL: Final = article(
    "PORT ASKE - The leaders of Norland, Suria and Vest met near Hollin Square on Monday.",
    "President Ilmar Voss of Norland said the railway to Suria would open. Suria's parliament and "
    "Vest's prime minister agreed. Trains may stop in the Korn valley.",
    "Brightline, a company that owns the line, declined to comment. Mina Roth of the Institute of "
    "Transport warned of delays. The hospital in Aske, St Luke's Hospital, asked for a stop.",
    "The U.S. lent $3 million, and Washington wants more. Voss flew to Paris.",
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "list the places",
            "Port Aske, Norland, Suria, Vest, Hollin Square, Korn, Aske, U.S., Washington, Paris",
        ),
        ("which countries are mentioned?", "Norland, Suria, Vest, U.S."),
        ("organisations", "Brightline, Institute of Transport, St Luke's Hospital"),
    ],
)
def test_names_are_told_by_what_stands_beside_them(question: str, expected: str) -> None:
    """“Near”, “the valley”, “the president of”: no list has all the places of the world."""
    assert answered(question, RAIL) == expected.split(", ")


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
        ("can you list the places", ["Aller", "Dorne", "Germany", "Poland"]),
        ("which organisations are named", ["World Bank"]),
        ("dates pls", ["Tuesday (25 September 2018)", "1962"]),
        ("which countries are named in the story on the flood?", ["Germany", "Poland"]),
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


def test_of_a_day_without_a_year_the_year_is_added() -> None:
    fair = replace(
        article("The fair will open on 4 December in the town hall."),
        published=datetime(2026, 10, 6),
    )
    assert answered("list the dates", fair) == ["4 December (2026)"]
