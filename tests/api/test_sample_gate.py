"""What does not reach the bars that CI holds against the sample."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from index.rank import Ranked, rank
from tests.api.conftest import Run

PROJECT: Final = Path(__file__).parents[2]
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

    monkeypatch.setattr("index.search.rank", backwards)
    ran = run("eval", "--sample", "--limit", "24", "--fail-under", bars("BAR"))
    assert ran.code == 1
    assert "sample: hit@1 is 0.0" in ran.err
