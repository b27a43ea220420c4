"""Which questions hang on the ones before, and what a model may make of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ModelBusy
from assistant.questions.follow_ups.back_references import stands_alone
from assistant.questions.follow_ups.follow_up import recent, understand
from assistant.questions.follow_ups.interpretations import readings
from assistant.questions.follow_ups.rewritten_question import RewrittenQuestion
from assistant.sample import QUESTIONS
from assistant.types import NOT_FOUND, Message
from index.types import Place
from tests.assistant.scripted import Scripted

OPENED = "Who opened the Ellis bridge in 2019?"
CITED = (Place("a", 3),)
HISTORY = (
    Message("user", OPENED),
    Message("assistant", "Mayor Ann Lee opened it [3].", CITED),
)


@pytest.mark.parametrize(
    "question",
    [
        "When did he post it?",
        "And Cuba?",
        "and when?",
        "What about Norway?",
        "How about the tunnel?",
        "Why?",
        "Says who?",
        "Who says so?",
        "When was that?",
        "What day was that?",
        "Which one?",
        "How many?",
        "And do the others back that up?",
        "What did she say afterwards?",
        "What did Trump write about it?",
        "Does the mayor agree with that?",
        "Who confirmed that report?",
        "Is this true?",
        "Did they all agree?",
        "Who said he would consider any letter?",
        "What happened to him?",
        "Who lives there?",
        "Why was it closed when the dam broke?",
        "And when did they open the hatch?",
        "So what happened then?",
        "yes",
        "Really?",
        "Who else?",
        "Tell me more",
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
        "How many sailors died?",
        "What time was the fire?",
        "Who won?",
        "Were there any deaths?",
        "Are there any who doubt that the bridge is safe?",
        "Who says that it rained?",
        "Who says it was terrorism?",
        "Is it true that the bridge is safe?",
        "On whose word do we have it that Venezuelans now guard Rodriguez?",
        "What did the mayor say about his plan?",
        "Does Lee think he will win?",
        "Did Cuba say it was ready?",
        "Who were the dadaists and what did they do?",
        "Did the ferry sink because it was old?",
        "Who is Lee, and where does he live?",
        "Which bridge that Adler built collapsed?",
        "What happened this week?",
        "What is this article about?",
        "So how many sailors died?",
        "death toll",
        "Who else was hurt in the flood?",
        "What other bridges did Adler build?",
        "Are there any other witnesses of the crash?",
        "Is Adler the only one who doubts the plan?",
        "Did the bank sell its shares?",
    ],
)
def test_questions_that_stand_alone(question: str) -> None:
    """Few words make no follow-up, nor does a "that", an "it" or a "there" that means nothing."""
    assert stands_alone(question)


@given(st.text(max_size=300))
def test_any_question_can_be_read(question: str) -> None:
    assert stands_alone(question) in (True, False)


def test_the_samples_follow_ups_are_seen() -> None:
    """All of them."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [row["question"] for row in rows if row["history"]]
    assert [question for question in asked if stands_alone(question)] == []


async def test_no_model_is_asked_where_none_is_needed() -> None:
    """Without a history, or when the question stands alone; nothing that was cited comes along."""
    model = Scripted()
    first = await understand("Why?", (), model)
    assert first == RewrittenQuestion("Why?", "Why?")
    alone = await understand("Who paid for the Ellis bridge?", HISTORY, model)
    assert alone == RewrittenQuestion(
        "Who paid for the Ellis bridge?", "Who paid for the Ellis bridge?"
    )
    assert model.asked == []


async def test_without_a_model_a_pronoun_is_whom_the_last_answer_names() -> None:
    """That is what is sought and shown; what was cited comes along."""
    understood = await understand("How old is she?", HISTORY, None)
    assert understood.question == "How old is Mayor Ann Lee?"
    assert (understood.last, understood.cited) == ("How old is she?", CITED)
    assert understood.is_joined


