"""Follow-ups as one plain question: parts replaced, pronouns resolved, question words changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.follow_ups.antecedents import with_antecedents
from assistant.questions.follow_ups.back_references import (
    asks_nothing,
    asks_of_others,
    left_out,
    own_terms,
)
from assistant.questions.follow_ups.noun_phrases import LONGEST, parts
from assistant.questions.follow_ups.rewriting import (
    asked_otherwise,
    in_one,
    with_counted,
    with_part,
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("When was the flood?", ["the flood"]),
        ("Why did the dam break?", ["the dam"]),
        ("Why did the old dam break?", ["the old dam"]),
        ("What did the prison warden say about the escape?", ["the prison warden", "the escape"]),
        ("When did the warden leave Turin?", ["the warden", "Turin"]),
        ("Has the bank sold the villa?", ["the bank", "the villa"]),
        ("When was the trawler Ask raised?", ["the trawler Ask"]),
        ("Who is the abbot of Selby?", ["the abbot of Selby"]),
        ("How much did the roof of the chapel cost?", ["the roof of the chapel"]),
        ("What does Vera Lind think of Malta's budget?", ["Vera Lind", "Malta's budget"]),
        ("What did Vera Lind's brother say?", ["Vera Lind's brother"]),
        ("How many were lost?", []),
    ],
)
def test_the_noun_phrases_of_a_question(question: str, found: list[str]) -> None:
    """A question's verb is in none of them."""
    assert [each.text for each in parts(question)] == found


@pytest.mark.parametrize(
    ("before", "asked", "restated"),
    [
        ("When was the flood?", "the drought", "When was the drought?"),
        ("Why did the dam break?", "the bridge", "Why did the bridge break?"),
        ("Who is Vera Lind?", "Ivo Prek", "Who is Ivo Prek?"),
        ("What is Malta's debt?", "Cyprus", "What is Cyprus's debt?"),
        ("What did Vera Lind's brother say?", "the sheriff", "What did the sheriff say?"),
        ("How many were lost?", "in the flood", "How many were lost in the flood?"),
        ("How many drowned on the trawler?", "in the flood", "How many drowned in the flood?"),
        ("What is on at the Odeon on Friday?", "on Sunday", "What is on at the Odeon on Sunday?"),
        ("What do they say about Malta's debt?", "about Cyprus's", None),
    ],
)
def test_a_part_takes_the_place_of_its_like(before: str, asked: str, restated: str | None) -> None:
    """Names that of names, times that of times, an owner that of an owner."""
    restated = restated or "What do they say about Cyprus's debt?"
    assert with_part(before, asked)[0] == restated


def test_no_part_is_put_where_there_is_none_like_it() -> None:
    assert with_part("How many were lost?", "the abbot") == []
    assert with_part("When was the flood?", "injuries") == []


@pytest.mark.parametrize(
    ("question", "before", "answer", "restated"),
    [
        (
            "Where did he train?",
            "Who is the coach of Malmby?",
            "The coach of Malmby, Ivo Prek, is ill. [2]",
            "Where did Ivo Prek train?",
        ),
        (
            "When was she fined?",
            "What does Vera Lind say about Ivo Prek?",
            "She says that Ivo Prek lies. [1]",
            "When was Vera Lind fined?",
        ),
        (
            "What did her brother do?",
            "When was Vera Lind born?",
            "In 1960. [1]",
            "What did Vera Lind's brother do?",
        ),
        ("Who built it?", "When was the dam opened?", "In May. [1]", "Who built the dam?"),
        ("Who was its owner?", "Why did the mill burn?", "", "Who was the mill's owner?"),
        ("Who sold it?", "Why did the abbot leave the villa?", "", "Who sold the villa?"),
        ("Where did they meet?", "Why did the pilots strike?", "", "Where did the pilots meet?"),
        ("Who built it?", "Which dam will break?", "", "Who built the dam?"),
        ("Where do they live?", "How many wolves are left?", "", "Where do the wolves live?"),
        (
            "What did he say?",
            "Who wants the bridge repaired?",
            "Engineer Gus Adler wants it. [2]",
            "What did Gus Adler say?",
        ),
        (
            "How old is she?",
            "What is the prosecutor's name?",
            "It is not said. [1]",
            "How old is the prosecutor?",
        ),
        (
            "What did she say?",
            "What do John Moss and Anna Kern want?",
            "",
            "What did Anna Kern say?",
        ),
        (
            "Who were they?",
            "How many sailors were lost?",
            "",
            "Who were the sailors who were lost?",
        ),
        ("What did they send?", "Who helped?", "The unions did. [2]", "What did the unions send?"),
        (
            "What did he want for it?",
            "Who found the picture?",
            "“Harvest at Lowton” was found by a driver. [2]",
            "What did the driver want for it?",
        ),
    ],
)
def test_a_pronoun_is_what_it_can_stand_for(
    question: str, before: str, answer: str, restated: str
) -> None:
    """Somebody of the question before, or of its answer where that tells who; a thing of it."""
    assert with_antecedents(question, before, answer)[0][0] == restated


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Who built it?", "Who is the mayor?"),
        ("Where did they meet?", "When was the dam opened?"),
        ("Why does Ivo Prek say he was fined?", "Who is Vera Lind?"),
        ("The old abbot, where is he?", "Who is Vera Lind?"),
        ("Who paid?", "Who is Vera Lind?"),
        ("What did she say?", "What does John Moss want?"),
        ("Who were they?", "How many floods were there?"),
    ],
)
def test_no_pronoun_is_what_it_cannot_stand_for(question: str, before: str) -> None:
    """A person is no it, one thing not they; nor is one whose noun is in the question itself."""
    assert with_antecedents(question, before, "") == []


