"""What somebody says, over whole articles: the answer, or who speaks in their place."""

from __future__ import annotations

import pytest

from tests.assistant.answerers.whole_articles import asked
from tests.assistant.passages import article

BRIDGE = article(
    "The town closed the mill bridge on Monday.",
    "Mayor Ann Field said the closure would last six weeks. “Nobody crosses,” she said.",
    "“It takes me an hour,” said Bo Larsson, a baker.",
    "A spokeswoman for the Carriers Union said drivers heard of it on the radio.",
    "Police declined to comment on the closure.",
    "Gatewell declined to comment.",
    id_="bridge",
    title="Mill bridge closed",
)
RAIL = article(
    "“We need a train,” said Ann Field, the mayor.",
    "Larsson & Sons said in a letter that it would build the line.",
    id_="rail",
    title="A new line",
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("list the mayors quotes", ["“Nobody crosses,”", "We need a train"]),
        ("what did ann field say about the closure", ["six weeks"]),
        ("how did the union respond", ["on the radio"]),
        ("whats the police's reaction", ["Police declined to comment"]),
        ("what did gatewell say about the contract", ["Gatewell declined to comment."]),
        ("what did larsson & sons say", ["would build the line"]),
        ("what did Bo Larsson say", ["“It takes me an hour,” said"]),
    ],
)
def test_what_somebody_says_is_told_over_all_articles(question: str, said: list[str]) -> None:
    found = asked(question, BRIDGE, RAIL)
    assert len(found.sentences) == len(said)
    for sentence, words in zip(found.sentences, said, strict=True):
        assert words in sentence.text


def test_quotations_come_first() -> None:
    """Of each article, as it stands there."""
    report = article("Ann Lee said it rained.", "“We got wet,” Lee said.")
    told = [each.paragraph for each in asked("what did lee say", report).sentences]
    assert told == [2, 1]


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("What did the governor say?", "Ann Field"),
        ("list all quotes by Obama", "Bo Larsson"),
        ("What did the mayor say about taxes?", "nothing of it was found to be about “taxes”"),
    ],
)
def test_who_does_not_speak_is_answered_with_who_does(question: str, note: str) -> None:
    """Never with another's words."""
    found = asked(question, BRIDGE)
    assert found.sentences == ()
    assert note in found.notes[0].text