async def test_a_chain_of_follow_ups_keeps_what_it_is_about_and_its_length() -> None:
    """Whether a client keeps questions as they were typed or as they were understood."""
    second = await understand("How old is she?", HISTORY, None)
    turns: tuple[Message, ...]
    for before in ("How old is she?", second.question):
        turns = (*HISTORY, Message("user", before), Message("assistant", "65."))
        third = await understand("Says who?", turns, None)
        assert third.question == "How old is Mayor Ann Lee – says who?"
    for at in range(20):
        turns = (*turns, Message("user", f"{third.question} And why did she say that {at} times?"))
        third = await understand("Says who?", turns, None)
        assert len(third.question) < 400


async def test_a_long_question_before_is_cut() -> None:
    long = Message("user", "Why did the mayor of Ellis " + "really " * 300 + "resign?")
    understood = await understand("When was that?", (long,), None)
    assert len(understood.question) < 400
    assert understood.question.startswith("Why did the mayor of Ellis really")


@pytest.mark.parametrize(
    ("question", "may_hang"),
    [
        ("Was anyone hurt?", True),
        ("Who paid?", True),
        ("Who paid Ann Lee?", False),
        ("Who paid for the tunnel under the river?", False),
    ],
)
def test_what_may_leave_out_what_it_is_about(question: str, *, may_hang: bool) -> None:
    """A question of few words, and no name; by itself first."""
    alone, *joined = readings(question, HISTORY)
    assert alone == RewrittenQuestion(question, question)
    assert bool(joined) is may_hang
    assert all(each.question.startswith(OPENED.removesuffix("?")) for each in joined)
    assert readings(question, ()) == [alone]


async def test_the_model_sees_the_conversation_and_the_question() -> None:
    model = Scripted("How old is Mayor Ann Lee?")
    understood = await understand("How old is she?", HISTORY, model)
    assert understood.question == understood.last == "How old is Mayor Ann Lee?"
    assert understood.cited == CITED
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
    """Its call is in the record; what is sought and shown has the words of both questions."""
    understood = await understand("How old is she?", HISTORY, Scripted(rewritten))
    assert understood.last == "How old is she?"
    assert understood.question == f"{OPENED} How old is she?"
    assert len(understood.calls) == 1


async def test_a_rewriting_is_no_longer_than_a_question_may_be() -> None:
    """However long the question is, and whatever the server makes of the limit that it is told."""
    question = "How old is she, " + "pray, " * 200 + "now?"
    understood = await understand(
        question, HISTORY, Scripted("How old is Ann Lee, " + "pray, " * 400)
    )
    assert understood.last == question
    assert len(understood.question) < len(question) + 400


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


def asked(*questions: str, answer: str = "It is so. [1]") -> list[Message]:
    return [
        turn
        for question in questions
        for turn in (Message("user", question), Message("assistant", answer))
    ]


@pytest.mark.parametrize(
    "between",
    [
        ("Why?",),
        ("Are you sure?", "Thanks"),
        ("Is that true?", "Tell me more", "More", "And then?"),
        ("Why?", "When?", "Why did that happen?", "Says who?"),
    ],
)
def test_bare_questions_are_joined_with_the_nearest_real_one_only(between: tuple[str, ...]) -> None:
    """Never with each other, nor with thanks."""
    [first, *_] = readings("How many?", asked("And did the dam break?", *between))
    assert first.question == "Did the dam break – how many?"


@pytest.mark.parametrize("question", ["Thank you!", "Are you sure?", "Tell me more.", "And then?"])
def test_what_asks_nothing_is_not_sought(question: str) -> None:
    [only] = readings(question, asked("Did the dam break?"))
    assert (only.question, only.is_empty) == (question, True)


def test_what_is_left_out_is_not_taken_from_a_question_that_found_nothing() -> None:
    """But from the last that was answered so, whatever bare one found nothing since."""
    nothing = asked("Who won the 1998 final?", answer="The article does not clearly say.")
    assert [each.question for each in readings("And the dam?", nothing)] == ["And the dam?"]
    bare = [*asked("When was the flood?"), *asked("Why?", answer=nothing[1].content)]
    assert [each.question for each in readings("And the dam?", bare)] == ["When was the dam?"]


@pytest.mark.parametrize("between", ["How many passengers?", "Any injuries?", "who paid?"])
def test_a_question_that_leaves_out_what_it_is_about_is_no_topic(between: str) -> None:
    """What is asked next is still about the matter before it."""
    [first, *_] = readings("When?", asked("Why did the ferry stop?", between))
    assert first.question == "When did the ferry stop?"


