"""What a model thinks is taken out of what it says, however the reply is cut."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.models.thoughts import Thoughts, without_thoughts
from tests.work import Cut

MARKS = (
    *("<think>", "</think>", "<thi", "[/THINK]", "[THINK]", "<", "<reason>", "</reason>"),
    *("&lt;", "&lt;think&gt;", "< /think >", "[", "[6]", "`", "```", "```thinking\n"),
    *("analysis", "assistantfinal", "Thinking...\n", "...done thinking.", "..."),
    *("<|channel>", "<channel|>", "<|channel|>", "final ", "<|constrain|>json", "<|message|>"),
    *("<details>\n", "<summary>Thought</summary>", "</details>", '<details type="reasoning">'),
)
PARTS = st.lists(st.sampled_from((*MARKS, "It rained. ", "Is", "a", "\n")), max_size=12).map(
    "".join
)


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
        ("<think>Hm<think>or</think>not</think>It rained.", "It rained."),
        ("<think>\n<think>\nHm.</think>It rained.", "It rained."),
        ("<think>I open with <think> and go on.</think>It rained.", "It rained."),
        ("<think>Then `</think>`. Hm.</think>It rained.", "It rained."),
        ("Then I write '</think>'. Hm.</think>It rained.", "It rained."),
        ('<think>"Hm."</think>"It rained."', '"It rained."'),
        ("<thinking>Hm.<reflection>No.</reflection>Yes.</thinking>It rained.", "It rained."),
        ("<|channel>thought\nHm.<channel|>It rained.", "It rained."),
        ("<unused94>thought\nHm.<unused95>It rained.", "It rained."),
        ("analysisWe see.assistantfinalIt rained.", "It rained."),
        ("We see.assistantfinalIt rained.", "It rained."),
        (
            "<|channel|>analysis<|message|>Hm<|end|><|start|>assistant<|channel|>commentary"
            "<|message|>Hm<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>"
            "It rained.",
            "It rained.",
        ),
        ("<|channel|>final<|message|>It rained.", "It rained."),
        (
            '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds'
            "</summary>\n> Hm.\n</details>\nIt rained.",
            "\nIt rained.",
        ),
        ("<details>\n<summary>Reasoning</summary>Hm.</details>It rained.", "It rained."),
        ("<details><summary>Rain</summary>It rained.</details>",) * 2,
        ("Thinking...\nHm.\n...done thinking.\n\nIt rained.", "\n\nIt rained."),
        ("Thinking...\nIt rained.", "It rained."),
        ("&lt;think&gt;Hm.&lt;/think&gt;It rained.", "It rained."),
        ("< think >Hm.< /think >It rained.", "It rained."),
        ("```thinking\nHm.\n```\nIt rained.", "\nIt rained."),
        ("```thinking\nHm:\n```python\n1\n```\nIt rained.", "\nIt rained."),
        ("```json\nIt rained.\n```",) * 2,
        ("An assistant analysis... It rained.",) * 2,
        ("[I think] it rained.", "[I think] it rained."),
        ("It was < 5 and <b>cold</b>.", "It was < 5 and <b>cold</b>."),
        ("It rained. <thi", "It rained. <thi"),
    ],
)
def test_thoughts_of_a_whole_reply(text: str, said: str) -> None:
    assert without_thoughts(text)[0] == said


@example("<|channel|>[THINK]<|message|>", 9, False)
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


@given(st.lists(st.sampled_from(["think", "reasoning", "Thought"]), min_size=1, max_size=12))
def test_thoughts_within_thoughts_are_counted(kinds: list[str]) -> None:
    before = "".join(f"<{kind}>Hm." for kind in kinds)
    after = "".join(f"Or not.</{kind}>" for kind in reversed(kinds))
    assert without_thoughts(f"{before}{after}It rained.")[0] == "It rained."


@given(PARTS)
def test_what_follows_all_thoughts_is_said(text: str) -> None:
    closed = f"<think>{text}\n\n</think></think>\n\nIt is so."
    assert without_thoughts(closed)[0].endswith("It is so.")


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
