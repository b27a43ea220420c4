"""A model's reply into sentences and the labels they cite, whatever form the markers have."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.generation import drafts as citations
from assistant.generation.drafts import DraftReader, read
from assistant.verification.draft import Draft
from tests.work import grows

KNOWN = frozenset(str(number) for number in range(1, 24))


@dataclass(frozen=True, slots=True)
class Case:
    """A reply and the sentences in it: text, labels given, labels never given."""

    reply: str
    drafts: list[tuple[str, str, str]]


CASES = [
    Case("It rained [6].", [("It rained.", "6", "")]),
    Case("It rained. [6]", [("It rained.", "6", "")]),
    Case("[6]. [7]It rained. It snowed", [(".It rained.", "6 7", ""), ("It snowed", "", "")]),
    Case("It rained.[6] It snowed [7].", [("It rained.", "6", ""), ("It snowed.", "7", "")]),
    Case("It rained [6, 7].", [("It rained.", "6 7", "")]),
    Case("It rained [6][7].", [("It rained.", "6 7", "")]),
    Case("It rained. [6] [7]\n", [("It rained.", "6 7", "")]),
    Case("It rained [6] and [7].", [("It rained.", "6 7", "")]),
    Case("It rained [6], [7].", [("It rained.", "6 7", "")]),
    Case("It rained [6–8].", [("It rained.", "6 7 8", "")]),
    Case("It rained [6-8].", [("It rained.", "6 7 8", "")]),
    Case("It rained [6 and 8].", [("It rained.", "6 8", "")]),
    Case("It rained [¶6].", [("It rained.", "6", "")]),
    Case("It rained [paragraph 6].", [("It rained.", "6", "")]),
    Case("It rained [[6]](https://x.example/a#p6).", [("It rained.", "6", "")]),
    Case("It rained [6†source].", [("It rained.", "6", "")]),
    Case("It rained 【6†L3-L5】.", [("It rained.", "6", "")]),
    Case("It rained \\[6\\].", [("It rained.", "6", "")]),
    Case("It rained [Source: 6].", [("It rained.", "6", "")]),
    Case("It rained [ref. 6, 7].", [("It rained.", "6 7", "")]),
    Case("It rained 【6】.", [("It rained.", "6", "")]),
    Case("It rained [^6].", [("It rained.", "6", "")]),
    Case("It rained [6](https://example.org/a#p6).", [("It rained.", "6", "")]),
    Case("It rained (6).", [("It rained.", "6", "")]),
    Case("It rained. (6) It snowed.", [("It rained.", "6", ""), ("It snowed.", "", "")]),
    Case("Rule (6) was broken.", [("Rule (6) was broken.", "", "")]),
    Case("They killed (32) people.", [("They killed (32) people.", "", "")]),
    Case("“It [6] rained,” he said.", [("“It rained,” he said.", "6", "")]),
    Case("“It rained [6].” She left.", [("“It rained.”", "6", ""), ("She left.", "", "")]),
    Case("In [2026] it rained [6].", [("In [2026] it rained.", "6", "")]),
    Case("He said “[sic]” [6].", [("He said “[sic]”.", "6", "")]),
    Case("It rained [45].", [("It rained.", "", "45")]),
    Case("It rained [6, 45].", [("It rained.", "6", "45")]),
    Case("It rained [0].", [("It rained.", "", "0")]),
    Case("It rained [6][6].", [("It rained.", "6", "")]),
    Case("[6] It rained. [7] It snowed.", [("It rained.", "6", ""), ("It snowed.", "7", "")]),
    Case("It rained.\n[6]", [("It rained.", "6", "")]),
    Case("- It rained [6]\n- It snowed [7]", [("It rained", "6", ""), ("It snowed", "7", "")]),
    Case("1. It rained [6].\n2. It snowed.", [("It rained.", "6", ""), ("It snowed.", "", "")]),
    Case("Answer: **It rained** [6].", [("It rained.", "6", "")]),
    Case("[6]", [("", "6", "")]),
    Case(
        "The U.S. left [6]. Cuba stayed [7].",
        [("The U.S. left.", "6", ""), ("Cuba stayed.", "7", "")],
    ),
    Case("The U. S. left [6].", [("The U.S. left.", "6", "")]),
    Case(
        "According to [6] and [7] it rained. So [8].",
        [("It rained.", "6 7", ""), ("So.", "8", "")],
    ),
    Case("", []),
    Case("  \n ", []),
]


def plain(draft: Draft) -> tuple[str, str, str]:
    return draft.text, " ".join(draft.labels), " ".join(draft.unknown)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.reply)
def test_markers_in_every_form(case: Case) -> None:
    assert [plain(draft) for draft in read(case.reply, KNOWN)] == case.drafts


@pytest.mark.parametrize(
    ("reply", "given", "unknown"),
    [
        ("It rained [B3].", "B3", ""),
        ("It rained [3].", "", "3"),
        ("It rained [b3-5].", "B3 B4", "B5"),
    ],
)
def test_labels_of_several_articles(reply: str, given: str, unknown: str) -> None:
    """A number alone says nothing when paragraphs are called by letter and number."""
    [draft] = read(reply, {"A1", "B3", "B4"})
    assert plain(draft) == ("It rained.", given, unknown)


def test_a_number_of_four_digits_is_a_label_when_it_was_given() -> None:
    [draft] = read("It rained [2026].", {"2026"})
    assert plain(draft) == ("It rained.", "2026", "")


def test_a_sentence_comes_out_before_the_reply_ends() -> None:
    """As soon as the next one has begun, and not before its markers have come."""
    reader = DraftReader(KNOWN)
    assert reader.feed("One source said so. [6") == []
    [draft] = reader.feed("] Other sources were not sure about that.")
    assert plain(draft) == ("One source said so.", "6", "")
    assert [plain(draft) for draft in reader.finish()] == [
        ("Other sources were not sure about that.", "", "")
    ]


PIECES = st.sampled_from(
    [
        *(
            "[6]",
            "[7]",
            "[6, 7]",
            "[6–8]",
            "(6)",
            "[45]",
            "[2026]",
            "【6】",
            "[",
            "]",
            "(",
            ")",
            "6",
        ),
        *(
            "It rained",
            "The U.S.",
            "Mr.",
            "“Yes",
            "”",
            "he said",
            ". ",
            ".",
            "? ",
            "!",
            ", ",
            " ",
            "\n",
        ),
        *("- ", "1. ", "**", "…", "。", "雨", "1.1.", "U.S.U.S.", "    ", "word " * 30),
    ]
)
REPLIES = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


@given(REPLIES, st.lists(st.integers(0, 400), max_size=30))
def test_streaming_and_whole_are_the_same(reply: str, cuts: list[int]) -> None:
    """For any reply, however a stream cuts it, inside a marker too."""
    edges = [0, *sorted(min(cut, len(reply)) for cut in cuts), len(reply)]
    reader = DraftReader(KNOWN)
    streamed = [draft for start, end in pairwise(edges) for draft in reader.feed(reply[start:end])]
    assert [*streamed, *reader.finish()] == read(reply, KNOWN)


@given(REPLIES)
def test_no_label_is_made_up(reply: str) -> None:
    """Labels given are labels that were given, whatever the reply."""
    for draft in read(reply, KNOWN):
        assert KNOWN.issuperset(draft.labels)
        assert KNOWN.isdisjoint(draft.unknown)


@example("U.S.U.S.[\n[6]")
@example("**It rained**\n[6]")
@example("U.S.U.S.- \n\n- 。。")
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_word_is_lost(reply: str) -> None:
    """Every letter of a reply is in a sentence, in order; markers and where they link have none."""
    unlinked = re.sub(r"(?<=[\]】])\(\S*?\)", "", reply)
    said = [character for character in unlinked if character.isalpha()]
    kept = [c for draft in read(reply, KNOWN) for c in draft.text if c.isalpha()]
    assert kept == said


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "1.",
        "U.S.",
        "a.a.",
        "a. ",
        "\n",
        " ",
        "word ",
        "A b c. [6] ",
        "[6](a",
        "(6) ",
        "[6",
        "in [6]",
    ],
)
def test_a_reply_is_read_about_once(unit: str) -> None:
    """However late a sentence ends: twice the reply, twice the work, and so of its characters."""
    assert grows(lambda text: read(text, KNOWN), unit, 1_200) < 2.3
    looked = 0

    def counted(text: str, known: Collection[str]) -> list[Any]:
        nonlocal looked
        looked += len(text)
        return parts(text, known)

    parts = citations._parts
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(citations, "_parts", counted)
        read(unit * 1_000, KNOWN)
    assert looked < 12 * len(unit * 1_000)
