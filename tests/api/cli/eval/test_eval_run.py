"""`assistant eval` as a user runs it: what is printed and kept, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answerers import Found
from tests.api.conftest import Run, Serve, StoppedAt
from tests.assistant.judged import verdicts
from tests.examined import Knowing
from tests.model_server import Exchange, Handler, completion, says

pytestmark = pytest.mark.usefixtures("bare_reports")

TEXT = """Ferries stay in port

The ferry to Aran sails at noon on Monday, the harbour master said.

Twelve people were on board when the engine of the ship failed near Bere.

The captain denied that the company had known of the engine's failure.
"""
ROWS = (
    {
        "id": "when",
        "question": "When does the ferry to Aran sail?",
        "gold_paragraphs": [1],
        "facts": [["noon"]],
        "speaker": "the harbour master",
        "kind": "date",
    },
    {
        "id": "many",
        "question": "How many people were on board when the engine failed?",
        "gold_paragraphs": [2],
        "facts": [["twelve", "12"]],
        "kind": "number",
    },
    {
        "id": "who",
        "question": "Who denied that the company had known of the failure?",
        "gold_paragraphs": [3],
        "speaker": "the captain",
        "kind": "who-says",
    },
    {
        "id": "none",
        "question": "What does a penguin eat in winter?",
        "gold_paragraphs": [],
        "answerable": False,
        "kind": "unanswerable",
    },
)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    """A question set with its article beside it."""
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "ferries.txt").write_text(TEXT)
    path = folder / "ferries.jsonl"
    rows = ({"articles": ["ferries.txt"]} | row for row in ROWS)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def figures(out: str) -> dict[str, str]:
    """The figures that were printed, by metric."""
    table = out.split("\n\n", maxsplit=1)[0].splitlines()[1:]
    return {row.split("\t")[0]: row.split("\t")[1] for row in table if "\t" in row}


def results(tmp_path: Path) -> list[dict[str, object]]:
    """What the one run has kept, in the order in which it came."""
    [path] = (tmp_path / ".eval" / "runs").glob("*/results.jsonl")
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_set_answered_in_the_articles_words(run: Run, questions: Path, tmp_path: Path) -> None:
    """Figures overall and by kind; every answer is kept, the library does not grow."""
    ran = run("eval", str(questions))
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "ferries: 4 questions, extractive"
    found = figures(ran.out)
    assert found["gold_cited"] == found["quote_integrity"] == found["outcome"] == "1.000"
    assert "correct" not in found
    kinds = ran.out.split("\n\n")[1].splitlines()
    assert [row.split("\t")[:2] for row in kinds] == [
        ["date", "1"],
        ["number", "1"],
        ["who-says", "1"],
        ["unanswerable", "1"],
    ]
    assert {str(each["id"]) for each in results(tmp_path)} == {"when", "many", "who", "none"}
    assert not (tmp_path / "data").exists()
    [page] = (tmp_path / ".eval" / "runs").glob("*/report.html")
    assert ran.err == f"report {page.relative_to(tmp_path)}\n"
    [made] = (tmp_path / ".eval" / "runs").glob("*/run.json")
    kept = json.loads(made.read_text())
    assert (kept["set_name"], kept["model"]) == ("ferries", "extractive")
    assert kept["embedder"].startswith("all-MiniLM-L6-v2")


def test_for_programs(run: Run, questions: Path) -> None:
    [told] = json.loads(run("eval", str(questions), "--json").out)
    assert told["figures"]["hit@1"]["value"] == 1
    assert told["figures"]["hit@1"]["unscored"] == 1
    assert told["kinds"]["date"]["facts"]["value"] == 1
    assert told["questions"]["none"]["hit@1"] is None
    shown = json.loads(run("eval", "show", "last", "--json").out)
    assert shown == told


def test_a_table_to_paste(run: Run, questions: Path) -> None:
    lines = run("eval", str(questions), "--markdown").out.splitlines()
    assert lines[0] == "| | ferries, extractive |"
    assert "| gold_cited | 1.000 [0.439, 1.000] of 3 |" in lines


def test_junit_for_ci_servers(run: Run, questions: Path) -> None:
    run("eval", str(questions), "--junit", "results.xml")
    assert Path("results.xml").read_text().count("<testcase ") == 4


def test_the_librarys_articles(sample: Run, tmp_path: Path) -> None:
    """By id; answers of an evaluation are not among those of the library."""
    [article] = json.loads(sample("articles", "--json").out)
    row = {"id": "a", "question": "Who says the departures were ordered?", "gold_paragraphs": [6]}
    path = tmp_path / "mine.yaml"
    path.write_text(json.dumps([row | {"articles": [article["id"]]}]))
    ran = sample("eval", str(path))
    assert (ran.code, figures(ran.out)["gold_cited"]) == (0, "1.000")
    assert sample("answers").out == ""


# --- The gate ----------------------------------------------------------------------------------


def test_bars_decide_the_exit_code(run: Run, questions: Path) -> None:
    assert run("eval", str(questions), "--fail-under", "gold_cited=1,outcome=.9").code == 0
    ran = run("eval", str(questions), "--fail-under", "gold_cited=1,hit@1=1.1")
    assert ran.code == 1
    assert "ferries: hit@1 is 1.000, 1.1 is the bar" in ran.err
    assert "gold_cited" not in ran.err.split("\n", 1)[1]


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--fail-under", "gold=1"], "there is no metric 'gold'; there are hit@1, "),
        (["--fail-under", "correct=1"], "correct cannot be held against 1: no question is scored"),
        (["--baseline", "best"], "no run that starts with 'best'"),
        (["--resume", "best"], "no run that starts with 'best'"),
        (["--live"], "no model is set that could answer. Set OPENAI_BASE_URL"),
        (["--record", "r.jsonl"], "no model is set that could answer"),
        (["--replay", "r.jsonl"], "there is no recording r.jsonl"),
        (["--replay", "r.jsonl", "--live"], "--replay asks no model"),
        (["--prompts", "."], "has none of the prompts answer.md, "),
        (["--sample", "--resume", "last"], "--resume and --junit are of one run"),
    ],
)
def test_what_cannot_be_run_ends_with_2(
    run: Run, questions: Path, arguments: list[str], advice: str
) -> None:
    ran = run("eval", str(questions), *arguments)
    assert ran.code == 2
    assert advice in ran.err


def test_nothing_to_ask(run: Run) -> None:
    ran = run("eval", "run")
    assert (ran.code, ran.err) == (2, "assistant: give question sets, or --sample.\n")


def test_a_set_that_is_wrong_is_told_before_anything_is_asked(run: Run, questions: Path) -> None:
    with questions.open("a") as lines:
        lines.write(json.dumps({"id": "when", "question": "?", "articles": ["ferries.txt"]}) + "\n")
    ran = run("eval", str(questions))
    assert ran.code == 2
    assert "line 5: line 1 has the id 'when' already" in ran.err
    assert not Path(".eval").exists()


def test_a_step_back_from_the_baseline(
    run: Run, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve questions that were answered no longer are."""
    row = {"articles": ["ferries.txt"]} | ROWS[0]
    rows = (row | {"id": f"when-{at}"} for at in range(12))
    questions.write_text("".join(json.dumps(each) + "\n" for each in rows))
    assert run("eval", str(questions)).code == 0
    [before] = Path(".eval/runs").iterdir()
    assert run("eval", str(questions), "--baseline", before.name).code == 0
    monkeypatch.setattr("assistant.answerers.answer", lambda _: Found(()))
    ran = run("eval", str(questions), "--baseline", before.name)
    assert ran.code == 1
    assert "ferries: gold_cited is 0.000, it was 1.000 (p 0.00" in ran.err
    assert "worse: when-0, when-1" in ran.err
    compared = run("eval", "compare", before.name, "last")
    assert "gold_cited\t1.000\t0.000\t-1.000\t-1.000 to -1.000\t0.00" in compared.out
    assert "  worse: when-0, when-1" in compared.out


