"""`assistant eval report` and `assistant eval junit`, as people run them."""

from __future__ import annotations

from pathlib import Path

from junitparser import JUnitXml

from tests.api.conftest import Run
from tests.assistant.evaluation.made import answer, case, says
from tests.assistant.evaluation.made import run as kept


def ferries(name: str = "run-1") -> Path:
    """A run in the working folder."""
    return kept(Path(".eval/runs"), (case(), answer(says(1))), name=name).folder


def test_a_report_lies_beside_its_run(run: Run) -> None:
    folder = ferries()
    ran = run("eval", "report", "last")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{folder / 'report.html'}\n"
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "ferries: how good the answers are" in page


def test_a_report_goes_where_it_is_wanted(run: Run) -> None:
    """By the run's folder too; and what was there is replaced."""
    folder = ferries()
    Path("here.html").write_text("before")
    assert run("eval", "report", str(folder), "--to", "here.html").out == "here.html\n"
    assert "ferries" in Path("here.html").read_text(encoding="utf-8")
    assert not (folder / "report.html").exists()


def test_junit_for_a_ci_server(run: Run) -> None:
    folder = ferries()
    ran = run("eval", "junit", "run-1")
    assert (ran.code, ran.out) == (0, f"{folder / 'junit.xml'}\n")
    [suite] = JUnitXml.fromfile(str(folder / "junit.xml"))
    assert (suite.name, suite.tests, suite.failures) == ("ferries", 1, 0)
    assert run("eval", "junit", "run-1", "--to", "ci.xml").out == "ci.xml\n"
    assert Path("ci.xml").read_bytes() == (folder / "junit.xml").read_bytes()


def test_what_cannot_be_is_told(run: Run) -> None:
    ferries()
    ran = run("eval", "report", "other")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no run that starts with 'other'" in ran.err
    ran = run("eval", "junit", "last", "--to", "nowhere/ci.xml")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere/ci.xml cannot be written: No such file or directory" in ran.err
