"""Whom a question calls by what the article says of them somewhere: a role, a group, an owner."""

from __future__ import annotations

import pytest

from assistant.extractive.answerer import find
from tests.assistant.passages import article, passage

REPORT = article(
    "Admiral Otto Brand died in May. His widow, Ida Brand, 79, told us that he owed nothing.",
    "The deputy governor, Selma Roth, who voted for a cut, said the bank was late.",
    "Lars Eide of the walkers' club Free Paths said that the path was dry.",
    "Payment was delayed by the sponsor, the airline Norsk. Norsk denied that it owed anything. "
    "“We paid on time,” said its spokesman, Al Fox.",
    "The rest came to light because a supplier changed a part, chief executive Clara Voss said.",
    "Olga Prim, who chairs the Union of Cooks, said wages were low.",
    "Tal's chief executive, Mia Kern, said the deal was dead.",
    title="Orm recalls its kettles",
)


def _told(question: str) -> str:
    found = find(question, [passage(REPORT, each.number) for each in REPORT.paragraphs])
    return " ".join(each.text for each in found)


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("the admiral's widow", "he owed nothing"),
        ("the deputy governor", "the bank was late"),
        ("Free Paths", "the path was dry"),
        ("the airline", "it owed anything"),
        ("the Orm boss", "changed a part"),
        ("the Orm chief executive", "changed a part"),
        ("the Union of Cooks", "wages were low"),
        ("the Tal boss", "the deal was dead"),
    ],
)
def test_who_is_called_by_what_the_article_says_of_them(called: str, said: str) -> None:
    assert said in _told(f"What did {called} say?")


@pytest.mark.parametrize(
    ("called", "not_said"),
    [
        ("the governor", "the bank was late"),
        ("the mayor's widow", "he owed nothing"),
        ("the admiral", "he owed nothing"),
        ("the Orm boss", "the deal was dead"),
        ("the Norsk boss", "changed a part"),
        ("the secretary", "wages were low"),
    ],
)
def test_nobody_else_is_taken_for_them(called: str, not_said: str) -> None:
    assert not_said not in _told(f"What did {called} say?")


@pytest.mark.parametrize(
    "text",
    [
        # the matter stands in the sentence before, which is nobody's saying
        "The pathologist, Ida Moe, spoke for an hour. Whether the rope was cut she could not tell. "
        "“It is possible, no more,” Ms Moe said.",
        "Ida Moe, the pathologist, disagreed. By her count the rope was old. “It broke,” she said.",
    ],
)
def test_what_is_said_of_the_sentence_before_is_said_on_its_matter(text: str) -> None:
    report = article("Tea was served.", text)
    passages = [passage(report, each.number, match=0.1) for each in report.paragraphs]
    told = " ".join(
        each.text for each in find("What did the pathologist say about the rope?", passages)
    )
    assert "rope" in told
    assert "she said" in told or "Moe said" in told
