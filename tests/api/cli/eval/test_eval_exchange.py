"""`assistant eval import` and `export`: what comes in, what goes out, and there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Run

pytestmark = pytest.mark.usefixtures("bare_reports")

GOLD = "The old bridge shut in May 2019, the mayor said."
OTHER = "Two engineers from Oslo had called the old bridge unsafe."
QUESTIONS: list[dict[str, Any]] = [
    {"id": "when", "question": "When did the old bridge shut?", "gold_paragraphs": [1]},
    {"id": "who", "question": "Who had called the bridge unsafe?", "gold_paragraphs": [2]},
    {"id": "una", "question": "What is the rent of a flat in Rome?", "gold_paragraphs": []},
    {"id": "open", "question": "Which engineers looked at the old bridge?"},
]
REFERENCES = {"when": ["In May 2019.", "May 2019"], "who": ["Two engineers."]}


@pytest.fixture
def answered(run: Run, tmp_path: Path) -> Run:
    """The same, with a run of these questions."""
    (tmp_path / "bridge.txt").write_text(f"The bridge\n\n{GOLD}\n\n{OTHER}")
    rows = [
        {
            **row,
            "articles": ["bridge.txt"],
            "answerable": row["id"] != "una",
            "answers": REFERENCES.get(str(row["id"]), []),
            "kind": f"kind of {row['id']}",
        }
        for row in QUESTIONS
    ]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert run("eval", "set.jsonl").code == 0
    return run


def read(file: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_an_export_for_ragas(answered: Run, tmp_path: Path) -> None:
    ran = answered("eval", "export", "last", "--format", "ragas", "--to", "out.jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("4 answers of 2")
    assert ran.err.endswith(" in out.jsonl\n")
    when, who, una, unknown = read(tmp_path / "out.jsonl")
    assert when["user_input"] == "When did the old bridge shut?"
    assert "May 2019" in when["response"]
    assert "[1]" in when["response"]
    assert sorted(when["retrieved_contexts"]) == sorted([GOLD, OTHER])
    assert when["retrieved_contexts"][0] == GOLD
    assert (when["reference"], when["reference_contexts"]) == ("In May 2019.", [GOLD])
    assert (who["reference"], who["reference_contexts"]) == ("Two engineers.", [OTHER])
    assert (una["reference"], una["reference_contexts"]) == (None, [])
    assert (unknown["reference"], unknown["reference_contexts"]) == (None, None)


def test_an_export_for_deepeval(answered: Run, tmp_path: Path) -> None:
    answered("eval", "export", "last", "--format", "deepeval", "--to", "set.json")
    when, *_ = json.loads((tmp_path / "set.json").read_text(encoding="utf-8"))
    assert "May 2019" in when.pop("actual_output")
    assert when.pop("retrieval_context")[0] == GOLD
    assert when == {
        "input": "When did the old bridge shut?",
        "expected_output": "In May 2019.",
        "context": [GOLD],
        "additional_metadata": {
            "id": "when",
            "kind": "kind of when",
            "answerable": True,
            "references": ["In May 2019.", "May 2019"],
        },
    }


@pytest.mark.parametrize("form", ["ragas", "deepeval"])
def test_there_and_back(form: str, answered: Run, tmp_path: Path) -> None:
    """The same questions, references, and gold paragraphs by their texts; it can be asked."""
    answered("eval", "export", "last", "--format", form, "--to", "there")
    ran = answered("eval", "import", "there", "--to", "back")
    assert (ran.code, ran.out) == (0, "")
    about = {row["article_id"]: row["paragraphs"] for row in read(tmp_path / "back.articles.jsonl")}
    assert ran.err == f"4 questions about {len(about)} articles in back.questions.jsonl\n"
    for row, before in zip(read(tmp_path / "back.questions.jsonl"), QUESTIONS, strict=True):
        name = str(before["id"])
        gold = row.get("gold_paragraphs")
        texts = gold and [about[row["articles"][0]][number - 1] for number in gold]
        assert (row["id"], row["question"]) == (name, before["question"])
        assert (row["kind"], row.get("answers", [])) == (
            f"kind of {name}",
            REFERENCES.get(name, []),
        )
        assert row.get("answerable", True) == (name != "una")
        assert texts == {"when": [GOLD], "who": [OTHER], "una": [], "open": None}[name]
    assert answered("eval", "back.questions.jsonl").code == 0


def test_an_answer_that_failed_is_left_out(answered: Run, tmp_path: Path) -> None:
    [results] = (tmp_path / ".eval" / "runs").glob("*/results.jsonl")
    first, *others = results.read_text().splitlines(keepends=True)
    failed = {**json.loads(first), "answer": None, "failure": "it broke"}
    results.write_text("".join([*others, json.dumps(failed), "\n"]))
    ran = answered("eval", "export", "last", "--format", "ragas", "--to", "set.jsonl")
    assert ran.code == 0
    assert "left out: 1 question without an answer" in ran.err
    assert len(read(tmp_path / "set.jsonl")) == 3


def test_what_is_left_out_is_told(run: Run, tmp_path: Path) -> None:
    rows = [{"user_input": "Who?", "reference_contexts": [GOLD, " "]}, {"user_input": "Why?"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ran = run("eval", "import", "ragas", "rows.jsonl", "--to", "set")
    assert ran.code == 0
    assert ran.err.splitlines() == [
        "1 question about 1 article in set.questions.jsonl",
        "left out: blank contexts (1)",
        "left out: questions without contexts, so without an article (1)",
    ]


def test_what_cannot_be_done(answered: Run, tmp_path: Path) -> None:
    """Exit code 2, the reason, and no file."""
    (tmp_path / "wrong.json").write_text(
        '{"data": [{"paragraphs": [{"context": "It \\u001b[31m"}]}]}'
    )
    (tmp_path / "empty.jsonl").write_text('{"user_input": "Why?"}')
    before = sorted(tmp_path.iterdir())
    for arguments, reason in (
        (("import", "wrong.json", "--to", "a"), "data[0].paragraphs[0]: 'qas' is missing"),
        (("import", "squad", "empty.jsonl", "--to", "a"), "'data' is missing"),
        (("import", "empty.jsonl", "--to", "a"), "has no question that could be used: questions"),
        (("import", "ragas", "a", "b", "--to", "a"), "give one file"),
        (("export", "last", "--format", "csv", "--to", "a"), "there are ragas, deepeval"),
        (("export", "x", "--format", "ragas", "--to", "a"), "no run that starts with 'x'"),
        (("export", "last", "--format", "ragas", "--to", "set.jsonl/a"), "cannot be written"),
    ):
        ran = answered("eval", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert reason in ran.err
        assert "\x1b" not in ran.err
    assert sorted(tmp_path.iterdir()) == before
