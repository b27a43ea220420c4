"""Runs on disk: whole after a crash, and read again as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.calls import Usage
from assistant.errors import EvaluationError
from assistant.evaluation.runs.archive import Runs, read_run
from assistant.evaluation.runs.run import CheckedSentence, Opinion, Result
from tests.assistant.evaluation.made import answer, case, manifest, run, says


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Questions, gold, articles, answers, and what was checked and judged beside them."""
    asked = [case("a", (1, 3), speaker="the master"), replace(case("b", None), everywhere=True)]
    made = Runs(tmp_path).start(manifest(), asked)
    checked = (CheckedSentence("Late.", False, "withheld"),)
    opinions = (Opinion("At noon", True), Opinion("At one", False, people=False))
    made = made.add(Result("a", answer(says(1)), None, checked, opinions, Usage(3, 1)))
    read = Runs(tmp_path).get("run-1")
    assert read == made
    assert [each.question.id for each in read.open] == ["b"]


def test_results_are_in_the_questions_order(tmp_path: Path) -> None:
    """Whichever was answered first; what is asked again replaces what failed."""
    made = Runs(tmp_path).start(manifest(), [case("a"), case("b")])
    made = made.add(Result("b", answer(says(2)))).add(Result("a", None, "nobody answers"))
    assert [each.id for each in made.failures] == ["a"]
    assert [each.question.id for each in made.open] == ["a"]
    made = made.add(Result("a", answer(says(1))))
    assert list(read_run(tmp_path / "run-1").results) == ["a", "b"]
    assert (made.open, made.failures) == ([], [])


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_that_a_crash_cut_short(tmp_path: Path, cut: int) -> None:
    """The answers before it are there, its question is open, and the next line is whole."""
    made = run(tmp_path, (case("a"), answer(says(1))), (case("b"), answer(says(2))))
    results = made.folder / "results.jsonl"
    results.write_bytes(results.read_bytes()[:-cut])
    read = read_run(made.folder)
    assert [each.question.id for each in read.open] == ["b"]
    read.add(Result("b", answer(says(2))))
    assert read_run(made.folder).results == made.results


def test_a_run_that_never_began(tmp_path: Path) -> None:
    """It died before `run.json`, which is written last."""
    made = run(tmp_path, (case("a"), None))
    (made.folder / "run.json").unlink()
    with pytest.raises(EvaluationError, match=r"half-written: it has no run\.json.* Delete "):
        Runs(tmp_path).get("run-1")
    assert Runs(tmp_path).all() == []


@pytest.mark.parametrize("line", ["{", '{"id": "a", "answer": {"text": 3}}'])
def test_a_broken_line(tmp_path: Path, line: str) -> None:
    made = run(tmp_path, (case("a"), answer(says(1))))
    with (made.folder / "results.jsonl").open("a") as lines:
        lines.write(f"{line}\n")
    with pytest.raises(
        EvaluationError, match=r"results\.jsonl, line 2: .*the run run-1 is resumed"
    ):
        read_run(made.folder)


def test_other_files_of_a_run_that_are_broken(tmp_path: Path) -> None:
    made = run(tmp_path, (case("a"), answer(says(1))))
    (made.folder / "run.json").write_text(json.dumps({"id": "run-1"}))
    with pytest.raises(EvaluationError, match=r"run-1 is broken: .*Delete the folder"):
        Runs(tmp_path).get("run-1")


def test_runs_by_name(tmp_path: Path) -> None:
    """By the beginning of the name, the latest, or the folder that it is in."""
    runs = Runs(tmp_path)
    for day, name in ((2, "monday-1"), (1, "monday-2"), (3, "tuesday")):
        runs.start(manifest(name, started=datetime(2026, 1, day, tzinfo=UTC)), [case()])
    assert runs.get("tues").manifest.id == "tuesday"
    assert runs.get("last").manifest.id == "tuesday"
    assert runs.get(str(tmp_path / "monday-1")).manifest.id == "monday-1"
    assert [each.manifest.id for each in runs.all()] == ["monday-2", "monday-1", "tuesday"]
    with pytest.raises(EvaluationError, match="several runs start with 'mon'; there are monday-1"):
        runs.get("mon")
    with pytest.raises(EvaluationError, match="no run that starts with 'sun'; there are monday-1"):
        runs.get("sun")
    with pytest.raises(EvaluationError, match="there are none"):
        Runs(tmp_path / "empty").get("last")


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EvaluationError, match="cannot be made: Not a directory"):
        Runs(tmp_path / "file").start(manifest(), [case()])


def test_runs_of_one_second(tmp_path: Path) -> None:
    """Two that would have the same name."""
    first, second = (Runs(tmp_path).start(manifest(), [case()]) for _ in range(2))
    assert (first.manifest.id, second.manifest.id) == ("run-1", "run-1-2")
    assert read_run(second.folder).manifest.id == "run-1-2"


def test_what_decides_answers_and_differs() -> None:
    one = manifest()
    assert one.differences(manifest("run-2", version="2", commit="abc")) == []
    other = manifest(model="b model", prompts={"answer": "f"}, settings={"whole": True})
    assert [each.split(":")[0] for each in one.differences(other)] == [
        "model",
        "prompts",
        "settings",
    ]
