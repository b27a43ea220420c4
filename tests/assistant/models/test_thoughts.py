"""What a model thinks is taken out of what it says, however the reply is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models.thoughts import Thoughts, without_thoughts
from tests.work import Cut

PARTS = st.lists(
    st.sampled_from(
        ["<think>", "</think>", "<thi", "[", "[6]", "[/THINK]", "[THINK]", "<", "It rained. ", "\n"]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It rained [6].", "It rained [6]."),
        ("<think>Hm [7].</think>It rained [6].", "It rained [6]."),
        ("<THINKING>Hm.</THINKING> It rained.", " It rained."),
        ("Hm [7].</think>It rained.", "It rained."),
        ("It rained. <think>Or not?</think>It did.", "It rained. It did."),
        ("<think>Hm. It rained.", ""),
        ("◁think▷Hm◁/think▷It rained.", "It rained."),
        (
            "<|channel|>analysis<|message|>Hm<|end|><|start|>assistant<|channel|>final<|message|>"
            "It rained.",
            "It rained.",
        ),
        ('<thinking budget="9">Hm.</thinking>It rained.', "It rained."),
        ("<scratch_pad>Hm.</scratch_pad>It rained.", "It rained."),
        ("<|begin_of_reasoning|>Hm.<|end_of_reasoning|>It rained.", "It rained."),
        ("[reasoning]Hm.[/reasoning]It rained.", "It rained."),
        ("Hm.</reflection>It rained.", "It rained."),
        ("[I think] it rained.", "[I think] it rained."),
        ("It was < 5 and <b>cold</b>.", "It was < 5 and <b>cold</b>."),
        ("It rained. <thi", "It rained. <thi"),
    ],
)
def test_thoughts_of_a_whole_reply(text: str, said: str) -> None:
    assert without_thoughts(text)[0] == said


@given(PARTS, st.integers(1, 9), st.booleans())
def test_it_does_not_matter_how_a_reply_is_cut(text: str, size: int, unopened: bool) -> None:
    """What has been said before an end without a beginning cannot be taken back."""
    whole, pieces = Thoughts(unopened=unopened), Thoughts(unopened=unopened)
    at_once = whole.feed(text) + whole.finish()
    bit_by_bit = "".join(pieces.feed(text[at : at + size]) for at in range(0, len(text), size))
    bit_by_bit += pieces.finish()
    assert pieces.found == whole.found
    assert pieces.unopened == whole.unopened
    if unopened or not whole.unopened:
        assert bit_by_bit == at_once
    assert bit_by_bit.endswith(at_once)


@given(PARTS)
def test_no_mark_is_ever_said(text: str) -> None:
    said, _ = without_thoughts(text)
    assert "<think>" not in said
    assert "[THINK]" not in said


def test_what_cannot_be_the_beginning_of_a_mark_is_said_at_once() -> None:
    """A marker does not wait for the next piece."""
    thoughts = Thoughts()
    assert thoughts.feed("It rained [6") == "It rained [6"
    assert thoughts.feed("]. <") == "]. "
    assert thoughts.feed("b>Cold") == "<b>Cold"


def test_a_reply_full_of_marks_is_read_about_once() -> None:
    """A model may write nothing else; no mark has all that follows it copied."""
    text = Cut("</think>So. <think>" * 500)
    Thoughts().feed(text)
    assert text.characters < 4 * len(text)
