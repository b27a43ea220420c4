"""When something was or will be: never by the time of something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.assistant.answerers.asking import answered, found
from tests.assistant.passages import article

FERRY = replace(
    article(
        "The town council voted by 9 to 6 late on Tuesday to close the old harbour to ferries, "
        "after a debate of four hours.",
        "From 1 March the ferries will leave from the new pier. A trial begins in February.",
        "The old harbour (the one by the church) was built in 1874 and was last dredged in 1990.",
        "The pilot, Ruth Cole, retired in May. She had sailed there for 31 years.",
        "Officials said on Wednesday that a ferry had hit the wall.",
        title="Ferries to move to a new pier",
    ),
    published=datetime(2026, 1, 15),
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did the council vote?", "The town council voted"),
        ("when does the trial begin", "A trial begins in February."),
        ("When was the old harbour built?", "The old harbour (the one by the church) was built"),
        ("when did the pilot retire", "The pilot, Ruth Cole, retired in May."),
        ("When will the ferries leave from the new pier?", "From 1 March the ferries"),
    ],
)
def test_what_is_asked_about_is_dated(question: str, expected: str) -> None:
    [told] = answered(question, FERRY)
    assert told.startswith(expected)


@pytest.mark.parametrize(
    "question",
    [
        "When will the old harbour be closed to ferries?",  # Tuesday is when they voted
        "When did the ferry hit the wall?",  # Wednesday is when officials said so
        "When is the funeral of the pilot?",
        "when was the auction of the ferries",
    ],
)
def test_the_time_of_something_else_is_no_answer(question: str) -> None:
    assert found(question, FERRY).sentences == ()


def test_the_day_that_is_meant_is_told_beside_it() -> None:
    [note] = found("When did the council vote?", FERRY).notes
    assert note.text == "“Tuesday” is 13 January 2026, by the article’s date."
