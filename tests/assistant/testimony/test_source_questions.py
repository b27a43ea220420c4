"""Questions about sources: who says it, how many, do they agree; and where sources disagree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.attribution import (
    Ask,
    VerbKind,
    source_question_of,
)
from assistant.testimony.source_questions import MOST, near_stances, sources, stance_mark
from tests.assistant.passages import REPORT, article


@pytest.mark.parametrize(
    ("question", "ask", "content", "kind"),
    [
        ("Who says that it rained?", Ask.WHO, "it rained", VerbKind.SAID),
        ("According to whom did it rain?", Ask.WHO, "did it rain", VerbKind.SAID),
        ("On whose word do we have it that it rained?", Ask.WHO, "it rained", VerbKind.SAID),
        ("Who tells us it rained?", Ask.WHO, "it rained", VerbKind.SAID),
        ("Is it settled that it rained?", Ask.AGREE, "it rained", VerbKind.SAID),
        ("Is everyone agreed on the rain?", Ask.AGREE, "the rain", VerbKind.SAID),
        ("How many sources say that it rained?", Ask.HOW_MANY, "it rained", VerbKind.SAID),
        (
            "How many of the officials denied it had rained?",
            Ask.HOW_MANY,
            "it had rained",
            VerbKind.DENIED,
        ),
        (
            "How many U.S. officials confirmed the rain?",
            Ask.HOW_MANY,
            "the rain",
            VerbKind.CONFIRMED,
        ),
        ("Do sources agree on whether it rained?", Ask.AGREE, "it rained", VerbKind.SAID),
        ("Do the sources agree that it rained?", Ask.AGREE, "it rained", VerbKind.SAID),
        ("Does anyone dispute that it rained?", Ask.AGREE, "it rained", VerbKind.SAID),
    ],
)
def test_what_is_asked_of_sources(question: str, ask: Ask, content: str, kind: VerbKind) -> None:
    asked = source_question_of(question)
    assert asked == (ask, content, kind)


@pytest.mark.parametrize(
    "question",
    [
        "How many people died?",
        "How many sources are there?",
        "Do the sources of the river run dry?",
        "Why did they agree?",
        "Did it rain?",
        "",
    ],
)
def test_other_questions_ask_nothing_of_sources(question: str) -> None:
    assert source_question_of(question) is None


@given(st.text(max_size=200))
def test_any_question_can_be_read(question: str) -> None:
    asked = source_question_of(question)
    assert asked is None or asked.content.strip()


def told(question: str) -> list[str | None]:
    asked = source_question_of(question)
    assert asked is not None
    return [each.sentence for each in sources(asked, [REPORT]) or []]


def test_every_source_once_and_who_may_be_counted_twice() -> None:
    """Anonymous groups may overlap; those called other ones do not."""
    assert told("Who says the mayor had ordered the closure?") == [
        "Four sources say so",
        "Two officials, who may be among those before, say so",
        "Other sources are unsure",
    ]


def test_those_who_say_so_come_first() -> None:
    """However near the words of those who do not; these overlap with nobody."""
    report = article(
        "One official said the talks failed because the hall burnt down. Other officials were "
        "unsure whether the talks failed."
    )
    asked = source_question_of("Who says the talks failed?")
    assert asked is not None
    assert [each.sentence for each in sources(asked, [report]) or []] == [
        "One official says so",
        "Other officials are unsure",
    ]


def test_only_those_who_say_so_are_counted() -> None:
    assert told("How many sources said the mayor had ordered the closure?") == [
        "Four sources say so",
        "Two officials, who may be among those before, say so",
    ]


def test_a_verb_that_is_asked_for_counts() -> None:
    """Who confirmed it is not who denied it."""
    assert told("Who confirmed that the tunnel was closed?") == ["The ministry confirms it"]
    assert told("Who denied that the tunnel was closed?") == ["Ann Lee denies it"]
    assert told("Do sources agree that the tunnel was closed?") == [
        "The ministry confirms it",
        "Ann Lee denies it",
    ]


def test_not_more_sources_than_can_be_read() -> None:
    crowd = article(*(f"Officer {name} Lee said the dam broke." for name in "ABCDEFGHIJ"))
    asked = source_question_of("Who says the dam broke?")
    assert asked is not None
    assert len(sources(asked, [crowd]) or []) == MOST


def test_everybody_who_speaks_of_it_is_told_with_a_stance() -> None:
    """Also who asked or would not say, so that nobody takes them to say so."""
    near = near_stances("the tunnel was closed", [REPORT])
    told = [(each.statement.speaker.name, stance_mark(each)) for each in near]
    assert told == [("the ministry", "confirmed"), ("Ann Lee", "denied")]
    report = article(
        "Gus Orr asked whether the pier is closed.",
        "Hal Poe did not know whether the pier is closed.",
        "Ann Berg declined to say whether the pier is closed.",
        "Bo Li demanded that the pier be closed.",
    )
    near = near_stances("the pier is closed", [report])
    assert {each.statement.speaker.name: stance_mark(each) for each in near} == {
        "Gus Orr": "asked",
        "Hal Poe": "unsure",
        "Ann Berg": "declined",
        "Bo Li": "demanded",
    }
