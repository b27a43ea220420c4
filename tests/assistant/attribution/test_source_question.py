"""Questions that ask who says something: `assistant.attribution.source_question`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution import Ask, VerbKind, source_question_of, who_says


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Who says the departures were ordered?", "the departures were ordered"),
        ("Who said that it rained?", "it rained"),
        ("Who claims “it rained”?", "“it rained”"),
        ("And who thinks that it will end", "it will end"),
        ("Who told reporters that it rained?", "it rained"),
        ("Who is saying it rained?", "it rained"),
        ("Who was it that said it rained?", "it rained"),
        ("According to whom did it rain?", "did it rain"),
        ("Which U.S. official says it is over?", "it is over"),
        ("On whose word were they ordered?", "were they ordered"),
        ("Who confirmed the departures?", "the departures"),
        ("Who is said to have left?", None),
        ("Who found the key?", None),
        ("Who wrote the book?", None),
        ("Which country reports the most cases?", None),
        ("What is the inflation rate?", None),
        ("Where did Ann Lee say that it rained?", None),
        ("", None),
    ],
)
def test_knows_a_question_that_asks_who_says_something(question: str, asked: str | None) -> None:
    assert who_says(question) == asked


@given(st.text(max_size=300))
def test_any_question_is_read(question: str) -> None:
    asked = who_says(question)
    assert asked is None or asked.strip() == asked != ""


@pytest.mark.parametrize(
    ("question", "ask", "content", "kind"),
    [
        ("Who won't say if it rained?", Ask.WHO, "it rained", VerbKind.DECLINED),
        ("Who will not comment on the rain?", Ask.WHO, "the rain", VerbKind.DECLINED),
        ("Who cannot say whether it rained?", Ask.WHO, "it rained", VerbKind.DECLINED),
        ("Who is certain it rained?", Ask.SURE, "it rained", VerbKind.BELIEVED),
        ("Which experts are convinced that it rained?", Ask.SURE, "it rained", VerbKind.BELIEVED),
        ("Who isn't sure that it rained?", Ask.WHO, "it rained", VerbKind.UNSURE),
    ],
)
def test_knows_who_will_not_say_and_who_is_sure(
    question: str, ask: Ask, content: str, kind: VerbKind
) -> None:
    asked = source_question_of(question)
    assert asked is not None
    assert (asked.ask, asked.content.removeprefix("on "), asked.kind) == (ask, content, kind)


@pytest.mark.parametrize("question", ["Who is certain to win?", "Who was sure of the prize?"])
def test_who_is_certain_to_do_something_says_nothing(question: str) -> None:
    assert source_question_of(question) is None
