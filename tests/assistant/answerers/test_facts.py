"""Facts, of which an article has several that look alike."""

from __future__ import annotations

from tests.assistant.answerers.asking import answered
from tests.assistant.passages import article

PIER = article(
    "The pier of Lund was closed by the harbour board on Tuesday.",
    "It had cost £4,000. Repairs to the pier would have cost £90,000.",
    "Nine sailors were injured when the barge sank. The barge carried 140 sailors.",
)


def test_one_figure_answers_a_question_for_a_figure() -> None:
    assert answered("What did the pier cost?", PIER) == ["It had cost £4,000."]
    [told] = answered("How many sailors were injured?", PIER)
    assert told.startswith("Nine sailors were injured")


def test_two_questions_in_one_are_both_answered() -> None:
    wreck = article("Nine sailors were injured.", "The sailors were injured near Oslo.")
    told = answered("How many sailors were injured, and where?", wreck)
    assert told == [wreck.paragraph(1).text, wreck.paragraph(2).text]


def test_what_the_article_does_not_have_is_not_told_of_something_else() -> None:
    assert answered("How many sailors left Lund for Peru?", PIER) == []
    assert answered("When did the barge return to Oslo?", PIER) == []
