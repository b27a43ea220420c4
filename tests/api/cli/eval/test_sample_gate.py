"""What does not reach the bars that CI holds against the sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from index.ranking import Ranked, rank
from tests.api.conftest import Run

PROJECT: Final = Path(__file__).parents[4]
REPLIES: Final = PROJECT / "tests" / "replies"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("bare_reports")]


def bars(name: str) -> str:
    """What `make gate` wants."""
    [value] = re.findall(rf"^{name} := (.*)$", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    return str(value)


def test_a_broken_ranking_turns_the_gate_red(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The passages that fit best come last."""

    def backwards(*arguments: object, **named: object) -> Sequence[Ranked]:
        return rank(*arguments, **named)[::-1]  # type: ignore[arg-type]

    monkeypatch.setattr("index.retriever.rank", backwards)
    ran = run("eval", "--sample", "--limit", "24", "--fail-under", bars("BAR"))
    assert ran.code == 1
    assert "sample: hit@1 is 0.0" in ran.err


def test_a_broken_prompt_turns_the_gate_red(run: Run) -> None:
    """What the recorded model made of ten questions, and when its prompt was to say no."""
    few = ("eval", "--sample", "--limit", "10", "--fail-under", bars("MODEL_BAR"))
    assert run(*few, "--replay", str(REPLIES / "sample.jsonl")).code == 0
    broken = ("--replay", str(REPLIES / "broken-prompts.jsonl"))
    ran = run(*few, *broken, "--prompts", str(REPLIES / "broken-prompts"))
    assert ran.code == 1
    assert "sample: gold_cited is 0.750, 0.83 is the bar" in ran.err


def test_a_prompt_that_is_not_the_recorded_one_turns_it_red_too(run: Run) -> None:
    """Nobody knows what the model would say: it could not be run."""
    few = ("eval", "--sample", "--limit", "6", "--replay", str(REPLIES / "sample.jsonl"))
    ran = run(*few, "--prompts", str(REPLIES / "broken-prompts"))
    assert ran.code == 2
    assert "has no reply to what the model is asked: a prompt, " in ran.err
