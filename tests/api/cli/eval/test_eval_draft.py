"""`assistant eval new`: a set to edit, about a file or an article of the library."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from assistant.models.errors import ModelUnreachable
from assistant.sample import ARTICLE
from tests.api.conftest import Run
from tests.assistant.scripted import Scripted

pytestmark = pytest.mark.usefixtures("bare_reports")

BRIDGE = (
    "The bridge\n\nMayor Jane Lee said that the repair would cost the city a lot of money.\n\n"
    "Eleven engineers from Bergen inspected the pillars in June. It rained \x1b[31m hard."
)


def test_a_file_in_the_folder_is_named(run: Run, tmp_path: Path) -> None:
    """What is drafted can be asked as it is."""
    (tmp_path / "bridge.txt").write_text(BRIDGE)
    ran = run("eval", "new", "bridge.txt")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "2 questions to edit in bridge.questions.yaml; then: assistant eval bridge.questions.yaml\n"
    )
    written = (tmp_path / "bridge.questions.yaml").read_text(encoding="utf-8")
    assert written.startswith("# A draft of a question set about “The bridge”, for a person to")
    assert (
        "# [1] Mayor Jane Lee said that the repair would cost the city a lot of money.\n"
        "- id: who-says-01\n"
        "  question: Who says that the repair would cost the city a lot of money?\n"
        "  articles: [bridge.txt]\n"
        "  gold_paragraphs: [1]\n"
        "  speaker: [Jane Lee, Mayor Jane Lee]\n"
        "  kind: who-says\n"
    ) in written
    assert not (tmp_path / "bridge.articles.jsonl").exists()
    assert run("eval", "bridge.questions.yaml").code == 0


def test_a_file_elsewhere_is_copied(run: Run, tmp_path: Path) -> None:
    """So that the set goes on when the file has moved."""
    shutil.copy(ARTICLE, tmp_path / "report.md")
    (tmp_path / "sets").mkdir()
    ran = run("eval", "new", "report.md", "--to", "sets/mine.yaml", "--most", "1")
    assert ran.code == 0
    (tmp_path / "report.md").unlink()
    questions = yaml.safe_load((tmp_path / "sets" / "mine.yaml").read_text(encoding="utf-8"))
    assert {each["kind"] for each in questions} == {"number", "who-says", "date", "quote"}
    assert {name for each in questions for name in each["articles"]} == {"report"}
    done = json.loads(run("eval", "sets/mine.yaml", "--json").out)
    assert len(done[0]["questions"]) == 4


def test_an_article_of_the_library(sample: Run, tmp_path: Path) -> None:
    [entry] = json.loads(sample("articles", "--json").out)
    assert sample("eval", "new", entry["id"][:6], "--to", "set.yaml").code == 0
    questions = yaml.safe_load((tmp_path / "set.yaml").read_text(encoding="utf-8"))
    assert {name for each in questions for name in each["articles"]} == {entry["id"]}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data", "set.yaml"]
    assert sample("eval", "set.yaml").code == 0


def test_with_a_model(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its questions are beside the others; what was dropped is told here and in the file."""
    rained = "It rained on the bridge and on all the boats that lay in the harbour of the old city."
    (tmp_path / "bridge.txt").write_text(f"{BRIDGE}\n\n{rained}\n\n{rained} {rained}")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    model = Scripted(
        "I do not know.",
        "Question: Who inspected the supports of the crossing?\nAnswer: Eleven engineers",
        ModelUnreachable("http://127.0.0.1:1/v1"),
    )
    monkeypatch.setattr("api.wiring._in_turn", lambda models: model)
    ran = run("eval", "new", "bridge.txt")
    assert ran.code == 0
    written = (tmp_path / "bridge.questions.yaml").read_text(encoding="utf-8")
    assert "- id: fact-01\n  question: Who inspected the supports of the crossing?\n" in written
    for told in (ran.err, written):
        assert "Of the model's, dropped: no question with an answer (1)." in told
        assert "The model was asked no more: no answer from the model server (http" in told


def test_what_cannot_be_drafted(run: Run, tmp_path: Path) -> None:
    """Exit code 2 and the reason; what somebody has edited is left alone."""
    (tmp_path / "bridge.txt").write_text(BRIDGE)
    (tmp_path / "empty.txt").write_text("Nothing\n\nIt rained.")
    (tmp_path / "bridge.questions.yaml").write_text("edited")
    before = sorted(tmp_path.iterdir())
    for arguments, reason in (
        (("bridge.txt",), "bridge.questions.yaml is there already"),
        (("bridge.txt", "--to", "set.json"), "let its name end in .yaml"),
        (("bridge.txt", "--to", "bridge.txt/set.yaml"), "cannot be written"),
        (("empty.txt",), "nothing could be drafted"),
        (("nowhere",), "nowhere is no file; in the library, there is no article 'nowhere'"),
    ):
        ran = run("eval", "new", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert reason in ran.err
    assert (tmp_path / "bridge.questions.yaml").read_text() == "edited"
    assert [each for each in sorted(tmp_path.iterdir()) if each.name != "data"] == before
