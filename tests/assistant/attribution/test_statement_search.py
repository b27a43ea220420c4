"""Which statements say something, and who is meant: `assistant.attribution.statement_search`."""

from __future__ import annotations

import pytest

from assistant.attribution import LIKELY, find_statements, is_speaker, lexical_scores, statements
from index.types import Article, Paragraph


def article(*paragraphs: str) -> Article:
    return Article("", tuple(Paragraph(n, text) for n, text in enumerate(paragraphs, 1)))


READ = article(
    "Ann Lee said the old bridge over the river would close in May.",
    "“The bridge is safe. It was repaired in the spring,” said Bob Gray, the town's engineer.",
    "Two residents said the market would move to the square.",
)


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("the old bridge would close in May", "Ann Lee"),
        ("“The bridge is safe. It was repaired in the spring”", "Bob Gray"),
        ("the market would move to the square", "two residents"),
    ],
)
def test_finds_who_says_it_and_leaves_no_doubt(asked: str, speaker: str) -> None:
    found = find_statements(asked, statements(READ), READ)
    assert found[0][0].speaker.name == speaker
    assert found[0][1] >= LIKELY
    assert all(score < LIKELY for statement, score in found if statement.speaker.name != speaker)


@pytest.mark.parametrize(
    "asked", ["the harbour will be dredged next year", "the bridge was sold to a bank", "", "???"]
)
def test_finds_nothing_likely_for_what_nobody_says(asked: str) -> None:
    found = find_statements(asked, statements(READ), READ)
    assert all(score < LIKELY for _, score in found)


def test_scores_go_with_the_statements_one_by_one() -> None:
    said = statements(READ)
    scores = lexical_scores("the market would move", said, READ)
    assert len(scores) == len(said)
    assert all(0 <= score <= 1 for score in scores)
    assert said[scores.index(max(scores))].speaker.name == "two residents"


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("Lee", True),
        ("Ann Lee", True),
        ("Sen. Lee", True),
        ("Ann Lee, a professor of law,", True),
        ("the professor", True),
        ("Bob Lee", False),
        ("Yale", False),
        ("Gray", False),
        ("", False),
    ],
)
def test_knows_whether_a_name_means_the_speaker(name: str, means: bool) -> None:
    (statement,) = statements(article("Ann Lee, a professor of law at Yale, said it rained."))
    assert is_speaker(name, statement.speaker) is means
