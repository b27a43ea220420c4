"""Without the index of vectors every way in answers from full text, and says so."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api import disk as disk_of_data
from api.http import health
from api.settings import Settings
from api.slack.outbound import rendering
from api.wiring import wired
from assistant.types import NoteKind
from index import retriever
from index.types import Article, Lack, Paragraph
from tests.api.conftest import Run
from tests.api.server import served

NOBODY = "http://127.0.0.1:9"
ASKED = "When does the old bridge close?"
SAYS = "The old bridge closes in May, the mayor said on Monday."
TOLD = "Found by words alone: the index of vectors is not there. "


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Articles of which every paragraph counts as one of many."""
    folder = tmp_path / "data"

    async def fill() -> None:
        async with wired(Settings(folder)) as parts:
            texts = (SAYS, "Ferries sail all summer.", "The harbour is being dredged.")
            paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(texts, 1))
            await parts.ingest.add(Article("Bridge", paragraphs, language="en"))

    asyncio.run(fill())
    monkeypatch.setattr(retriever, "EXACT", 0)
    monkeypatch.setattr(health, "EXACT", 0)
    return folder


@pytest.fixture
def settings(library: Path) -> Settings:
    return Settings(library, chroma_url=NOBODY)


def events(client: TestClient, path: str, question: object) -> list[tuple[str, dict[str, object]]]:
    frames = client.post(path, json=question).text.strip().split("\n\n")
    lines = [frame.splitlines() for frame in frames]
    return [(one[0].partition(": ")[2], json.loads(one[1].partition(": ")[2])) for one in lines]


def test_over_http(settings: Settings) -> None:
    with served(settings) as client:
        response = client.post("/ask", json={"question": ASKED})
        assert response.status_code == 200
        answer = response.json()
        assert (answer["outcome"], answer["searched_without"]) == ("answered", "vector_index")
        assert SAYS.rstrip(".") in answer["text"]
        [note] = answer["notes"]
        assert note["kind"] == NoteKind.SEARCH.value
        assert note["text"].startswith(TOLD)
        kept = client.get(f"/answers/{answer['id']}").json()
        assert kept == answer
        (first, sources), *_ = events(client, "/ask/stream", {"question": ASKED})
        assert (first, sources["searched_without"]) == ("sources", "vector_index")
        found = client.get("/search", params={"q": ASKED}).json()
        assert {each["searched_without"] for each in found} == {"vector_index"}


def test_as_a_chat_completion(settings: Settings) -> None:
    with served(settings) as client:
        messages = [{"role": "user", "content": ASKED}]
        body = {"model": "assistant", "messages": messages}
        told = client.post("/v1/chat/completions", json=body).json()
        [choice] = told["choices"]
        assert told["article_assistant"]["searched_without"] == "vector_index"
        assert f"\n\nNote: {TOLD}" in choice["message"]["content"]


def test_of_a_draft(settings: Settings, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found of a sentence may be less than there is."""
    draft = "Ferries sail all summer."
    with served(settings) as client:
        told = client.post("/check", json={"draft": draft}).json()
        assert told["searched_without"] == "vector_index"
        [sentence] = told["sentences"]
        assert (sentence["finding"], sentence["searched_without"]) == ("supported", "vector_index")
        assert TOLD in client.get("/check", headers={"accept": "text/html"}).text
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("CHROMA_URL", NOBODY)
    file = settings.data_dir / "draft.txt"
    file.write_text(draft, encoding="utf-8")
    assert f"Note: {TOLD}" in " ".join(run("check", str(file)).out.split())


async def test_in_slack(settings: Settings) -> None:
    async with wired(settings) as parts:
        answer = await parts.assistant.ask(ASKED)
        assert answer.searched_without is Lack.VECTOR_INDEX
        assert TOLD in rendering.remarks(answer)


def test_on_the_command_line(library: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(library))
    monkeypatch.setenv("CHROMA_URL", NOBODY)
    asked = run("ask", ASKED)
    assert asked.code == 0
    assert SAYS.rstrip(".") in asked.out
    assert f"Note: {TOLD}" in " ".join(asked.out.split())
    assert json.loads(run("ask", "--json", ASKED).out)["searched_without"] == "vector_index"
    searched = run("search", ASKED)
    assert searched.code == 0
    assert TOLD in " ".join(searched.err.split())
    looked = run("doctor")
    assert looked.code == 1
    told = " ".join(looked.out.split())
    assert "is its server running, and is CHROMA_URL right?" in told
    assert "reindex" not in told


def test_damaged_files_are_made_anew_and_the_doctor_says_so(
    library: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(library))
    [header] = library.glob("chroma/*/header.bin")
    header.write_bytes(bytes(100))
    looked = run("doctor")
    assert looked.code == 0
    told = " ".join(looked.out.split())
    assert "as in the library. It was made anew: its files are damaged" in told
    assert "made anew" not in run("doctor").out
    asked = json.loads(run("ask", "--json", ASKED).out)
    assert (asked["outcome"], asked["searched_without"]) == ("answered", None)


def test_what_lacks_nothing_says_nothing(library: Path) -> None:
    with served(Settings(library)) as client:
        answer = client.post("/ask", json={"question": ASKED}).json()
        assert (answer["searched_without"], answer["notes"]) == (None, [])


# Readiness


def test_without_its_index_a_server_is_degraded_and_says_what_to_do(settings: Settings) -> None:
    with served(settings) as client:
        response = client.get("/health/ready")
    assert response.status_code == 200
    told = response.json()
    assert told["status"] == "degraded"
    assert [name for name, each in told["checks"].items() if not each["ready"]] == ["chroma"]
    assert NOBODY in told["checks"]["chroma"]["detail"]
    assert "articles are found by their words" in told["checks"]["chroma"]["detail"]


def test_a_disk_that_is_nearly_full_is_told(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_of_data, "LEAST_FREE", 2**60)
    with served(Settings(library)) as client:
        response = client.get("/health/ready")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    disk = response.json()["checks"]["disk"]
    assert not disk["ready"]
    assert disk["detail"].endswith(f"MB are free in {library}. Free some space.")


def test_a_folder_that_cannot_be_written_is_told(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk that is mounted for reading: root may write where nobody may."""

    def refuse(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(disk_of_data, "TemporaryFile", refuse)
    with served(Settings(library)) as client:
        disk = client.get("/health/ready").json()["checks"]["disk"]
    assert "Read-only file system. Questions are answered" in disk["detail"]