@pytest.mark.parametrize(
    ("before", "question", "restated"),
    [
        ("Why did the dam break?", "When was that?", "When did the dam break?"),
        ("When was the mill sold?", "Why?", "Why was the mill sold?"),
        ("How much did the city pay for the mill?", "And when?", "When did the city pay for the"),
        ("Did the dam break?", "When?", "When did the dam break?"),
        ("Will the dam hold?", "why not?", "Why won’t the dam hold?"),
        ("Is the mill open?", "And why not?", "Why isn’t the mill open?"),
        ("Who sold the mill?", "When?", None),
        ("How many mills burned?", "Where?", None),
        ("Why did the dam break?", "When was the flood?", None),
    ],
)
def test_a_bare_question_word_takes_the_place_of_the_one_before(
    before: str, question: str, restated: str | None
) -> None:
    """Where that is of a time, place, reason or number, and something else is its subject."""
    asked = asked_otherwise(before, question)
    assert asked is restated is None or (asked or "").startswith(restated or "-")


def test_whether_a_he_or_she_is_told_by_the_answer() -> None:
    """Where it speaks of nobody else."""
    told = 'Tomas Halvik is calm. "It is safe," he told the radio.'
    before = "Who says that it is safe?"
    assert with_antecedents("What does she say?", before, told) == []
    assert with_antecedents("What does he say?", before, told)
    both = f"Lena Ostrova is not. {told}"
    assert with_antecedents("What does she say?", before, both)


def test_surely_leaves_out_whoever_may_be_either() -> None:
    """After a question if there is anyone, for whom nobody was found."""
    question, before = "Why did she leave?", "What does Kim Adler say?"
    assert with_antecedents(question, before, "")
    assert with_antecedents(question, before, "", surely=True) == []
    assert with_antecedents(question, "What does Anna Adler say?", "", surely=True)


@pytest.mark.parametrize(
    ("question", "before", "restated"),
    [
        ("How many have been moved?", "How many people died?", "How many people have been moved?"),
        ("and how many are left?", "How many wolves were shot?", "and how many wolves are left?"),
        ("How many wolves are left?", "How many sheep died?", None),
        ("How many are left?", "Who shot the wolves?", None),
        ("How many are left?", "How many were shot?", None),
    ],
)
def test_what_is_counted_is_that_of_the_question_before(
    question: str, before: str, restated: str | None
) -> None:
    assert with_counted(question, before) == restated


def test_two_questions_in_one() -> None:
    assert in_one("Who sold the mill?", "When?") == "Who sold the mill – when?"
    assert in_one("Who sold the mill?", "Ann Lee too?") == "Who sold the mill – Ann Lee too?"


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("And the drought?", "the drought"),
        ("But in Malta?", "in Malta"),
        ("In Malta?", "In Malta"),
        ("What about Ivo Prek?", "Ivo Prek"),
        ("How about on Sunday?", "on Sunday"),
        ("And when was the drought?", None),
        ("And do others agree?", None),
        ("In which town?", None),
        ("Malta?", None),
    ],
)
def test_what_is_asked_where_the_rest_is_left_out(question: str, asked: str | None) -> None:
    assert left_out(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Thanks!",
        "ok, thank you very much",
        "Great",
        "Hello",
        "Are you sure?",
        "Tell me more",
        "So?",
    ],
)
def test_what_nothing_can_be_found_for(question: str) -> None:
    assert asks_nothing(question)


@pytest.mark.parametrize("question", ["Why?", "Who?", "Do others say so?", "Did it rain?"])
def test_what_something_can_be_found_for(question: str) -> None:
    assert not asks_nothing(question)


def test_others_are_those_who_speak() -> None:
    assert asks_of_others("And do the others agree?")
    assert asks_of_others("Do other sources confirm it?")
    assert not asks_of_others("Did other bridges fall?")
    assert not asks_of_others("Who else agrees?")


def test_how_old_and_how_many_are_no_words_of_its_own() -> None:
    assert own_terms("How old is he?") == own_terms("How many?") == set()


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=400))
def test_any_texts_can_be_restated(before: str, asked: str, answer: str) -> None:
    """And no longer than both together with a name."""
    found = [*with_part(before, asked), in_one(before, asked)]
    found += [restated for restated, _ in with_antecedents(asked, before, answer)]
    found += [each for each in [asked_otherwise(before, asked)] if each]
    assert all(len(each) <= len(before) + len(asked) + len(answer) + 8 for each in found)


def test_long_questions_are_not_restated() -> None:
    long = "Why did the dam break " + "really " * LONGEST + "?"
    assert with_part(long, "the mill") == with_part("Why did the dam break?", long) == []
    assert asked_otherwise(long, "When?") is None
    assert with_antecedents(f"When did it {long}", "Why did the dam break?", "") == []
