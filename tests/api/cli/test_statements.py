"""`assistant statements`: who says what, for people and for programs."""

from __future__ import annotations

import json

import pytest

from tests.api.conftest import Run


@pytest.fixture
def report(run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An article in the library, by its id."""
    file = tmp_path_factory.mktemp("articles") / "closure.txt"
    file.write_text(
        "A closure\n\nOne official said the mayor had ordered the closure. Other officials were "
        "unsure whether the mayor had.\n\nIt rained. “It \x1b[31mends,” Ann Lee told us on May 3."
    )
    run("ingest", str(file))
    [entry] = json.loads(run("articles", "--json").out)
    return str(entry["id"])


def test_a_line_a_statement_and_where_sources_disagree(run: Run, report: str) -> None:
    ran = run("statements", report)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "A closure",
        "[1]\tone official\tsaid\tthe mayor had ordered the closure",
        "[1]\tother officials\twere unsure (unsure)\twhether the mayor had",
        "[2]\tthe reporter\t\tIt rained.",
        "[2]\tAnn Lee\ttold, on May 3\t“It [31mends”",
        "",
        "Sources disagree: the mayor had ordered the closure [1]",
        "one official\t[1]\t\t",
        "other officials\t\t\t[1]",
    ]


def test_the_same_for_programs(run: Run, report: str) -> None:
    """Each statement with its place; each view with its stance."""
    told = json.loads(run("statements", report, "--json").out)
    assert (told["article_id"], told["title"]) == (report, "A closure")
    first = told["statements"][0]
    assert (first["text"], first["paragraph"], first["verb"], first["verb_kind"]) == (
        "the mayor had ordered the closure",
        1,
        "said",
        "said",
    )
    assert (first["speaker"]["kind"], first["speaker"]["count"]) == ("anonymous", 1)
    [disagreement] = told["disagreements"]
    assert [view["stance"] for view in disagreement["views"]] == ["says", "unsure"]


def test_an_article_that_is_not_there(run: Run) -> None:
    ran = run("statements", "nothing")
    assert ran.code == 1
    assert "nothing" in ran.err
