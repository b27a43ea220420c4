"""A judge's replies: what can be read is believed, everything else is no yes."""

from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification.judge.opinions import Opinion, Word, read

NUMBERS = {"6.1": 1, "7.2": 2, "B3.1": 3}
WORDS = {"s": "supported", "c": "contradicted", "n": "not_stated", "u": "unread"}


def verdict(
    sentence: object, word: object = "supported", rests: object = ("6.1",), differs: object = ""
) -> dict[str, object]:
    named = list(rests) if isinstance(rests, tuple) else rests
    return {"sentence": sentence, "rests_on": named, "differs": differs, "verdict": word}


def reply(*verdicts: dict[str, object]) -> str:
    return json.dumps({"verdicts": verdicts})


def words(text: str, count: int = 2) -> str:
    short = {value: key for key, value in WORDS.items()}
    return " ".join(short[each.word.value] for each in read(text, count, NUMBERS))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (reply(verdict(1), verdict(2, "not_stated")), "s n"),
        (reply(verdict(2, "contradicted"), verdict(1)), "s c"),
        (f"Here it is:\n```json\n{reply(verdict(1))}\n```", "s u"),
        (reply(verdict(1), verdict(1)), "u u"),  # said twice
        (reply(verdict(1), verdict(1, "not_stated")), "u u"),
        (reply(verdict(1, rests=())), "u u"),  # it rests on nothing
        (reply(verdict(1, rests=("6.1", "9.9"))), "u u"),  # ... on what was not there
        (reply(verdict(1, rests=("[6.1]", "B3.1"))), "s u"),
        (reply(verdict(1, rests="6.1")), "u u"),
        (reply(verdict(1, rests=(6.1,))), "s u"),
        (reply(verdict(1, rests=(None,))), "u u"),
        (reply(verdict(1, differs="the mayor did not")), "u u"),  # right in spite of a difference
        (reply(verdict(1, differs="None.")), "s u"),
        (reply(verdict(1, differs=None)), "s u"),
        (reply(verdict(1, "SUPPORTED")), "u u"),
        (reply(verdict(1, "unread")), "u u"),
        (reply(verdict(1, True)), "u u"),
        (reply(verdict("1")), "u u"),
        (reply(verdict(0), verdict(1)), "u u"),  # they are counted from 0
        (reply(verdict(True)), "u u"),
        (reply(verdict(True), verdict(2)), "u u"),
        ('{"verdicts": [{"sentence": 1, "rests_on": ["6.1"], "verdict": "supported"}]}', "u u"),
        (f"{reply(verdict(1))} But no, it is not stated.", "u u"),
        (f"```json\n{reply(verdict(1))}\n```\nOn reflection: not_stated", "u u"),
        (reply(verdict(3), verdict(0), verdict(-1)), "u u"),
        ('{"verdicts": {"sentence": 1, "verdict": "supported"}}', "u u"),
        ('{"verdicts": [1, null, "supported"]}', "u u"),
        ("1: supported 6.1\n2: not_stated", "s n"),
        ("1. supported [6.1], [7.2]\n- 2) Not stated", "s n"),
        ("**1: supported** 6.1\n2: contradicted 7.2", "s c"),
        ("1: supported\n2: supported 9.9", "u u"),
        ("1: supported 6.1, but only in part\n2: not_stated", "u n"),
        ("1: supported 6.1\nbut only in May\n2: not_stated", "u n"),
        ("1: supported 6.1\u2028but only in May\n2: not_stated", "u n"),
        ("11: supported 6.1\n2: not_stated", "u u"),  # whose verdict is the second?
        ("0: supported 6.1\n1: not_stated", "u u"),
        ("Here it is.\n1: supported 6.1\n2: not_stated", "s n"),
        ("supported\nsupported", "u u"),
        ("yes\nyes", "u u"),
        ("", "u u"),
    ],
)
def test_replies_are_read_strictly(text: str, said: str) -> None:
    assert words(text) == said


@pytest.mark.parametrize("said", [*permutations(["supported 6.1", "not_stated", "perhaps"], 2)])
def test_two_verdicts_on_one_sentence_are_none(said: tuple[str, str]) -> None:
    """Whichever comes first; the next sentence's own stands."""
    first, second = said
    assert words(f"1: {first}\n1: {second}\n2: contradicted") == "u c"


def test_a_difference_is_kept_in_a_line_that_can_be_shown() -> None:
    differs = "said\non \x1b[31mMonday\u202e" + "x" * 500
    [opinion] = read(reply(verdict(1, "contradicted", differs=differs)), 1, NUMBERS)
    assert opinion.differs.startswith("said on")
    assert opinion.differs.isprintable()
    assert len(opinion.differs) <= 160


def test_what_it_rests_on_is_named_once() -> None:
    [opinion] = read(reply(verdict(1, rests=("7.2", "6.1", "7.2"))), 1, NUMBERS)
    assert opinion == Opinion(Word.SUPPORTED, ("7.2", "6.1"))


@given(st.text() | st.text('{}[]":,12.67supported \n'), st.integers(0, 5))
def test_any_reply_gives_an_opinion_for_each(text: str, count: int) -> None:
    opinions = read(text, count, NUMBERS)
    assert len(opinions) == count
    assert all(each.rests_on for each in opinions if each.word is Word.SUPPORTED)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 4) | st.floats() | st.sampled_from(["6.1", *WORDS]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["sentence", "rests_on", "differs", "verdict", "verdicts"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.lists(json_values, max_size=4))
def test_any_json_gives_an_opinion_for_each(verdicts: list[object]) -> None:
    opinions = read(json.dumps({"verdicts": verdicts}), 3, NUMBERS)
    assert len(opinions) == 3
