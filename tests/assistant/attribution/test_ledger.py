"""The whole article as a ledger: whose each sentence is, and where sources disagree."""

from __future__ import annotations

import pytest

from assistant.attribution import SpeakerKind, Stance, disagreements, ledger, statements
from tests.assistant.passages import REPORT, article


def test_the_ledger_has_every_sentence() -> None:
    """Where nobody is named, the reporter says it; spans are the paragraph's own."""
    for paragraph in REPORT.paragraphs:
        here = [each for each in ledger(REPORT) if each.paragraph == paragraph.number]
        sentences_told = dict.fromkeys(each.sentence.text for each in here)
        assert " ".join(sentences_told) == paragraph.text
        for each in here:
            assert paragraph.text[each.sentence.start : each.sentence.end] == each.sentence.text
    [own] = [each for each in ledger(REPORT) if each.speaker.kind is SpeakerKind.REPORTER]
    assert own.as_json(REPORT)["text"] == "It rained all day."


def test_when_it_was_said() -> None:
    times = {each.speaker.name: each.time for each in statements(REPORT) if each.time}
    assert times == {"the ministry": "On Friday", "Ann Lee": "In early May"}


def test_where_sources_disagree() -> None:
    ordered, closed = disagreements(REPORT)
    assert [(view.statement.speaker.name, view.stance) for view in ordered.views] == [
        ("four sources", Stance.SAYS),
        ("two officials", Stance.SAYS),
        ("other sources", Stance.UNSURE),
    ]
    assert [(view.statement.speaker.name, view.stance) for view in closed.views] == [
        ("the ministry", Stance.SAYS),
        ("Ann Lee", Stance.DENIES),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prices will rise, she said.",
        "“Prices will rise,” Ann Lee said.",
        "Ann Lee said prices will rise.",
        "In May, Ann Lee said prices will rise.",
        "It rained, Ann Lee said, and it was cold, Bo Berg said.",
    ],
)
def test_what_somebody_says_is_not_the_reporters_too(sentence: str) -> None:
    """Wherever in its sentence the statement begins, also at the very start."""
    own, *said = ledger(article(f"Ann Lee came to Oslo. {sentence}"))
    assert (own.speaker.kind, own.sentence.text) == (SpeakerKind.REPORTER, "Ann Lee came to Oslo.")
    assert said
    assert all(each.speaker.kind is not SpeakerKind.REPORTER for each in said)
    assert {each.sentence.text for each in said} == {sentence}
