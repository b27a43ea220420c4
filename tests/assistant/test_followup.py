"""Which questions hang on the ones before, and what a model may make of them."""

from __future__ import annotations

import json

import pytest

from assistant.errors import ModelBusy
from assistant.followup import stands_alone, understand
from assistant.sample import QUESTIONS
from assistant.types import Message
from index.types import Place
from tests.assistant.scripted import Scripted

HISTORY = (
    Message("user", "Who opened the Ellis bridge in 2019?"),
    Message("assistant", "Mayor Ann Lee opened it [3].", (Place("a", 3),)),
)


@pytest.mark.parametrize(
    "question",
    [
        "When did he post it?",
        "And Cuba?",
        "What about Norway?",
        "Why?",
        "Says who?",
        "When was that?",
        "How many?",
        "And do the others back that up?",
        "What did she say afterwards?",
        "yes",
        "Really?",
        "Who else?",
    ],
)
def test_questions_that_hang_on_the_one_before(question: str) -> None:
    assert not stands_alone(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who says the departures were ordered?",
        "What is Venezuela's inflation rate?",
        "How old is Delcy Rodriguez?",
        "Where did the memorial service for the dead take place?",
    ],
)
def test_questions_that_stand_alone(question: str) -> None:
    assert stands_alone(question)


def test_the_samples_follow_ups_are_seen() -> None:
    """All of them."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [row["question"] for row in rows if row["history"]]
    assert [question for question in asked if stands_alone(question)] == []


async def test_no_model_is_asked_where_none_is_needed() -> None:
    """Without a history, or when the question stands alone; what was cited comes along."""
    model = Scripted()
    first = await understand("Why?", (), model)
    assert (first.question, first.search, first.cited) == ("Why?", "Why?", ())
    alone = await understand("Who paid for the Ellis bridge?", HISTORY, model)
    assert alone.question == "Who paid for the Ellis bridge?"
    assert alone.cited == (Place("a", 3),)
    assert model.asked == []


async def test_the_model_sees_the_conversation_and_the_question() -> None:
    model = Scripted("How old is Mayor Ann Lee?")
    understood = await understand("How old is she?", HISTORY, model)
    assert understood.question == understood.search == "How old is Mayor Ann Lee?"
    [[_, told]] = model.asked
    assert told.content == (
        "Question: Who opened the Ellis bridge in 2019?\n"
        "Answer: Mayor Ann Lee opened it [3].\n"
        "Last question: How old is she?\n"
        "Rewritten:"
    )


@pytest.mark.parametrize(
    "rewritten",
    [
        "Rewritten: How old is Ann Lee?",
        'Question: "How old is Ann Lee?"',
        "\n\nHow old is Ann Lee?\nShe is 65.",
    ],
)
async def test_what_stands_around_the_question_is_left_out(rewritten: str) -> None:
    understood = await understand("How old is she?", HISTORY, Scripted(rewritten))
    assert understood.question == "How old is Ann Lee?"


@pytest.mark.parametrize(
    "rewritten",
    [
        "How old is Elon Musk?",
        "How old was she in 1999?",
        "",
        "?",
        "Well, " * 80 + "how old is she?",
    ],
)
async def test_a_rewriting_that_adds_something_is_not_used(rewritten: str) -> None:
    """Its call is in the record; the search has the words of both questions."""
    understood = await understand("How old is she?", HISTORY, Scripted(rewritten))
    assert understood.question == "How old is she?"
    assert understood.search == "Who opened the Ellis bridge in 2019? How old is she?"
    assert len(understood.calls) == 1


async def test_only_the_newest_turns_that_fit_are_told() -> None:
    long = Message("user", "Why " + "so very " * 700 + "long?")
    model = Scripted("How old is Ann Lee?")
    await understand("How old is she?", (long, *HISTORY), model)
    [[_, told]] = model.asked
    assert "so very" not in told.content
    assert "Mayor Ann Lee" in told.content


async def test_a_failing_model_is_told() -> None:
    with pytest.raises(ModelBusy):
        await understand("How old is she?", HISTORY, Scripted(ModelBusy("overloaded")))
