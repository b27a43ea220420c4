"""Who speaks in the articles: counted, by kind, each with where."""

from __future__ import annotations

import pytest

from assistant.attribution import SpeakerKind
from assistant.questions.forms.source_list_questions import source_list_question_of
from assistant.types import Basis
from tests.assistant.answerers.whole_articles import asked
from tests.assistant.passages import article

BRIDGE = article(
    "The town closed the mill bridge on Monday.",
    "Mayor Ann Field said the closure would last six weeks. “Nobody crosses,” she said.",
    "“It takes me an hour,” said Bo Larsson, a baker who lives by the mill.",
    "Two officials said that Field ordered it. Another official was unsure whether she did.",
    "Police declined to comment on the closure.",
    "According to an inspection report, the cracks are four inches long.",
    "“I was not asked,” Larsson said.",
    id_="bridge",
    title="Mill bridge closed",
)
RAIL = article("“We need a train,” said Di Moss.", id_="rail", title="A new line")
FARM = article("The farm burned down on Friday.", id_="farm", title="Fire at a farm")


def texts(question: str) -> list[str]:
    return [each.text for each in asked(question, BRIDGE).sentences]


@pytest.mark.parametrize(
    "question",
    ["who are the sources?", "whos quoted", "pls list all sources", "Everyone who is quoted"],
)
def test_each_source_is_told_with_how_often_and_where(question: str) -> None:
    """Who would not speak is none."""
    found = asked(question, BRIDGE).sentences
    assert [(each.text, [quote.paragraph for quote in each.quotes]) for each in found] == [
        (
            "2 named people, 2 unnamed sources or groups and 1 document (the unnamed may be the "
            "same people) are quoted or reported.",
            [2, 3, 4, 4, 6],
        ),
        ("Mayor Ann Field is quoted once.", [2]),
        ("Bo Larsson, a baker who lives by the mill, is quoted twice.", [3, 7]),
        ("Two officials are reported once.", [4]),
        ("Another official is reported once.", [4]),
        ("An inspection report is reported once.", [6]),
    ]
    assert all(each.basis is Basis.LEDGER for each in found)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many anonymous sources are there", SpeakerKind.ANONYMOUS),
        ("does the article use unnamed sources?", SpeakerKind.ANONYMOUS),
        ("which named sources are there", SpeakerKind.NAMED),
        ("what documents are cited?", SpeakerKind.DOCUMENT),
        ("how many sources are there", None),
        ("who does the article quote", None),
    ],
)
def test_what_kind_of_source_is_asked_for(question: str, kind: SpeakerKind | None) -> None:
    found = source_list_question_of(question)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "question",
    [
        "How many people died?",
        "How many sources say it is safe?",
        "Who is there?",
        "Who was named mayor?",
        "Who speaks for the union?",
        "Quotes from Lee",
        "What are the sources of the pollution?",
        "What is the source of the river?",
        "What reports are there on the fire?",
        "people in the bridge article",
    ],
)
def test_other_questions_ask_for_no_sources(question: str) -> None:
    assert source_list_question_of(question) is None


def test_unnamed_sources_are_counted_with_care() -> None:
    first, *_ = texts("how many anonymous sources")
    assert first.startswith("2 unnamed sources or groups (the unnamed may be the same people)")
    assert len(texts("how many anonymous sources")) == 3


def test_all_that_is_quoted_is_told_whole() -> None:
    assert texts("list all quotes") == [
        "Mayor Ann Field said the closure would last six weeks. “Nobody crosses,” she said.",
        "“It takes me an hour,” said Bo Larsson, a baker who lives by the mill.",
        "“I was not asked,” Larsson said.",
    ]
    assert any("Two officials said" in each for each in texts("who said what"))


def test_of_several_articles_each_has_a_sentence() -> None:
    lines = asked("who is quoted?", BRIDGE, RAIL, FARM).sentences
    assert [each.article.id for each in lines] == ["bridge", "rail"]
    assert lines[1].text == "Quoted or reported in “A new line”: Di Moss."


def test_where_nobody_speaks_that_is_said() -> None:
    found = asked("who are the sources", FARM)
    assert found.sentences == ()
    assert found.notes[0].text == "No sources were found here."


@pytest.mark.parametrize(
    "question",
    [
        "Which sources aren't named?",
        "which of the sources are not identified",
        "who isn't named?",
        "who asked not to be named?",
        "who spoke on condition of anonymity?",
        "which anonymous sources do we have across all stories",
    ],
)
def test_who_is_not_named_is_asked_in_many_ways(question: str) -> None:
    asked_for = source_list_question_of(question)
    assert asked_for is not None
    assert asked_for.kind is SpeakerKind.ANONYMOUS


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("Who said what at the trial so far?", True),
        ("who says what in court", True),
        ("who said what?", True),
        ("Who said what about the bridge?", False),
    ],
)
def test_who_said_what_somewhere_asks_for_everybodys_words(question: str, is_asked: bool) -> None:
    asked_for = source_list_question_of(question)
    assert (asked_for is not None and asked_for.words) is is_asked


def test_two_members_who_would_not_be_named_are_unnamed_sources() -> None:
    squad = article(
        "The players have not been paid, according to two members of the squad who did not want "
        "to be named."
    )
    told = " ".join(each.text for each in asked("who isn't named?", squad).sentences)
    assert "wo members of the squad" in told
