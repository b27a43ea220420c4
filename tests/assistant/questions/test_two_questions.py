"""Two questions that are asked in one."""

from __future__ import annotations

import pytest

from assistant.questions.two_questions import two_questions


@pytest.mark.parametrize(
    ("question", "both"),
    [
        (
            "Who closed the pier, and when?",
            ("Who closed the pier?", "when closed the pier?"),
        ),
        (
            "When and where did the crane fall?",
            ("When did the crane fall?", "where did the crane fall?"),
        ),
        ("how many sailors drowned and why", ("how many sailors drowned?", "why sailors drowned?")),
        (
            "Who closed the pier, and is it still shut today?",
            ("Who closed the pier?", "is it still shut today?"),
        ),
        ("Who won and lost?", None),
        ("When did it open and close?", None),
    ],
)
def test_each_is_a_question_of_its_own(question: str, both: tuple[str, str] | None) -> None:
    assert two_questions(question) == both
