"""What can be varied, how it is written, and which ways of answering come of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EvaluationError
from assistant.evaluation.sweep.knobs import KNOBS, read_over
from assistant.evaluation.sweep.setups import (
    Setup,
    Value,
    every_combination,
    one_at_a_time,
    shown,
)
from assistant.options import Options
from index.ranking import Fusion
from prompts import PromptError

DEFAULT = Setup(Options(), None, "minilm")
WRITTEN = {
    "passages": "12",
    "fusion": "lexical",
    "threshold": "0.3",
    "nearly_as_good": "0.9",
    "sentences": "1",
    "strategy": "direct",
    "whole": "yes",
    "context_tokens": "8000",
    "likely": "0.6",
    "nearly": "1.5",
    "enough": "0.9",
    "unsure": "0.7",
    "model": "tiny",
    "embedder": "openai:small",
}


def values(setup: Setup, *names: str) -> list[Value]:
    return [KNOBS[name].of(setup) for name in names]


@pytest.mark.parametrize(("name", "written"), WRITTEN.items())
def test_a_knob_changes_its_own_field_alone(name: str, written: str) -> None:
    [knob] = over = read_over([f"{name}={written}"])
    [default, changed] = every_combination(DEFAULT, over)
    assert default == DEFAULT
    assert knob.of(changed) != knob.of(default)
    assert shown(knob.of(changed)) == written
    assert knob.set(changed, knob.of(default)) == DEFAULT


def test_every_knob_has_a_value_above() -> None:
    assert WRITTEN.keys() | {"prompts"} == KNOBS.keys()


def test_every_combination_comes_once_and_the_default_first() -> None:
    over = read_over(["passages=4, 8,4", "fusion=dense,fused"])
    made = [values(each, "passages", "fusion") for each in every_combination(DEFAULT, over)]
    assert made == [
        [8, Fusion.FUSED],
        [4, Fusion.DENSE],
        [4, Fusion.FUSED],
        [8, Fusion.DENSE],
    ]


def test_one_at_a_time_leaves_the_others_as_they_are() -> None:
    over = read_over(["passages=4,8", "fusion=dense"])
    made = [values(each, "passages", "fusion") for each in one_at_a_time(DEFAULT, over)]
    assert made == [[8, Fusion.FUSED], [4, Fusion.FUSED], [8, Fusion.DENSE]]


def test_prompts_come_from_a_folder_that_has_some(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"none of the prompts answer\.md"):
        read_over([f"prompts={tmp_path}"])
    (tmp_path / "answer.md").write_text("# user\n$question", encoding="utf-8")
    [(knob, [folder])] = read_over([f"prompts={tmp_path}"]).items()
    assert knob.set(DEFAULT, folder).prompts == tmp_path


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("passengers=4", r"'passengers' cannot be varied; these can: passages, fusion"),
        ("passages", r"passages cannot be ''\. It can be a number from 1 to 48\."),
        ("passages=0", r"passages cannot be '0'"),
        ("passages=49", r"passages cannot be '49'"),
        ("passages=4,,8", r"passages cannot be ''"),
        ("passages=4.5", r"passages cannot be '4\.5'"),
        ("fusion=both", r"fusion cannot be 'both'\. It can be fused, coarse, dense, lexical\."),
        ("whole=1", r"whole cannot be '1'\. It can be yes or no\."),
        ("likely=1.1", r"likely cannot be '1\.1'\. It can be a number from 0 to 1\."),
        ("likely=nan", r"likely cannot be 'nan'"),
        ("nearly=inf", r"nearly cannot be 'inf'"),
        ("prompts=", r"prompts cannot be ''"),
        ("model=", r"model cannot be ''"),
        ("", r"'' cannot be varied"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(written: str, complaint: str) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        read_over([written])


def test_a_knob_is_given_once() -> None:
    with pytest.raises(EvaluationError, match="passages is given twice"):
        read_over(["passages=4", "passages=8"])


@given(st.text(max_size=30))
def test_whatever_is_written_is_read_or_refused(written: str) -> None:
    try:
        for knob, some in read_over([f"passages={written}", written]).items():
            assert some
            assert all(knob.of(knob.set(DEFAULT, each)) == each for each in some)
    except (EvaluationError, PromptError):
        pass
