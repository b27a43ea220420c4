"""A draft is cut into sentences as people read it, wherever its lines end."""

from __future__ import annotations

import pytest

from assistant.draft_check import LONGEST_DRAFT, MOST_SENTENCES, SentenceKind
from assistant.draft_check.reader import read_draft
from assistant.errors import DraftError, DraftOfManySentences, DraftTooLong

HEADING, CLAIM, QUESTION, EMPTY = (
    SentenceKind.HEADING,
    SentenceKind.CLAIM,
    SentenceKind.QUESTION,
    SentenceKind.EMPTY,
)


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("It rained.\nIt snowed.", [("It rained.", CLAIM), ("It snowed.", CLAIM)]),
        ("It rained all\nday long.", [("It rained all day long.", CLAIM)]),
        ("# Weather\nIt rained.", [("Weather", HEADING), ("It rained.", CLAIM)]),
        ("Weather\n=======\nIt rained.", [("Weather", HEADING), ("It rained.", CLAIM)]),
        (
            "The weather today\n\nIt rained.",
            [("The weather today", HEADING), ("It rained.", CLAIM)],
        ),
        ("It rained\n", [("It rained", CLAIM)]),
        ("- It rained\n- It snowed", [("It rained", CLAIM), ("It snowed", CLAIM)]),
        ("1. It rained\n2. It snowed", [("It rained", CLAIM), ("It snowed", CLAIM)]),
        ("> It rained\n> all day.", [("It rained all day.", CLAIM)]),
        ("It **really** rained in `Rye`.", [("It really rained in Rye.", CLAIM)]),
        ("It [rained](https://example.org/a) today.", [("It rained today.", CLAIM)]),
        ("Did it rain? It did.", [("Did it rain?", QUESTION), ("It did.", CLAIM)]),
        ("“Did it rain?” she asked.", [("“Did it rain?” she asked.", CLAIM)]),
        ("This is what we know:", [("This is what we know:", EMPTY)]),
        (
            "It\u200b ra\u00adined.\r\n\r\n\x1b[31mIt snowed.",
            [("It rained.", CLAIM), ("[31mIt snowed.", CLAIM)],
        ),
    ],
)
def test_sentences_and_their_kinds(draft: str, expected: list[tuple[str, SentenceKind]]) -> None:
    assert [(each.text, each.kind) for each in read_draft(draft, ())] == expected


@pytest.mark.parametrize(
    ("draft", "labels", "unknown"),
    [
        ("It rained [6]. It snowed.", [("6",), ()], [(), ()]),
        ("It rained. [6] It snowed.", [("6",), ()], [(), ()]),
        ("It rained [6, 7]. It snowed [9].", [("6", "7"), ()], [(), ("9",)]),
        ("According to [6], it rained. It snowed.", [("6",), ()], [(), ()]),
        ("It rained.\nIt snowed [7].", [(), ("7",)], [(), ()]),
        ("It snowed. According to [6], it rained.", [(), ("6",)], [(), ()]),
    ],
)
def test_markers_belong_to_their_sentence(
    draft: str, labels: list[tuple[str, ...]], unknown: list[tuple[str, ...]]
) -> None:
    read = read_draft(draft, {"6", "7"})
    assert [each.labels for each in read] == labels
    assert [each.unknown for each in read] == unknown
    assert all("[" not in each.text for each in read)


def test_each_stands_where_it_says() -> None:
    draft = "# A *title*\n\n- It **really**\n  rained [6]. It snowed."
    assert [draft[each.start : each.end] for each in read_draft(draft, {"6"})] == [
        "A *title",
        "It **really**\n  rained [6].",
        "It snowed.",
    ]


def test_what_cannot_be_checked_at_once_says_how_much_can() -> None:
    with pytest.raises(DraftTooLong, match=r"50,001 characters, 50,000 is the most"):
        read_draft("x" * (LONGEST_DRAFT + 1), ())
    with pytest.raises(DraftOfManySentences, match=r"501 sentences, 500 is the most"):
        read_draft("It rained.\n\n" * (MOST_SENTENCES + 1), ())
    with pytest.raises(DraftError, match="there are no words"):
        read_draft(" \n*** … ", ())
