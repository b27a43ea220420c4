"""JUnit XML of a run, as a CI server reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase

from assistant.errors import EvaluationError
from assistant.evaluation.runs.junit import junit, write_junit
from assistant.evaluation.runs.run import Run
from tests.assistant.evaluation.runs_made import islands


def read(run: Run) -> dict[str, TestCase]:
    """The cases of its file, by the question's id."""
    [suite] = JUnitXml.fromstring(junit(run))
    return {each.name.partition(":")[0]: each for each in suite}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return islands(tmp_path)


def test_a_question_is_a_test_case(run: Run) -> None:
    [suite] = JUnitXml.fromstring(junit(run))
    assert (suite.name, suite.tests, suite.failures, suite.errors, suite.skipped) == (
        ("islands", 7, 2, 1, 1)
    )
    long = read(run)["long"]
    assert (long.classname, long.name, long.time) == (
        ("islands.who-says", "long: How long does the ferry take?", 0.12)
    )
    assert long.result == []


@pytest.mark.parametrize(
    ("id_", "kind", "message"),
    [
        ("sunday", Failure, "It should cite paragraph 2. It cites paragraph 3."),
        (
            "price",
            Failure,
            "An answer was expected from paragraph 3. It was refused: "
            "The article does not clearly say.",
        ),
        ("broken", Error, "the model did not answer in time"),
        ("unasked", Skipped, "not asked"),
    ],
)
def test_what_went_wrong_is_told(run: Run, id_: str, kind: type, message: str) -> None:
    [result] = read(run)[id_].result
    assert (type(result), result.message) == (kind, message)


def test_an_answer_where_nothing_answers_fails(run: Run) -> None:
    given = run.results["long"].answer
    answered = replace(run.results["storm"], answer=given)
    [failure] = read(replace(run, results={"storm": answered}))["storm"].result
    assert failure.message == (
        "Nothing answers it: a refusal was expected. It was answered: "
        "It takes an hour, Nora Kane said [1]."
    )


def test_several_articles_are_named(run: Run) -> None:
    sunday = run.results["sunday"].answer
    wrong = replace(run.results["both"], answer=sunday)
    cases = tuple(
        replace(each, gold=frozenset(p for p in each.gold or () if p.article_id == "bridge"))
        for each in run.cases
        if each.question.id == "both"
    )
    [failure] = read(replace(run, cases=cases, results={"both": wrong}))["both"].result
    assert failure.message == (
        "It should cite paragraph 2 of “A bridge to Bere”. "
        "It cites paragraph 3 of “The ferry to Aran”."
    )


@given(st.text(st.characters()))
def test_any_text_is_xml(text: str) -> None:
    """Also control characters and lone surrogates, which no XML may have."""
    run = islands(Path())
    [first, *_] = run.cases
    question = replace(first.question, question=text, kind=text)
    failed = replace(run.results["broken"], id="long", failure=text or "?")
    cases = (replace(first, question=question),)
    manifest = replace(run.manifest, set_name=text, model=text, embedder=text, commit=text)
    made = junit(replace(run, manifest=manifest, cases=cases, results={"long": failed}))
    [suite] = JUnitXml.fromstring(made)
    assert suite.errors == 1


def test_it_lies_in_the_run_s_folder(run: Run) -> None:
    path = write_junit(run)
    assert path == run.folder / "junit.xml"
    assert path.read_bytes() == junit(run)
    assert [each.name for each in run.folder.iterdir()] == ["junit.xml"]


def test_where_nothing_can_be_written(run: Run) -> None:
    """What is in the way is told, and nothing half-written is left."""
    (run.folder / "file").touch()
    with pytest.raises(EvaluationError, match="cannot be written: Not a directory"):
        write_junit(run, run.folder / "file" / "junit.xml")
    (run.folder / "taken").mkdir()
    with pytest.raises(EvaluationError, match="cannot be written: Is a directory"):
        write_junit(run, run.folder / "taken")
    assert sorted(each.name for each in run.folder.iterdir()) == ["file", "taken"]
