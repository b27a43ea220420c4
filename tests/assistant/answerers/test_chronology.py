"""What happened when, as people ask it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from tests.assistant.answerers.asking import answered, found
from tests.assistant.passages import article

MILL = replace(
    article(
        "The old mill burnt down on Tuesday, and the road was shut.",
        "The council said on Wednesday that it will vote on a new mill on Monday.",
        "Two days after the fire, on September 27, the owner, Ann Lee, sold the land.",
        "The mill was built in 1911. It was sold in 2006.",
        id_="mill",
        title="Fire destroys mill in Lowton",
    ),
    published=datetime(2018, 9, 28),
)
COPY = replace(
    article(
        "The old mill burnt down on Tuesday, and the road was shut.", id_="copy", title="Mill burns"
    ),
    published=datetime(2018, 9, 26),
)
FAIR = replace(
    article("The fair opened on Tuesday.", id_="fair", title="Fair opens"),
    published=datetime(2018, 9, 26),
)


@pytest.mark.parametrize(
    "question",
    [
        "timeline",
        "give me a timeline pls",
        "Can you make a timeline of the mill fire?",
        "mill fire timeline",
        "what happened when",
        "list the events in order",
        "in what order did things happen?",
        "chronology of events",
    ],
)
def test_a_timeline_has_the_dated_sentences_in_their_order(question: str) -> None:
    assert answered(question, MILL) == [
        "1911: The mill was built in 1911.",
        "2006: The mill was built in 1911. It was sold in 2006.",
        "Tue 25 Sep 2018: The old mill burnt down on Tuesday, and the road was shut.",
        "Thu 27 Sep 2018: Two days after the fire, on September 27, the owner, Ann Lee, sold the "
        "land.",
        "Mon 1 Oct 2018 (“Monday”): The council said on Wednesday that it will vote on a new mill "
        "on Monday.",
    ]


def test_it_is_said_that_days_are_worked_out() -> None:
    [note] = found("timeline", MILL).notes
    assert note.text == "Days that are not printed are worked out from each article’s date."


def test_what_several_articles_tell_is_told_once_with_all_its_places() -> None:
    [first] = [each for each in found("timeline", MILL, COPY).sentences if "burnt" in each.text]
    assert [quote.article.id for quote in first.quotes] == ["mill", "copy"]


def test_events_of_another_matter_are_left_out() -> None:
    assert answered("timeline of the fair", MILL, FAIR) == [
        "Tue 25 Sep 2018: The fair opened on Tuesday."
    ]


def test_what_came_after_something_begins_behind_it() -> None:
    told = " ".join(answered("what happened after the fire?", MILL))
    assert "27 Sep" in told
    assert "1 Oct" in told
    assert "1911" not in told
    assert "burnt" not in told


def test_what_came_before_something_ends_with_it() -> None:
    told = answered("what happened before the mill burnt down", MILL)
    assert [each.partition(":")[0] for each in told] == ["1911", "2006"]


def test_a_day_can_be_asked_about() -> None:
    [told] = answered("what happened on tuesday?", MILL)
    assert "burnt" in told


def test_when_something_was_is_told_as_a_day() -> None:
    [note] = found("When did the old mill burn down?", COPY).notes
    assert note.text == "“Tuesday” is 25 September 2018, by the article’s date."


HISTORY = replace(
    article(
        "LOWTON - The flood on Monday was the worst since 1968, and this year is the wettest.",
        "The masks came in 1921. They will be given back on 4 December.",
        "In March last year the director wrote a letter.",
        id_="history",
    ),
    published=datetime(2026, 10, 6),
)


def test_what_nothing_happened_in_is_in_no_timeline() -> None:
    """A year that something is compared with; nor does a line begin with where it was written."""
    assert answered("timeline", HISTORY) == [
        "1921: The masks came in 1921.",
        "Mar 2025: In March last year the director wrote a letter.",
        "Mon 5 Oct 2026 (“Monday”): The flood on Monday was the worst since 1968, and this year is "
        "the wettest.",
        "Fri 4 Dec 2026: The masks came in 1921. They will be given back on 4 December.",
    ]


@pytest.mark.parametrize(
    "question", ["what happens next with the masks, in order", "what is planned for the masks?"]
)
def test_what_is_to_come(question: str) -> None:
    assert [each[:15] for each in answered(question, HISTORY)] == ["Fri 4 Dec 2026:"]


def test_the_timeline_of_somebody_s_life_is_that_of_the_article() -> None:
    assert len(answered("timeline of her life pls", HISTORY)) == 4
