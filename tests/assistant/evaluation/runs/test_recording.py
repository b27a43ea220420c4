"""A model's replies kept and given again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.errors import EvaluationError, ModelBusy
from assistant.evaluation.errors import NotRecorded
from assistant.evaluation.runs.recording import Mode, Recorded, Recording
from assistant.models import LLM, Choice, Reply
from assistant.types import Message
from tests.assistant.scripted import NAME, Scripted

ASKED = [Message("system", "Be brief."), Message("user", "When does it sail?")]
OTHER = [Message("user", "When?")]
OPTIONS = ("yes", "no")


async def everything(model: LLM) -> tuple[str, Reply, Reply, Choice]:
    """All that a model can be asked."""
    pieces, last = "", None
    async for piece in model.stream(ASKED, max_tokens=9):
        if isinstance(piece, Reply):
            last = piece
        else:
            pieces += piece
    assert last
    return (
        pieces,
        last,
        await model.reply(ASKED, max_tokens=9),
        await model.choose(ASKED, OPTIONS),
    )


@pytest.mark.parametrize("asked", [None, "a name"])
async def test_what_was_recorded_is_given_again(tmp_path: Path, asked: str | None) -> None:
    """Without a model; the second recording does not ask either."""
    path = tmp_path / "some" / "replies.jsonl"
    live = Scripted("At noon, they said.", "At noon.")
    first = await everything(Recorded(Recording(path, Mode.RECORD), live, asked))
    assert first == await everything(Recorded(Recording(path, Mode.REPLAY), None, asked))
    assert first == await everything(Recorded(Recording(path, Mode.RECORD), Scripted(), asked))
    assert len(live.asked) == 2
    assert len(path.read_text().splitlines()) == 3


async def test_no_prompt_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    await Recorded(Recording(path, Mode.RECORD), Scripted("At noon."), None).reply(
        ASKED, max_tokens=9
    )
    assert "When" not in path.read_text()
    assert json.loads(path.read_text())["text"] == "At noon."


async def test_what_is_not_recorded_is_an_error(tmp_path: Path) -> None:
    """Another prompt, another limit, other options: each is another request."""
    path = tmp_path / "replies.jsonl"
    await everything(Recorded(Recording(path, Mode.RECORD), Scripted("At noon.", "Noon."), None))
    model = Recorded(Recording(path, Mode.REPLAY), Scripted("never asked"), None)
    with pytest.raises(NotRecorded, match=r"replies\.jsonl has no reply .* Record anew"):
        await model.reply(OTHER, max_tokens=9)
    with pytest.raises(NotRecorded):
        await model.reply(ASKED, max_tokens=8)
    with pytest.raises(NotRecorded):
        await model.choose(ASKED, ("yes", "maybe"))
    with pytest.raises(NotRecorded):
        await anext(model.stream(OTHER, max_tokens=9))


async def test_anew_asks_again(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    for text in ("At noon.", "At one."):
        model = Recorded(Recording(path, Mode.ANEW), Scripted(text), None)
        assert (await model.reply(ASKED, max_tokens=9)).text == text
    assert len(path.read_text().splitlines()) == 1


async def test_a_failure_is_not_recorded(tmp_path: Path) -> None:
    """Nor is the part of a stream that broke."""
    path = tmp_path / "replies.jsonl"
    failing = Scripted(ModelBusy("busy"), "At n✂", ModelBusy("busy"))
    model = Recorded(Recording(path, Mode.RECORD), failing, None)
    with pytest.raises(ModelBusy):
        await model.reply(ASKED, max_tokens=9)
    with pytest.raises(ModelBusy):
        [piece async for piece in model.stream(ASKED, max_tokens=9)]
    assert not path.exists()


async def test_several_models_in_one_recording(tmp_path: Path) -> None:
    """Each gets its own replies; who is meant has to be said."""
    path = tmp_path / "replies.jsonl"
    for name in ("a", "b"):
        model = Recorded(Recording(path, Mode.RECORD), Scripted(f"{name} says"), name)
        await model.reply(ASKED, max_tokens=9)
    recording = Recording(path, Mode.REPLAY)
    said = await Recorded(recording, None, "b").reply(ASKED, max_tokens=9)
    assert said.text == "b says"
    with pytest.raises(EvaluationError, match=r"has replies of a, b\. Name one of them"):
        Recorded(recording, None, None)


async def test_the_models_name(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    model = Recorded(Recording(path, Mode.RECORD), Scripted("Noon."), None)
    await model.reply(ASKED, max_tokens=9)
    assert model.name == NAME
    assert Recorded(Recording(path, Mode.RECORD), Scripted(), "a name").name == "a name"
    assert Recorded(Recording(path, Mode.REPLAY), None, None).name == NAME


def test_files_that_are_no_recordings(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"there is no recording .*; make it first"):
        Recording(tmp_path / "none.jsonl", Mode.REPLAY)
    (tmp_path / "bad.jsonl").write_text('{"request": "a", "text": "b"}\n[]\n')
    with pytest.raises(EvaluationError, match=r"bad\.jsonl, line 2: this is no recorded reply"):
        Recording(tmp_path / "bad.jsonl", Mode.RECORD)
