"""A question in a hurry is read as the plain one that it means."""

from __future__ import annotations

import pytest

from assistant.questions.wording.plain_wording import plain_wording


@pytest.mark.parametrize("lead", ["new topic:", "ok different question -", "Another subject,"])
def test_that_the_topic_changes_is_no_part_of_the_question(lead: str) -> None:
    assert plain_wording(f"{lead} who paid for the dam") == "who paid for the dam?"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("whos guarding rodriguez now", "who is guarding rodriguez now?"),
        ("who’s guarding Rodriguez now?", "who is guarding Rodriguez now?"),
        ("what didnt she say", "what didn't she say?"),
        ("can you tell me who ordered the departures??", "who ordered the departures?"),
        ("quick question: when did it happen", "when did it happen?"),
        ("i want to know how mnay people died pls", "how many people died?"),
        ("do u know why they left", "why they left?"),
        ("hi, who ordered it?", "who ordered it?"),
        ("It has rained. Who closed the pier?", "Who closed the pier?"),
        ("The pier is shut. Who says so, then?", "The pier is shut. Who says so, then?"),
        ("thanks, and when was that?", "and when was that?"),
        ("WHO IS IN CHARGE?", "who is in charge?"),
        ("teh mayor said what", "the mayor said what"),
        ("who dobuts it will last", "who doubts it will last?"),
        ("who refsues to say", "who refuses to say?"),
        ("waht happend???", "what happened?"),
        ("tell me what the mayor said", "what did the mayor say?"),
        ("what mora said about cuba", "what did mora say about cuba?"),
        ("Who’s been arrested?", "Who has been arrested?"),
        ("could you please summarize this article for me", "summarize this article for me"),
        ("who was it? thanks!", "who was it?"),
    ],
)
def test_a_question_in_a_hurry(typed: str, plain: str) -> None:
    assert plain_wording(typed) == plain
    assert plain_wording(plain) == plain


@pytest.mark.parametrize(
    "question",
    [
        'Who says "I know what\'s needed"?',
        "Who translated the letter?",
        "how to cure breast wound due to breastfeeding?",
        "When did U.S. Supreme Court judges rule?",
        "What form did it take?",
        "NATO?",
        "Who is U Thant?",
        "What can you tell me about Mora?",
        "Could the bridge collapse?",
        "What the hell happened?",
        "please",
        "thanks",
        "Who said “please” to the guards?",
        "What is said of Whit Moran?",
        "Who told them to leave?",
        "Name the sources",
    ],
)
def test_a_plain_question_stays_as_it_is(question: str) -> None:
    assert plain_wording(question) == question