# --- Models that fail --------------------------------------------------------------------------


NOON = "The ferry to Aran sails at noon on Monday, the harbour master said [1]."


def every_third_fails(handler: Handler) -> Handler:
    """Every third written answer is refused by the server, for good."""
    asked = 0

    async def failing(exchange: Exchange) -> None:
        nonlocal asked
        if exchange.json.get("stream"):
            asked += 1
            if asked % 3 == 0:
                await exchange.send(400, json.dumps({"error": {"message": "out of credit"}}))
                return
        await handler(exchange)

    return failing


@pytest.fixture
def many(questions: Path) -> Path:
    """Seven times the same question."""
    row = {"articles": ["ferries.txt"]} | ROWS[0]
    rows = (row | {"id": f"when-{at}"} for at in range(7))
    questions.write_text("".join(json.dumps(each) + "\n" for each in rows))
    return questions


def test_a_model_that_fails_on_every_third_question(
    run: Run, many: Path, serve: Serve, tmp_path: Path
) -> None:
    """What was answered is kept and scored, the failures are told; --resume asks those alone."""
    serve(every_third_fails(says(NOON, "sails at noon")))
    ran = run("eval", str(many), "--at-once", "1")
    assert ran.code == 2
    assert "2 questions could not be answered (when-2, when-5): " in ran.err
    assert "out of credit" in ran.err
    assert figures(ran.out)["gold_cited"] == "1.000"
    assert len(results(tmp_path)) == 7
    [name] = (each.name for each in Path(".eval/runs").iterdir())
    assert f"--resume {name}" in ran.err
    serve(says(NOON, "sails at noon"))
    ran = run("eval", str(many), "--resume", name)
    assert ran.code == 0, ran.err
    assert sorted(str(each["id"]) for each in results(tmp_path)[7:]) == ["when-2", "when-5"]
    assert len(list(Path(".eval/runs").iterdir())) == 1


