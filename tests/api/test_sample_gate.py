"""The bars that the sample has to reach in CI, and what does not reach them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from index.rank import Ranked, rank
from tests.api.conftest import Run

PROJECT: Final = Path(__file__).parents[2]
RECORDINGS: Final = PROJECT / "tests" / "recordings"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("bare_reports")]


def bars(name: str) -> str:
    """What `make gate` wants."""
    [value] = re.findall(rf"^{name} := (.*)$", (PROJECT / "Makefile").read_text(), re.MULTILINE)
    return str(value)


def test_in_the_articles_words(run: Run) -> None:
    ran = run("eval", "--sample", "--fail-under", bars("BAR"))
    assert ran.code == 0, ran.err


def test_by_the_recorded_model(run: Run) -> None:
    replies = str(RECORDINGS / "sample.jsonl")
    ran = run("eval", "--sample", "--replay", replies, "--fail-under", bars("MODEL_BAR"))
    assert ran.code == 0, ran.err


def test_a_broken_ranking_turns_the_gate_red(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The passages that fit best come last."""

    def backwards(*arguments: object, **named: object) -> Sequence[Ranked]:
        return rank(*arguments, **named)[::-1]  # type: ignore[arg-type]

    monkeypatch.setattr("index.search.rank", backwards)
    ran = run("eval", "--sample", "--fail-under", bars("BAR"))
    assert ran.code == 1
    assert "sample: hit@1 is 0.0" in ran.err
