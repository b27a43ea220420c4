"""Who says it in quite other words: near in meaning, and turned by nothing."""

from __future__ import annotations

import pytest

from assistant.attribution import source_question_of
from assistant.extractive.answerer import find
from assistant.testimony.near_sayings import near_sayings
from tests.assistant.passages import article, passage


def _near(question: str, text: str, *, cosine: float = 0.6) -> list[str]:
    report = article(text)
    asked = source_question_of(question)
    assert asked is not None
    return [each.text for each in near_sayings(asked, [passage(report, 1, match=cosine)])]


@pytest.mark.parametrize(
    ("question", "saying"),
    [
        (
            "Who says the port master should step down?",
            "Ida Moe said the port master must go.",
        ),
        ("Who says Lund should step down?", "Ida Moe told the meeting that Mr Lund should go."),
        (
            "Who denies the crane is to blame for it?",
            "Bo Rask denied that the crane fell.",
        ),
        (
            "Which pilots doubt the ferry will last?",
            "Bo Rask doubted that the ferry would see May.",
        ),
        ("Who thinks the old pump has failed?", "Ida Moe said the old pump had given up."),
        (
            "Who won't say if the ferry was overloaded?",
            "Ida Moe declined to say how full the ferry was.",
        ),
        (
            "Who says passengers shouldn't stop using the ferry?",
            "Ida Moe said passengers should keep using the boats.",
        ),
        ("Who denies that the horn sounded?", "“The horn never sounded,” said Ida Moe."),
        ("Who is certain the skipper fell asleep?", "“I am sure that he dozed off,” said Ida Moe."),
    ],
)
def test_who_says_it_in_other_words_is_told_as_it_stands(question: str, saying: str) -> None:
    assert _near(question, f"{saying} It rained.") == [saying]


@pytest.mark.parametrize(
    ("question", "saying"),
    [
        # a "not", an opposite, a "should" or a "may" on one side only
        ("Who says the ferry sails at night?", "Ida Moe said the ferry never sails at night."),
        ("Who says ticket prices will rise?", "Ida Moe said ticket prices would fall."),
        ("Who thinks Lund should stay?", "Ida Moe said that Mr Lund should go."),
        ("Who says the pier should be closed?", "Ida Moe said the pier was closed."),
        ("Who says the pier was closed?", "Ida Moe said the pier should be closed."),
        ("Who says the pump failed?", "Ida Moe said the pump may have failed."),
        # another verb, another's words, another man, other numbers, no word in common
        ("Who says the pump failed?", "Ida Moe denied that the pump had failed."),
        ("Who denies that the pump failed?", "Ida Moe denied saying that the pump had failed."),
        ("Who doubts that the pump failed?", "Ida Moe said that the pump had failed."),
        ("Who says Lund stole the money?", "Ida Moe said Mr Rask had taken the money."),
        ("Who says 40 boats sank in the storm?", "Ida Moe said 14 boats sank in the storm."),
        ("Who says the mayor sued the port?", "Ida Moe said the port sued the mayor."),
        ("Who says the guard was asleep?", "Ida Moe said tea was served at four."),
        ("Who is certain the pump failed?", "Ida Moe said the pump had failed."),
        ("Who says when the pier will open?", "Ida Moe said the pier was new."),
    ],
)
def test_nobody_says_it_where_something_turns_it(question: str, saying: str) -> None:
    assert _near(question, saying) == []


def test_the_fewer_signs_there_are_the_nearer_it_has_to_be() -> None:
    by_verb = "Who doubts the ferry will last?", "Bo Rask doubted that the ferry would see May."
    some_words = "Who says Lund should step down?", "Ida Moe said that Mr Lund should go."
    half = "Who says the guard was asleep?", "Ida Moe said the guard took it for a joke."
    assert [_near(*by_verb, cosine=each) != [] for each in (0.3, 0.4)] == [False, True]
    assert [_near(*some_words, cosine=each) != [] for each in (0.4, 0.5)] == [False, True]
    assert [_near(*half, cosine=each) != [] for each in (0.5, 0.65)] == [False, True]


def test_two_sources_are_told_and_no_third() -> None:
    told = [f"{who} said that Mr Lund should go." for who in ("Ida Moe", "Bo Rask", "Al Fox")]
    assert _near("Who says Lund should step down?", " It rained. ".join(told)) == told[:2]


def test_an_article_without_the_questions_name_says_nothing_of_it() -> None:
    report = article("Ida Moe said the chairman should go.")
    assert find("Who says the Ostrava chairman should step down?", [passage(report, 1)]) == []