def test_a_model_that_is_gone_is_not_asked_for_ever(run: Run, many: Path, serve: Serve) -> None:
    async def refuses(exchange: Exchange) -> None:
        await exchange.send(401, json.dumps({"error": {"message": "no such key"}}))

    serve(refuses)
    ran = run("eval", str(many), "--at-once", "1")
    assert ran.code == 2
    assert "5 questions in a row failed, the last one with: " in ran.err
    assert "What was answered is kept; --resume " in ran.err


def test_a_run_that_is_stopped(run: Run, many: Path, stopped_at: StoppedAt, tmp_path: Path) -> None:
    """Ctrl-C in the middle: what was answered is kept, and the way on is told."""
    stopped_at(3)
    ran = run("eval", str(many), "--at-once", "1")
    assert ran.code == 130
    assert "What was answered is kept; --resume last goes on" in ran.err
    assert len(results(tmp_path)) == 2
    assert run("eval", str(many), "--resume", "last").code == 0
    assert len(results(tmp_path)) == 7


def test_a_run_made_otherwise_is_not_resumed(run: Run, many: Path, serve: Serve) -> None:
    run("eval", str(many))
    serve(says(NOON, "sails at noon"))
    ran = run("eval", str(many), "--resume", "last")
    assert ran.code == 2
    assert (
        "cannot be resumed: it was made otherwise. model: extractive and tiny; prompts: " in ran.err
    )


# --- Recordings --------------------------------------------------------------------------------


