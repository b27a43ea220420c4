"""What a question asks for, and whether a sentence has it."""

from __future__ import annotations

import pytest

from assistant.questions.answer_types import AnswerType, answer_type
from assistant.questions.fitting import MAY_BE, fits


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("how old is the pilot", AnswerType.AGE),
        ("What is the age of the pilot?", AnswerType.AGE),
        ("How much did the roof cost?", AnswerType.SUM),
        ("what is the price tag of the roof", AnswerType.SUM),
        ("How often does it sail?", AnswerType.FREQUENCY),
        ("ferry death toll", AnswerType.COUNT),
        ("Do you know when he left?", AnswerType.TIME),
        ("reason for the delay", AnswerType.REASON),
        ("Who is Ann Lee?", AnswerType.WHO_IS),
        ("Who is Ahmed Ali?", AnswerType.WHO_IS),
        ("who is guarding Ann Lee now", AnswerType.PERSON),
        ("What were the names of the sailors?", AnswerType.NAMES),
        ("how long is the bridge", AnswerType.LENGTH),
        ("How long was she held?", AnswerType.DURATION),
        ("whats her cat called", AnswerType.NAME),
        ("who was arrested", AnswerType.PERSON),
        ("what are the hours of the pool", AnswerType.CLOCK),
        ("What happened when the ferry sank?", None),
        ("Was she alive when they came?", None),
    ],
)
def test_what_is_asked_for(question: str, asked: AnswerType | None) -> None:
    assert answer_type(question) is asked


@pytest.mark.parametrize(
    ("question", "fitting", "not_fitting"),
    [
        ("How old is Bo Orm?", "Bo Orm, 61, knows Ann Lee.", "Ann Lee, 61, knows Bo Orm."),
        ("How old is Ann Lee's son?", "Her son, 11, sang.", "Ann Lee, 34, has a son."),
        ("How old is Ann Lee?", "Lee, who is 34 years old, sang.", "Lee sang for 34 minutes."),
        ("How much did it cost?", "It cost 3 million euros.", "It took 3 years."),
        ("How many Dutch died?", "12 Dutch were buried.", "32 Cubans died."),
        ("How often is it late?", "It is seldom late.", "It is late in bad weather."),
        ("How often does it sail?", "It sails every hour.", "It sails to Aran."),
        ("When did he leave?", "He left on Monday.", "He left the house."),
        ("Who is Ann Lee?", "Ann Lee, a lawyer, sang.", "The song pleased Ann Lee."),
        ("How many islands are there?", "There are 12 islands.", "In 2022 it was twice as big."),
        (
            "How long is the bridge?",
            "The bridge is 900 metres long.",
            "Talks on the bridge took days.",
        ),
        ("How long is the trial?", "It is an 18-month trial.", "The trial of the bridge began."),
        ("What is the name of her cat?", "Her cat, Tom, slept.", "Her cat pleased Ann Lee."),
        ("What's the boat called?", "The Aurora, a boat, sank.", "The boat belonged to Ann Lee."),
        ("Which ships sank?", "Two trawlers and the Aurora sank.", "Hopes of 20 passengers sank."),
        ("Which ships sank?", "Both ships sank.", "Prices sank."),
        ("Who scored for Hull?", "Ann Lee scored for Hull.", "Ann Lee scored for Leeds."),
        (
            "How much did shares in Orm fall?",
            "They fell 6 percent.",
            "Shares in Tal fell 6 percent.",
        ),
        (
            "How high is the north dam?",
            "The north dam is 30 metres high.",
            "The south dam is 30 metres high.",
        ),
        ("How much does he earn?", "He earns 900 euros.", "He blamed a weak dollar."),
        ("At what time did it open?", "It opened at 7 a.m.", "It opened in May."),
    ],
)
def test_a_sentence_has_it_or_not(question: str, fitting: str, not_fitting: str) -> None:
    assert fits(question, fitting) == 1
    assert fits(question, not_fitting) == 0


def test_who_came_before_somebody_is_told_as_that() -> None:
    assert fits("Who was mayor before Lee?", "Bo Orm was mayor before Lee.") == MAY_BE
    assert fits("Who was mayor before Lee?", "Lee succeeded Bo Orm.") == MAY_BE
    assert fits("Who was mayor before Lee?", "Mayor Bo Orm thanked Lee.") == 0
    assert fits("Who says she is looking after Lee?", "Bo Orm says that she is.") > 0


def test_a_role_beside_a_name_tells_who_somebody_is() -> None:
    """One near it may be another's."""
    assert fits("Who is Ann Lee?", "Police met President Ann Lee.") == 1
    assert fits("Who is Ann Lee?", "Ann Lee and Bo Orm, the mayor, met.") == MAY_BE
    assert fits("Who is Ann Lee?", "Ann Lee is moving with caution.") == 0


def test_what_the_question_says_is_no_answer() -> None:
    assert fits("When did Monday's match end?", "Monday's match pleased everybody.") == 0
    assert fits("Who beat Ann Lee?", "Ann Lee lost.") == 0


def test_some_things_only_may_be_it() -> None:
    assert fits("Where was he caught?", "He was caught at a motel near Lund.") == 1
    assert fits("Where was he caught?", "He was caught in the act.") == MAY_BE
