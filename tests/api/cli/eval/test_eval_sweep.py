"""`assistant eval sweep`: what is asked, what is kept, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.extractive.sentence_relevance import fitted
from tests.api.conftest import Ran, Run, Serve, StoppedAt
from tests.model_server import Exchange, says

pytestmark = pytest.mark.usefixtures("bare_reports")

ARTICLE = {
    "article_id": "ferry",
    "title": "Ferry strike ends",
    "paragraphs": [
        "The strike of the ferry crews ended on Monday.",
        "Ana Silva, who leads the union, said the crews had won higher wages.",
        "Fares will rise by five percent in April.",
        "The harbour had been closed for nine days.",
    ],
}
QUESTIONS: list[dict[str, object]] = [
    {"id": "q1", "question": "When did the strike end?", "gold_paragraphs": [1]},
    {"id": "q2", "question": "Who said the crews had won higher wages?", "gold_paragraphs": [2]},
    {"id": "q3", "question": "How much will fares rise?", "gold_paragraphs": [3]},
    {"id": "q4", "question": "Who is the king of Spain?", "answerable": False},
]
SAYS_SO = "The harbour had been closed for nine days [4]."


@pytest.fixture
def questions(data_folder: Path) -> str:
    """A question set in the working folder, beside its article."""
    folder = data_folder.parent
    (folder / "ferry.articles.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    rows = [json.dumps({"article_id": "ferry", **each}) for each in QUESTIONS]
    (folder / "ferry.questions.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return str(folder / "ferry.questions.jsonl")


def ways(ran: Ran) -> list[dict[str, Any]]:
    """What `--json` says of each way."""
    found: list[dict[str, Any]] = json.loads(ran.out)["ways"]
    return found


def manifests(data_folder: Path) -> dict[str, dict[str, Any]]:
    """How the runs on disk were made, by their names."""
    runs = (data_folder.parent / ".eval" / "runs").glob("*/run.json")
    return {each.parent.name: json.loads(each.read_text(encoding="utf-8")) for each in runs}


class Model:
    """A model that keeps what it is asked, and fails when it is told to."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.fails = False

    async def __call__(self, exchange: Exchange) -> None:
        if self.fails and exchange.json.get("stream"):
            await exchange.send(400, "{}")
        else:
            self.asked.append(exchange.json)
            await says(SAYS_SO, answering="harbour")(exchange)