@pytest.fixture
def recorded(run: Run, questions: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The replies of a model that says when the ferry sails."""
    serve(says(NOON, "sails at noon"))
    assert run("eval", str(questions), "--record", "replies.jsonl").code == 0
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.delenv("ASSISTANT_MODEL")
    return Path("replies.jsonl").absolute()


def test_a_recording_answers_as_the_model_did(run: Run, questions: Path, recorded: Path) -> None:
    """With no model set, and nobody to ask."""
    ran = run("eval", str(questions), "--replay", str(recorded))
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == "ferries: 4 questions, stub"
    assert "Replies from a recording take no time." in ran.out
    page = Path(ran.err.removeprefix("report ").strip()).read_text()
    assert "Replies of the model from a recording take no time" in page
    assert "is what half of the answers take" not in page
    compared = run("eval", "compare", *sorted(each.name for each in Path(".eval/runs").iterdir()))
    changes = {
        row.split("\t")[3] for row in compared.out.splitlines() if "_ms" not in row and "\t" in row
    }
    assert changes == {"+0.000", "+0"}


def test_another_prompt_is_not_in_the_recording(run: Run, questions: Path, recorded: Path) -> None:
    """A prompt that was changed turns the gate red until it was recorded anew."""
    Path("mine").mkdir()
    Path("mine/select.md").write_text("# user\nDoes this help? $passage $question")
    ran = run("eval", str(questions), "--replay", str(recorded), "--prompts", "mine")
    assert ran.code == 2
    assert "replies.jsonl has no reply to what the model is asked: a prompt, " in ran.err


# --- A model as judge --------------------------------------------------------------------------


def judging(verdict: Callable[[str], str]) -> Handler:
    """The model of `NOON`, which also says whether an answer is right."""
    writing = says(NOON, "sails at noon")

    async def handler(exchange: Exchange) -> None:
        text = exchange.json["messages"][-1]["content"]
        if text.startswith("Question: ") and "\nRight: " in text:
            await exchange.send(200, json.dumps(completion(verdict(text))))
        else:
            await writing(exchange)

    return handler


def test_a_judge_and_its_agreement_with_people(run: Run, many: Path, serve: Serve) -> None:
    """It sees the question, what is right, and the answer without markers; its yes counts."""
    seen: list[str] = []

    def verdict(text: str) -> str:
        seen.append(text)
        return "no" if "midnight" in text else "yes"

    people = [{"text": "At midnight", "correct": False}, {"text": "At twelve", "correct": False}]
    row = {"articles": ["ferries.txt"]} | ROWS[0] | {"judged": people}
    many.write_text(json.dumps(row) + "\n")
    serve(judging(verdict))
    ran = run("eval", str(many), "--judge", "tiny")
    assert ran.code == 0, ran.err
    assert seen[0] == (
        "Question: When does the ferry to Aran sail?\nRight: the harbour master; noon\n"
        "Answer: The ferry to Aran sails at noon on Monday, the harbour master said."
    )
    assert figures(ran.out)["correct"] == "1.000"
    assert "The judging model agrees with people on 1 of 2 answers" in ran.out


def test_a_judge_that_nobody_checked(run: Run, many: Path, serve: Serve) -> None:
    """Its agreement is not known, and what cannot be read is unscored."""
    serve(judging(lambda text: "perhaps"))
    ran = run("eval", str(many), "--judge", "tiny")
    assert "correct" not in figures(ran.out)
    assert "how far the judging model agrees with them is not known" in ran.out


# --- Runs --------------------------------------------------------------------------------------


def test_runs_are_listed(run: Run, questions: Path) -> None:
    assert "No run is kept here" in run("eval", "runs").err
    run("eval", str(questions), "--limit", "2")
    [line] = run("eval", "runs").out.splitlines()
    assert line.split("\t")[2:] == ["ferries", "2 of 2", "extractive"]


def test_help_names_the_commands(run: Run) -> None:
    out = run("eval", "--help").out
    assert all(each in out for each in ("run ", "compare ", "show ", "runs "))
    assert "Exit codes: 0 good, 1 below the bar, 2 it could not be run." in out


def test_a_model_that_has_passed_is_asked_once_and_judges(
    run: Run, serve: Serve, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The set's library is a fresh one; the exam is kept in the user's own."""
    reworded = "On Mondays a boat leaves for Aran at midday, the harbour master told us"
    judged = verdicts(("supported", ["1.1"]))
    serve(Knowing(says(f"{reworded} [1].", rewritten=judged)))
    assert run("models", "exam").code == 0
    ran = run("eval", str(questions), "--live", "--limit", "1")
    assert ran.code == 0, ran.err
    [result] = results(tmp_path)
    answer = result["answer"]
    assert isinstance(answer, dict)
    assert [call["prompt"]["name"] for call in answer["calls"]] == ["direct", "judge"]
    assert [claim["verified"] for claim in answer["claims"]] == ["judge"]
    monkeypatch.setenv("ASSISTANT_JUDGE", "off")
    assert run("eval", str(questions), "--live", "--limit", "1").code == 0
    kept = sorted((tmp_path / ".eval" / "runs").glob("*/results.jsonl"))
    answers = [json.loads(path.read_text())["answer"] for path in kept]
    [unjudged] = [each for each in answers if each["id"] != answer["id"]]
    assert [call["prompt"]["name"] for call in unjudged["calls"]] == ["direct"]
