"""Both sides of what is compared, in the articles' words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

import pytest

from assistant.questions.forms.comparison_questions import (
    ComparisonQuestion,
    comparison_question_of,
)
from assistant.questions.kinds import kind_of
from assistant.types import Kind
from tests.assistant.answerers.asking import answered
from tests.assistant.answerers.whole_articles import asked
from tests.assistant.passages import article

MILL = article(
    "Mayor Ann Field said the bridge would open in May. “It is safe,” she said.",
    "“The bridge is falling down,” said Bo Larsson, a baker.",
    "Two officials said that Field ordered the closure. Other officials were unsure whether she "
    "ordered it.",
    "At least 12 workers were hurt on the bridge on Friday.",
    id_="mill",
    title="Mill bridge closed",
)
LATER = article(
    "Ann Field said she had been wrong about the bridge.",
    "At least 15 workers were hurt on the bridge on Friday.",
    id_="later",
    title="Mill bridge stays closed",
)


@pytest.mark.parametrize(
    ("question", "sides", "matter"),
    [
        (
            "compare what the mayor and larsson say about the bridge",
            ("the mayor", "larsson"),
            "the bridge",
        ),
        ("pls compare field and larsson", ("field", "larsson"), ""),
        ("what do Field and Larsson disagree about", ("Field", "Larsson"), ""),
        ("mayor vs baker on the bridge", ("mayor", "baker"), "the bridge"),
        ("how does the mayor's account differ from the baker's?", ("the mayor", "the baker"), ""),
    ],
)
def test_both_sides_are_told(question: str, sides: tuple[str, ...], matter: str) -> None:
    assert comparison_question_of(question) == ComparisonQuestion(sides, matter)
    told = [each.text for each in asked(question, MILL).sentences]
    assert any("Field" in each for each in told)
    assert any("Larsson" in each for each in told)
    assert not any("officials" in each for each in told)


@pytest.mark.parametrize(
    "question", ["what do the sources disagree on", "whats disputed", "are there contradictions"]
)
def test_what_sources_disagree_on_is_told_from_both_sides(question: str) -> None:
    told = [each.text for each in asked(question, MILL).sentences]
    assert " ".join(told) == MILL.paragraph(3).text


def test_where_nobody_disagrees_that_is_said() -> None:
    found = asked("what do the sources disagree on", LATER)
    assert found.sentences == ()
    assert found.notes[0].text == "Nobody was found here to deny or doubt what another one says."


@pytest.mark.parametrize(
    "question", ["how do the two stories differ", "What do the articles disagree on?"]
)
def test_articles_are_compared_by_figures_and_by_who_speaks_in_both(question: str) -> None:
    told = [each.text for each in asked(question, MILL, LATER).sentences]
    assert told[:2] == [MILL.paragraph(4).text, LATER.paragraph(2).text]
    assert LATER.paragraph(1).text in told
    assert "Quoted or reported in “Mill bridge stays closed”: Ann Field." in told


def test_a_side_that_is_silent_is_told() -> None:
    found = asked("compare field and the governor", MILL)
    assert all("Field" in each.text for each in found.sentences)
    assert "Nobody called “the governor” is quoted here." in found.notes[0].text


@pytest.mark.parametrize(
    "question",
    ["What is the difference?", "compare them", "How does the bridge work?", "Do they agree?"],
)
def test_other_questions_compare_nothing(question: str) -> None:
    assert comparison_question_of(question) is None


QUARREL: Final = article(
    "“We had no warning,” said Carol Venn, who keeps the bakery.",
    "The flood officer, Simon Adey, rejected that. He said a warning had been sent at 2 a.m.",
    "Two engineers disagree on the dam. Ann Lee says it is sound. Bo Moss doubts it.",
    "The mayor, Rob Hale, thanked the firemen.",
)


def test_whoever_rejects_stands_behind_what_is_rejected() -> None:
    """And how people disagree stands beside that they do."""
    assert answered("what do the sources disagree on?", QUARREL) == [
        "“We had no warning,” said Carol Venn, who keeps the bakery.",
        "The flood officer, Simon Adey, rejected that. He said a warning had been sent at 2 a.m.",
        "Two engineers disagree on the dam. Ann Lee says it is sound. Bo Moss doubts it.",
    ]


FIRST_PAPER: Final = replace(
    article(
        "The factory closes in May. Some 200 jobs will go.",
        "A paper seen by the Herald says that 80 posts move to Poland.",
        "The director, Ann Lee, said nobody would be dismissed.",
        id_="first",
        title="Factory to close",
    ),
    source="Western Herald",
    published=datetime(2026, 5, 2),
)
SECOND_PAPER: Final = replace(
    article(
        "The factory closes in May. Some 200 jobs will go.",
        "The director, Ann Lee, said that some would be dismissed.",
        id_="second",
        title="Factory closes",
    ),
    source="Halden Gazette",
    published=datetime(2026, 5, 4),
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "what does the herald report that the gazette doesnt?",
            ["A paper seen by the Herald says that 80 posts move to Poland."],
        ),
        (
            "did Lee's account change between the two articles?",
            [
                "The director, Ann Lee, said nobody would be dismissed.",
                "The director, Ann Lee, said that some would be dismissed.",
            ],
        ),
    ],
)
def test_one_paper_s_own_and_one_speaker_s_change(question: str, expected: list[str]) -> None:
    assert answered(question, FIRST_PAPER, SECOND_PAPER) == expected


@pytest.mark.parametrize(
    "question",
    [
        "how do the two flood stories differ",
        "do the two reports say the same thing?",
        "what changed between the first and the second article",
        "does the mayor contradict the police about the gun",
        "how do the accounts of Lee and Moss differ",
        "arguments for and against the closure",
    ],
)
def test_more_ways_to_compare(question: str) -> None:
    assert kind_of(question).kind is Kind.COMPARISON


@pytest.mark.parametrize("question", ["did the company dispute the figures?", "has it changed?"])
def test_what_compares_nothing(question: str) -> None:
    assert kind_of(question).kind is not Kind.COMPARISON


OPENED = article(
    "A landslide near Arva buried 14 houses on Sunday, the rescue service said.",
    "Geologists were split. Ina Roth said rain had loosened the slope. Per Dahl blamed the road.",
    "The town put the damage at 3 million euros. The county office arrived at 5 million.",
    id_="opened",
    title="Landslide buries houses in Arva",
)
COUNTED = article(
    "The landslide buried 11 houses in Arva, not 14 as the rescue service said at first.",
    "Seven families are still away from Arva.",
    id_="counted",
    title="Arva counts its houses after the landslide",
)
SEALED = article(
    "A bakery in Ostrow sold 300 houses of gingerbread.", id_="sealed", title="Gingerbread sells"
)


@pytest.mark.parametrize(
    "question",
    [
        "Do the two papers give the same number of houses?",
        "do the articles differ on how many houses were buried?",
        "is the number of houses the same in both stories?",
    ],
)
def test_a_figure_of_two_articles_is_told_from_both_with_its_correction(question: str) -> None:
    told = [each.text for each in asked(question, COUNTED, OPENED).sentences]
    assert told == [COUNTED.paragraph(1).text, OPENED.paragraph(1).text]


def test_a_figure_that_one_article_has_is_compared_with_no_other() -> None:
    told = [
        each.text
        for each in asked(
            "do the papers agree on the number of families?", COUNTED, SEALED
        ).sentences
    ]
    assert SEALED.paragraph(1).text not in told


@pytest.mark.parametrize(
    "question", ["do the geologists agree about the landslide?", "are geologists divided?"]
)
def test_whether_people_of_a_kind_agree_is_told_with_what_they_say(question: str) -> None:
    told = [each.text for each in asked(question, OPENED).sentences]
    assert told == [OPENED.paragraph(2).text]


def test_sides_that_do_not_speak_are_told_where_they_are_named_on_the_matter() -> None:
    question = "Compare what the town and the county office say about the damage"
    told = [each.text for each in asked(question, OPENED).sentences]
    assert " ".join(told) == OPENED.paragraph(3).text


def test_the_articles_about_something_are_compared_alone() -> None:
    question = "how do the two articles on the landslide differ?"
    told = [each.text for each in asked(question, COUNTED, OPENED, SEALED).sentences]
    assert SEALED.paragraph(1).text not in told
    assert COUNTED.paragraph(1).text in told