def test_every_combination_is_a_run_that_says_how_it_was_made(
    run: Run, questions: str, data_folder: Path
) -> None:
    ran = run(
        *("eval", "sweep", questions, "--json"),
        *("--over", "passages=1,2", "--over", "fusion=lexical,dense"),
    )
    assert ran.code == 0
    assert "5 runs of 4 questions, ferry" in ran.err
    page = Path(".eval/sweeps/ferry-passages-fusion.html")
    assert f"the page is {page}" in ran.err
    assert page.read_text(encoding="utf-8").count("<figure") == 1, "none against tokens"
    found = ways(ran)
    assert [each["values"] for each in found] == [
        {"passages": "8", "fusion": "fused"},
        {"passages": "1", "fusion": "lexical"},
        {"passages": "1", "fusion": "dense"},
        {"passages": "2", "fusion": "lexical"},
        {"passages": "2", "fusion": "dense"},
    ]
    made = manifests(data_folder)
    assert [made[each["run"]]["settings"]["passages"] for each in found] == [8, 1, 1, 2, 2]
    assert [made[each["run"]]["settings"]["fusion"] for each in found][:3] == [
        "fused",
        "lexical",
        "dense",
    ]
    for each in found:
        folder = data_folder.parent / ".eval" / "runs" / each["run"]
        rows = (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()
        most = int(each["values"]["passages"])
        assert [len(json.loads(row)["answer"]["passages"]) for row in rows] == [min(most, 4)] * 4


def test_the_table_has_what_it_takes_to_choose(run: Run, questions: str) -> None:
    """Each way with its value, the metric with its interval, and whether the change is chance."""
    ran = run("eval", "sweep", questions, "--over", "threshold=1")
    first, second, *_ = (line.split("\t") for line in ran.out.splitlines())
    assert first[:4] == ["1", f"{fitted().threshold:g}", "1.000 (0.44–1.00)", "the default"]
    assert second[:4] == ["2", "1", "0.667 (0.21–0.94)", "-0.333 (p 1.000)"]
    assert first[4].endswith("*")
    assert "p: how often chance alone would do this" in ran.out


def test_what_is_answered_is_not_asked_again(
    run: Run, questions: str, serve: Serve, data_folder: Path
) -> None:
    """Interrupted or not: the second time only what failed is asked."""
    model = Model()
    serve(model)
    command = ("eval", "sweep", questions, "--over", "likely=.4", "--by", "outcome", "--json")
    model.fails = True
    broken = run(*command)
    assert broken.code == 2
    assert "4 questions could not be answered" in broken.err
    model.fails = False
    mended = run(*command)
    assert mended.code == 0
    assert "2 were there already" in mended.err
    asked = len(model.asked)
    assert ways(run(*command)) == ways(mended)
    assert len(model.asked) == asked
    assert len(manifests(data_folder)) == 2
    run(*command, "--again")
    assert len(model.asked) > asked
    assert len(manifests(data_folder)) == 4


def test_a_sweep_that_is_stopped_goes_on_where_it_was(
    run: Run, questions: str, stopped_at: StoppedAt, data_folder: Path
) -> None:
    """In the middle of the second of three runs."""
    asked = stopped_at(6)
    command = ("eval", "sweep", questions, "--over", "passages=1,2", "--at-once", "1")
    stopped = run(*command)
    assert stopped.code == 130
    assert "Stopped. What was answered is kept; the same command goes on" in stopped.err
    assert run(*command).code == 0
    assert len(asked) == 3 * len(QUESTIONS) + 1
    assert len(manifests(data_folder)) == 3


def test_another_article_is_another_run(run: Run, questions: str, data_folder: Path) -> None:
    command = ("eval", "sweep", questions, "--over", "passages=2")
    run(*command)
    path = data_folder.parent / "ferry.articles.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace("nine", "ten"), encoding="utf-8")
    assert "were there already" not in run(*command).err
    assert len(manifests(data_folder)) == 4


def test_what_a_model_is_asked_is_what_the_knobs_say(
    run: Run, questions: str, serve: Serve, data_folder: Path
) -> None:
    """Its name, the prompt, the whole article."""
    folder = data_folder.parent / "terse"
    folder.mkdir()
    prompt = Path(__file__).parents[4] / "prompts" / "answer.md"
    text = prompt.read_text(encoding="utf-8")
    (folder / "answer.md").write_text(text.replace("# user", "# user\nBe terse.", 1), "utf-8")
    model = Model()
    serve(model)
    ran = run(
        *("eval", "sweep", questions, "--one-at-a-time", "--by", "outcome", "--json"),
        *("--over", f"prompts={folder}", "--over", "model=other", "--over", "whole=yes"),
    )
    assert ran.code == 0
    written = [each for each in model.asked if each.get("stream")]
    by_model = {each["model"] for each in written}
    assert by_model == {"tiny", "other"}
    told = [each["messages"][-1]["content"] for each in written]
    assert any("Be terse." in each for each in told)
    assert any("[1]" in each and "[4]" in each for each in told)
    made = [manifests(data_folder)[each["run"]] for each in ways(ran)]
    assert len({each["prompts"]["answer"] for each in made}) == 2
    assert [each["model"] for each in made] == ["tiny", "tiny", "other", "tiny"]
    assert [each["settings"]["whole"] for each in made] == [False, False, False, True]
    assert all(each["tokens"] > 0 for each in ways(ran))


def test_without_a_model_a_way_costs_nothing(run: Run, questions: str, serve: Serve) -> None:
    """Also where a model's replies are recorded: none is."""
    serve(Model())
    command = ("eval", "sweep", questions, "--over", "model=extractive", "--json")
    ran = run(*command, "--record", "replies.jsonl")
    asking, quoting = ways(ran)
    assert asking["tokens"] > 0 == quoting["tokens"]
    assert quoting["pareto"]["tokens"]
    assert quoting["model"] == "extractive"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "say what to vary, like --over passages=4,8. There are\n  passages: how many"),
        (["--over", "colour=red"], "'colour' cannot be varied; these can: passages"),
        (["--over", "passages=many"], "passages cannot be 'many'. It can be a number from 1"),
        (["--over", "likely=.5"], "without a model likely would change nothing"),
        (["--over", "model=tiny"], "ASSISTANT_MODEL is 'tiny', and neither OPENAI_API_KEY nor"),
        (["--over", "embedder=large"], "ASSISTANT_EMBEDDER is 'large'. It can be `minilm`"),
        (["--over", "prompts=nowhere"], "nowhere has none of the prompts"),
        (["--over", "passages=1", "--by", "beauty"], "compared by 'beauty', but by hit@1"),
        (["--over", "passages=1", "--by", "total_ms"], "compared by 'total_ms', but by hit@1"),
        (["--over", "passages=1,2,3", "--most", "3"], "these are 4 runs, more than 3"),
        (["--over", "passages=1", "--sample"], "give one question set, or --sample"),
        (["--over", "passages=1", "--by", "facts"], "no question is scored by facts. Use --by"),
        (
            ["--over", "passages=1", "--to", "/dev/null/a.html"],
            "a.html cannot be written: Not a directory",
        ),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, questions: str, arguments: list[str], complaint: str
) -> None:
    ran = run("eval", "sweep", questions, *arguments)
    assert ran.code == 2
    assert complaint in ran.err
    assert ran.out == ""
