"""What of an answer is not checked is told in every channel."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from api.settings import Settings
from api.slack.outbound import rendering
from api.wiring import wired
from assistant.generation.strategy import Strategy
from assistant.types import Answer, NoteKind
from index.types import Article, Paragraph
from tests.api.conftest import Listen, Run
from tests.api.server import served
from tests.model_server import says

FRENCH = "Le vieux pont ferme en mai, a dit la maire de la ville lundi."
ENGLISH = (
    "The old bridge closes in May, the mayor said on Monday.",
    "Call the harbour office about the old bridge when it closes.",
)
ASKED_IN_FRENCH = "Quand ferme le vieux pont ?"
ASKED = "When does the old bridge close?"


def library(folder: Path, language: str, *texts: str) -> Path:
    async def fill() -> None:
        async with wired(Settings(folder)) as parts:
            paragraphs = tuple(Paragraph(at, text) for at, text in enumerate(texts, 1))
            await parts.ingest.add(Article("Bridge", paragraphs, language=language))

    asyncio.run(fill())
    return folder


@pytest.mark.parametrize(
    ("language", "texts", "question", "reply", "kind", "told"),
    [
        (
            "fr",
            (FRENCH,),
            ASKED_IN_FRENCH,
            f"{FRENCH} [1]",
            NoteKind.LANGUAGE,
            "Not checked: there are no rules for the language of what is cited (fr).",
        ),
        (
            "en",
            ENGLISH[:1],
            ASKED,
            f"{FRENCH} [1]",
            NoteKind.REPLY_LANGUAGE,
            "Not checked: the model wrote in another language than the articles.",
        ),
        (
            "en",
            ENGLISH,
            ASKED,
            f"{ENGLISH[0]} [1] {ENGLISH[1]} [2]",
            NoteKind.INSTRUCTION,
            "[2] speaks to its reader: it is the article’s word, not advice.",
        ),
    ],
)
def test_a_note_is_told_in_every_channel(  # noqa: PLR0917 - the cases' columns
    tmp_path: Path,
    listen: Listen,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    texts: tuple[str, ...],
    question: str,
    reply: str,
    kind: NoteKind,
    told: str,
) -> None:
    folder = library(tmp_path / "library", language, *texts)
    model = listen(says(reply, "", rewritten=question))
    settings = Settings(
        folder, base_url=model.base_url, model="tiny", strategy=Strategy.DIRECT, rate_limit=None
    )
    with served(settings) as client:
        answer = client.post("/ask", json={"question": question}).json()
        [note] = answer["notes"]
        assert note["kind"] == kind.value
        assert note["text"].startswith(told)
        kept = client.get(f"/answers/{answer['id']}").json()
        assert kept["notes"] == answer["notes"]
        messages = [{"role": "user", "content": question}]
        body = {"model": "assistant", "messages": messages}
        chat = client.post("/v1/chat/completions", json=body).json()
        assert f"\n\nNote: {told}" in chat["choices"][0]["message"]["content"]
        assert chat["article_assistant"]["notes"] == answer["notes"]

    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(folder))
    monkeypatch.setenv("OPENAI_BASE_URL", model.base_url)
    monkeypatch.setenv("ASSISTANT_MODEL", "tiny")
    monkeypatch.setenv("ASSISTANT_STRATEGY", "direct")
    assert f"Note: {told}" in run("ask", question).out

    async def in_slack() -> str:
        async with wired(settings) as parts:
            asked: Answer = await parts.assistant.ask(question)
            return rendering.whole(asked, ())

    assert f"\n\n_{told}" in asyncio.run(in_slack())


def test_an_answer_in_english_from_english_has_no_note(tmp_path: Path) -> None:
    folder = library(tmp_path / "library", "en", ENGLISH[0])
    with served(Settings(folder, rate_limit=None)) as client:
        answer = client.post("/ask", json={"question": ASKED}).json()
    assert answer["claims"]
    assert answer["notes"] == []
