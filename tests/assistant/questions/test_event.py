"""Which word of a question says what happened."""

from __future__ import annotations

import pytest

from assistant.questions.event import event_word
from index.language.terms import content_words


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("When did the harbour master resign?", "resign"),
        ("how many sailors were rescued when the barge sank", "rescued"),
        ("Who painted the mural?", "painted"),
        ("who is guarding the vault now", "guarding"),
        ("Where was the driver taken into custody?", "custody"),
        ("When did the nurses go on strike?", "strike"),
        ("Who made the discovery in Lund?", "discovery"),
        ("When is the funeral of the mayor?", "funeral"),
        ("How dangerous is the old pier?", "dangerous"),
        ("what was the date of the verdict", "verdict"),
        ("number of arrests in Lund", "arrests"),
        ("mayor resignation date", "resignation"),
        ("harbour bridge price", "price"),
        ("How long did the trial last?", "trial"),
        ("How long does it take her to answer?", "answer"),
        ("What caused the blackout in Lund?", "blackout"),
        ("When did she become mayor?", "become"),
        ("When did the cellar get its lock?", "lock"),
        ("How many of the sailors drowned?", "drowned"),
        ("what was the price of building the pier", "price"),
        ("why didnt the nurse complain", "complain"),
        ("How high are the fines going to be?", "fines"),
        ("Why does Ann Lee call the vote unfair?", "unfair"),
        ("Tell me about the pier", None),
    ],
)
def test_the_word_for_what_happened(question: str, event: str | None) -> None:
    at = event_word(question)
    assert (None if at is None else content_words(question)[at][0]) == event