def test_whom_the_last_answer_named_is_still_meant_after_one_that_said_nothing() -> None:
    turns = [*HISTORY, Message("user", "Did anyone object?"), Message("assistant", NOT_FOUND)]
    [first, *_] = readings("How old is she?", turns)
    assert first.question == "How old is Mayor Ann Lee?"
    assert first.cited == CITED


def test_what_is_asked_of_a_woman_is_looked_for_where_she_was_spoken_of() -> None:
    """By itself the question would be answered with any woman of the library."""
    turns = [Message("user", "Is the shop open?"), Message("assistant", "It is shut [3].", CITED)]
    found = readings("What did she lose?", turns)
    assert [each.within for each in found if each.question == "What did she lose?"] == [
        frozenset({"a"})
    ]
    long = "Who says they will rebuild the harbour wall in spring?"
    assert all(not each.within for each in readings(long, turns))


@pytest.mark.parametrize("question", ["Any injuries?", "how many passengers?", "and how much fuel"])
def test_what_has_no_verb_is_asked_of_the_articles_of_the_last_answer(question: str) -> None:
    """In any other, injuries would be somebody else's."""
    first, *joined = readings(question, HISTORY)
    assert (first.question, first.within) == (question, frozenset({"a"}))
    assert joined


def test_what_was_counted_is_not_left_out() -> None:
    [only] = readings("How many were moved?", asked("How many people were killed in the flood?"))
    assert only.question == "How many people were moved?"


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("Who lied to the mayor?", "And who told him to?"),
        ("Who lied to the mayor?", "Why did she?"),
        ("What does it cost?", "By whom?"),
        ("How many were hurt?", "What for?"),
    ],
)
def test_of_a_question_that_found_nothing_nothing_more_is_asked(before: str, question: str) -> None:
    """It would be answered about whoever was spoken of before."""
    turns = [*HISTORY, Message("user", before), Message("assistant", NOT_FOUND)]
    [only] = readings(question, turns)
    assert (only.question, only.is_empty) == (question, True)


def test_thanks_and_tasks_in_between_leave_what_was_said() -> None:
    """Whom the last answer about articles spoke of is still meant."""
    for between, reply in (("Thanks!", "You are welcome."), ("translate it", "That takes a model")):
        turns = [*HISTORY, Message("user", between), Message("assistant", reply)]
        [first, *_] = readings("How old is she?", turns)
        assert (first.question, first.cited) == ("How old is Mayor Ann Lee?", CITED)


def test_a_question_about_others_is_the_one_about_the_source_of_it() -> None:
    """Which tells all of them."""
    [only] = readings("And do the others say so?", asked("Who says the dam will break?"))
    assert only.question == "Who says the dam will break?"
    [other] = readings("Do others agree?", asked("Will the dam break?"))
    assert other.question == "Will the dam break – do others agree?"


def test_only_the_latest_turns_are_looked_at() -> None:
    """However long the conversation is; and each question has few meanings."""
    long = asked(*(f"When was the flood of 19{at:02}?" for at in range(100)))
    for question in ("Why?", "And the dam?", "Who built it?", "Who is he?", "Any deaths?"):
        found = readings(question, long)
        assert found == readings(question, long[-60:])
        assert len(found) <= 6


async def test_thanks_go_to_no_model() -> None:
    model = Scripted()
    understood = await understand("Thanks a lot!", HISTORY, model)
    assert understood.is_empty
    assert understood.question == "Thanks a lot!"
    assert model.asked == []


async def test_of_a_history_without_end_the_newest_turns_are_read() -> None:
    """As much of each as of a question; and what is searched for is no longer than two."""
    endless = Message("user", "Who opened   the Ellis bridge? " * 10_000)
    cited = tuple(Place("a", number) for number in range(1, 1_000))
    history = [endless] * 500 + [Message("assistant", "Ann Lee.", cited)]
    assert [len(each.content) for each in recent(history)[:-1]] == [
        len(" ".join(endless.content[:2_000].split()))
    ] * 19
    assert recent(history)[-1].cited == cited[:64]
