"""Why something is so, as people ask it."""

from __future__ import annotations

import pytest

from tests.assistant.answerers.asking import answered
from tests.assistant.passages import article

BRIDGE = article(
    "The bridge was closed because engineers had found cracks, Ann Lee said.",
    "The mayor has not resigned because nobody asked her to.",
)


@pytest.mark.parametrize("question", ["why was the bridge closed", "How come the bridge closed?"])
def test_a_reason_is_told_with_who_gives_it(question: str) -> None:
    assert answered(question, BRIDGE) == [BRIDGE.paragraph(1).text]


def test_a_reason_for_the_contrary_answers_only_who_asks_for_it() -> None:
    assert answered("why has the mayor not resigned?", BRIDGE) == [BRIDGE.paragraph(2).text]


def test_what_follows_an_event_may_be_its_reason() -> None:
    harbour = article("The harbour was closed on Tuesday. Divers had found oil. It rained.")
    [told] = answered("why was the harbour closed", harbour)
    assert told == "The harbour was closed on Tuesday. Divers had found oil."
